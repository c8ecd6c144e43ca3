// The sentences behind claims, with the references that each cites.
MATCH (c:Claim)-[:SUPPORTED_BY]->(e:Evidence)-[:IN_DOCUMENT]->(d:Document)
WHERE c.id IN $claims
OPTIONAL MATCH (e)-[:CITES]->(r:Reference)
RETURN c.id AS claim, e.id AS id, d.id AS document, d.doi AS document_doi, e.page AS page, e.line AS line,
       e.start AS start, e.stop AS stop, e.text AS text, e.section AS section, e.hedged AS hedged,
       e.source_type AS source_type, e.confidence AS confidence,
       r.n AS n, r.doi AS doi, r.title AS title, r.work AS work, r.retracted AS retracted
ORDER BY claim, document, start, id, n
