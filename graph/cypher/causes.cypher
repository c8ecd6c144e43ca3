// The mechanisms that claims hold responsible for an issue.
MATCH (i:Issue)-[e:CAUSED_BY]->(m:Mechanism)
WHERE i.id = $issue
RETURN m.id AS mechanism, e.belief AS belief
ORDER BY mechanism
