// Roles that nothing leads up to
// Roles that no correlating role is below: where a career of this graph begins, for nobody climbs
// into them. onward is how many roles one can climb to from there in one step; isolated roles,
// which correlate with none, have neighbours = 0.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';

MATCH (r:Role {dataset: $dataset})
WHERE NOT EXISTS { (r)<-[c:CORRELATES WHERE c.climb > 0]-() }
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, r.total AS total,
       COUNT { (r)-[:CORRELATES]->() } AS neighbours, COUNT { (r)-[c:CORRELATES WHERE c.climb > 0]->() } AS onward
ORDER BY total, role;
