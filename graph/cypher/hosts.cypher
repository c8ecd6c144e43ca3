// What stands as an electrolyte in a case or at an interface.
MATCH (c:StrategyCase)
WHERE c.host IS NOT NULL
RETURN DISTINCT c.host AS id
UNION
MATCH (i:Interface)
RETURN DISTINCT i.electrolyte AS id
UNION
MATCH (:Claim)-[:ABOUT]->(m:Material)
RETURN DISTINCT m.id AS id
