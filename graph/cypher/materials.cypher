// Every material, with where its claims meet.
MATCH (m:Material)
RETURN m.id AS id, m.system AS system, m.parent AS parent, m.dopants AS dopants, m.elements AS elements,
       m.families AS families, m.formula AS formula
ORDER BY id
