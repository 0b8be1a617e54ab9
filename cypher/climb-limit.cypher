// No climb above a limit
// The fewest steps from one role to another if no single step may climb more than maxClimb points;
// ties by least distance, then role codes. No row means that there is no such way.
// The limit stands on the relationship itself: that is what lets Neo4j prune the search. Add
// AND c.drop <= ... or AND c.correlation >= ... to the same WHERE in the same way.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';
:param maxClimb => 16;

MATCH (a:Role {dataset: $dataset, code: $from})
MATCH (b:Role {dataset: $dataset, code: $to})
MATCH p = ALL SHORTEST (a)-[c:CORRELATES WHERE c.climb <= $maxClimb]->*(b)
WITH p, [r IN nodes(p) | r.code] AS path, reduce(d = 0, c IN relationships(p) | d + c.distanceMicro) AS distance
ORDER BY distance, path
LIMIT 1
RETURN path, length(p) AS steps, distance / 1000000.0 AS distance,
       [c IN relationships(p) | c.climb - c.drop] AS rises;
