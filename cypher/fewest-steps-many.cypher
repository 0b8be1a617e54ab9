// Fewest steps between many
// From each of several roles to each of several others in as few steps as there can be, best first: of
// ways with as many steps the one of least total distance, then of smallest role codes. The first row
// is the one answer to FEWEST_STEPS from any of these to any of those; a pair that nothing connects has
// no row.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param fromRoles => ['SOC-OPERATOR', 'NET-OPERATIONS', 'APP-TESTER'];
:param toRoles => ['SOC-MANAGER', 'MGMT-CISO'];

UNWIND $fromRoles AS start
UNWIND $toRoles AS goal
MATCH (a:Role {dataset: $dataset, code: start})
MATCH (b:Role {dataset: $dataset, code: goal})
CALL (a, b) {
  MATCH p = ALL SHORTEST (a)-[:CORRELATES]->*(b)
  WITH p, [r IN nodes(p) | r.code] AS path, reduce(d = 0, c IN relationships(p) | d + c.distanceMicro) AS distance
  ORDER BY distance, path
  LIMIT 1
  RETURN path, length(p) AS steps, distance
}
RETURN start AS from, goal AS to, steps, distance / 1000000.0 AS distance, path
ORDER BY steps, distance, path;
