// Reach: what one can become
// Every role within four steps of a role (write another number in the place of 4), no step climbing
// more than maxClimb points, with the fewest steps that it takes. It is one breadth-first search for all
// roles: the plan says BFS, and does so as long as only the role and min(length(p)) are asked for.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param maxClimb => 12;

MATCH (a:Role {dataset: $dataset, code: $from})
MATCH p = (a)-[c:CORRELATES* ..4]->(r)
WHERE all(step IN c WHERE step.climb <= $maxClimb)
WITH r, a, min(length(p)) AS steps
WHERE r <> a
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, steps, r.total AS total
ORDER BY steps, role;
