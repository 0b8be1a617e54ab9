// Reach: who can become this
// Every role from which a role can be reached within four steps (write another number in the place
// of 4), no step climbing more than maxClimb points, with the fewest steps that it takes.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param to => 'SOC-ANALYST';
:param maxClimb => 12;

MATCH (b:Role {dataset: $dataset, code: $to})
MATCH p = (b)<-[c:CORRELATES* ..4]-(r)
WHERE all(step IN c WHERE step.climb <= $maxClimb)
WITH r, b, min(length(p)) AS steps
WHERE r <> b
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, steps, r.total AS total
ORDER BY steps, role;
