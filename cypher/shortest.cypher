// Shortest by distance
// From one role to another along the strongest correlations: the least sum of distances (1 less
// the correlation), then fewest steps, then smallest role codes. to => null lists the way to every
// role; maxSteps bounds the steps, null does not.
// How: rounds of relaxation (Bellman and Ford) over lists. After round n, best[v] is the best way of
// at most n steps to role v as [distance, steps, codes], and empty while there is none. Rounds after
// one that changed nothing are skipped. Sums are integers (millionths), so they are exact.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';
:param maxSteps => null;

MATCH (u:Role {dataset: $dataset})-[c:CORRELATES]->(v)
// Roles become numbers in the order of their codes. First every role with the arcs out of it ...
WITH u, collect([v.code, c.distanceMicro]) AS out ORDER BY u.code
WITH collect(u.code) AS codes, collect(out) AS outs
UNWIND range(0, size(codes) - 1) AS u
UNWIND outs[u] AS arc
// ... then every role with the arcs into it: [from, distance].
WITH codes, arc[0] AS v, collect([u, arc[1]]) AS arcs ORDER BY v
WITH codes, collect(arcs) AS into
WITH codes, reduce(
  now = {best: [code IN codes | CASE WHEN code = $from THEN [0, 0, code] ELSE [] END], settled: false},
  round IN range(1, coalesce($maxSteps, size(codes) - 1)) | CASE WHEN now.settled THEN now ELSE
    head([best IN [[v IN range(0, size(codes) - 1) | reduce(
        least = now.best[v],
        way IN [arc IN into[v] WHERE size(now.best[arc[0]]) > 0 |
          [now.best[arc[0]][0] + arc[1], now.best[arc[0]][1] + 1, now.best[arc[0]][2] + '\t' + codes[v]]] |
        CASE WHEN size(least) = 0 OR way[0] < least[0] OR way[0] = least[0] AND
          (way[1] < least[1] OR way[1] = least[1] AND way[2] < least[2]) THEN way ELSE least END)]] |
      {best: best, settled: best = now.best}])
  END).best AS best
UNWIND range(0, size(codes) - 1) AS v
WITH codes[v] AS role, best[v] AS way
WHERE size(way) > 0 AND role = coalesce($to, role)
RETURN split(way[2], '\t') AS path, way[1] AS steps, way[0] / 1000000.0 AS distance
ORDER BY role;
