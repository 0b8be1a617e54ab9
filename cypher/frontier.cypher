// Frontier: few steps or small climbs
// For each number of steps up to maxSteps, the smallest possible steepest climb, where it is smaller
// than with fewer steps: the trade-off to choose from, each with its best path (gentlest at the
// dataset's own c, then least distance, then smallest role codes).
// How: round n of the reduce lowers, for every role, the steepest climb of a way of at most n steps.
// The paths are then the shortest ones under each limit, and the plan prunes by that limit.
// Good for some thousand edges (with 512 MB of heap it ran out of memory at 8,000 roles): beyond, ask
// the server.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';
:param maxSteps => 12;

MATCH (u:Role {dataset: $dataset})-[c:CORRELATES]->(v)
WITH u, collect([v.code, c.climbMilli]) AS out ORDER BY u.code
WITH collect(u.code) AS codes, collect(out) AS outs
UNWIND range(0, size(codes) - 1) AS u
UNWIND outs[u] AS arc
WITH codes, arc[0] AS v, collect([u, arc[1]]) AS arcs ORDER BY v
WITH codes, collect(arcs) AS into
// 2^53 stands for no way yet.
WITH head([v IN range(0, size(codes) - 1) WHERE codes[v] = $to]) AS goal, reduce(
  now = {least: [code IN codes | CASE WHEN code = $from THEN 0 ELSE 9007199254740992 END], rounds: []},
  round IN range(1, $maxSteps) |
    head([least IN [[v IN range(0, size(codes) - 1) | reduce(
        climb = now.least[v],
        way IN [arc IN into[v] | CASE WHEN now.least[arc[0]] > arc[1] THEN now.least[arc[0]] ELSE arc[1] END] |
        CASE WHEN way < climb THEN way ELSE climb END)]] |
      {least: least, rounds: now.rounds + [least]}])).rounds AS rounds
UNWIND range(1, $maxSteps) AS steps
WITH steps, rounds[steps - 1][goal] AS climb, CASE WHEN steps > 1 THEN rounds[steps - 2][goal] ELSE 9007199254740992 END AS before
WHERE climb < before
MATCH (a:Role {dataset: $dataset, code: $from})
MATCH (b:Role {dataset: $dataset, code: $to})
CALL (a, b, climb) {
  MATCH p = ALL SHORTEST (a)-[c:CORRELATES WHERE c.climbMilli <= climb]->*(b)
  WITH [r IN nodes(p) | r.code] AS path, relationships(p) AS way
  WITH path, CASE WHEN a.totalMilli < b.totalMilli THEN size([c IN way WHERE c.demotion]) ELSE 0 END AS demotions,
    reduce(sum = 0, c IN way | sum + c.gentlestCost) AS cost, reduce(sum = 0, c IN way | sum + c.distanceMicro) AS distance
  ORDER BY demotions, cost, distance, path
  LIMIT 1
  RETURN path, cost, distance
}
RETURN steps, climb / 1000.0 AS steepestClimb, path, cost / 1000000.0 AS cost, distance / 1000000.0 AS distance
ORDER BY steps;
