// For how many mechanisms and issues each strategy is said to help: its degree on the main road.
MATCH (x)-[e:MITIGATED_BY]->(s:Strategy)
RETURN s.id AS strategy, count(e) AS degree
ORDER BY strategy
