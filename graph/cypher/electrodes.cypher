// What stands as an electrode in a case or at an interface.
MATCH (c:StrategyCase)
WHERE c.electrode IS NOT NULL
RETURN DISTINCT c.electrode AS id
UNION
MATCH (i:Interface)
RETURN DISTINCT i.electrode AS id
