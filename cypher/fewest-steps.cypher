// Fewest steps
// From one role to another in as few steps as there can be; of those ways the one of least total
// distance, then of smallest role codes. That is the one answer to FEWEST_STEPS.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';

MATCH (a:Role {dataset: $dataset, code: $from})
MATCH (b:Role {dataset: $dataset, code: $to})
MATCH p = ALL SHORTEST (a)-[:CORRELATES]->*(b)
WITH p, [r IN nodes(p) | r.code] AS path, reduce(d = 0, c IN relationships(p) | d + c.distanceMicro) AS distance
ORDER BY distance, path
LIMIT 1
RETURN path, length(p) AS steps, distance / 1000000.0 AS distance,
       [c IN relationships(p) | c.climb - c.drop] AS rises;
