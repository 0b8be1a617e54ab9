// Correlation map of a role
// The role and all that correlate with it: x is the strength of correlation (the role itself at 1),
// y the total. skillGap is how many skill points a step there asks for.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param role => 'SOC-OPERATOR';

MATCH (base:Role {dataset: $dataset, code: $role})
CALL (base) {
  RETURN base AS r, 1.0 AS correlation, 0.0 AS climb, 0.0 AS drop, 0.0 AS skillGap
  UNION ALL
  MATCH (base)-[c:CORRELATES]->(r)
  RETURN r, c.correlation AS correlation, c.climb AS climb, c.drop AS drop, c.skillGap AS skillGap
}
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, correlation, r.total AS total, climb, drop, skillGap
ORDER BY correlation DESC, role;
