// Every case whose electrode stands on the side that is asked about, or that names no electrode.
MATCH (c:StrategyCase)
WHERE c.electrode IS NULL OR c.electrode IN $electrodes
OPTIONAL MATCH (c)-[:ADDRESSES]->(m:Mechanism)
WITH c, collect(DISTINCT m.id) AS mechanisms
OPTIONAL MATCH (c)-[:ADDRESSES]->(i:Issue)
WITH c, mechanisms, collect(DISTINCT i.id) AS issues
OPTIONAL MATCH (c)-[:USES]->(u:Material)
WITH c, mechanisms, issues, collect(DISTINCT u.id) AS materials
OPTIONAL MATCH (c)-[:PRODUCES]->(p:Material)
WITH c, mechanisms, issues, materials, collect(DISTINCT p.id) AS products
RETURN c.id AS id, c.name AS name, c.strategy AS strategy, c.host AS host, c.electrode AS electrode,
       c.method AS method, c.polarity AS polarity, c.outcome AS outcome, c.caveat AS caveat,
       c.effects AS effects, c.belief AS belief, mechanisms, issues, materials, products
ORDER BY id
