// What opposes the claims, and why.
MATCH (a:Claim)-[k:CONTRADICTS]-(b:Claim)
WHERE a.id IN $claims
RETURN DISTINCT a.id AS claim, b.id AS opposed, b.name AS name, k.rationale AS rationale
ORDER BY claim, opposed
