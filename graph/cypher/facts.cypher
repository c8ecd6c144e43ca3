// Every mechanism that is said to occur or to be absent, with the place of the statement.
MATCH (c:Claim)-[:ABOUT]->(m:Mechanism)
WHERE c.kind = 'interface_fact'
OPTIONAL MATCH (c)-[:ABOUT]->(i:Interface)
OPTIONAL MATCH (c)-[:ABOUT]->(x:Material)
OPTIONAL MATCH (c)-[:ABOUT]->(f:Family)
OPTIONAL MATCH (c)-[:PRODUCES]->(p:Material)
WITH c, m, i, x, f, collect(DISTINCT p.id) AS products
RETURN c.id AS id, c.name AS name, c.polarity AS polarity, c.belief AS belief, m.id AS mechanism,
       coalesce(i.electrolyte, x.id, f.id) AS electrolyte, i.electrode AS electrode, products
ORDER BY id
