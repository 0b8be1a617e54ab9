// Gentlest
// From one role to another in small climbs. Where the goal lies higher than the start: first the
// fewest demotions (steps that drop more than c). Then the least sum over steps of c * c + climb *
// climb + change * change, then least distance, then fewest steps, then smallest role codes. That is
// the one answer to GENTLEST.
// c is comfortableClimb, the climb per step that a person takes in stride; smaller makes more and
// smaller steps; null is the dataset's own. change is familyChange, in points, where a step leads into
// another family; null is c, 0 is off. demotions => 'ALLOW' does not count them. to => null lists
// the way to every role; maxSteps bounds the steps, null does not.
// How: rounds of relaxation (Bellman and Ford) over lists, once with demotions counted and once
// without. After round n, best[v] is the best way of at most n steps to role v as [demotions, cost,
// distance, steps, codes], and empty while there is none. Rounds after one that changed nothing are
// skipped. Sums are integers, so they are exact. Good for some thousand edges: beyond, use
// gentlest-gds.cypher, or the server.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';
:param comfortableClimb => null;
:param familyChange => null;
:param demotions => 'AVOID';
:param maxSteps => null;

MATCH (d:Dataset {name: $dataset})
WITH coalesce(toInteger(round($comfortableClimb * 1000)), d.comfortableClimbMilli) AS c
WITH c, coalesce(toInteger(round($familyChange * 1000)), c) AS f
MATCH (start:Role {dataset: $dataset, code: $from})
MATCH (u:Role {dataset: $dataset})-[e:CORRELATES]->(v)
// Roles become numbers in the order of their codes. First every role with the arcs out of it ...
WITH start, u, collect([v.code, CASE WHEN e.dropMilli > c THEN 1 ELSE 0 END,
  c * c + e.climbMilli * e.climbMilli + CASE WHEN e.changesFamily THEN f * f ELSE 0 END, e.distanceMicro]) AS out ORDER BY u.code
WITH start, collect(u) AS roles, collect(u.code) AS codes, collect(out) AS outs
UNWIND range(0, size(codes) - 1) AS u
UNWIND outs[u] AS arc
// ... then every role with the arcs into it: [from, demotion, cost, distance].
WITH start, roles, codes, arc[0] AS v, collect([u, arc[1], arc[2], arc[3]]) AS arcs ORDER BY v
WITH start, roles, codes, collect(arcs) AS into
UNWIND [0, 1] AS counted
WITH start, roles, codes, counted, reduce(
  now = {best: [code IN codes | CASE WHEN code = $from THEN [0, 0, 0, 0, code] ELSE [] END], settled: false},
  round IN range(1, coalesce($maxSteps, size(codes) - 1)) | CASE WHEN now.settled THEN now ELSE
    head([best IN [[v IN range(0, size(codes) - 1) | reduce(
        least = now.best[v],
        way IN [arc IN into[v] WHERE size(now.best[arc[0]]) > 0 |
          [now.best[arc[0]][0] + counted * arc[1], now.best[arc[0]][1] + arc[2], now.best[arc[0]][2] + arc[3],
           now.best[arc[0]][3] + 1, now.best[arc[0]][4] + '\t' + codes[v]]] |
        CASE WHEN size(least) = 0 OR way[0] < least[0] OR way[0] = least[0] AND
          (way[1] < least[1] OR way[1] = least[1] AND
          (way[2] < least[2] OR way[2] = least[2] AND
          (way[3] < least[3] OR way[3] = least[3] AND way[4] < least[4]))) THEN way ELSE least END)]] |
      {best: best, settled: best = now.best}])
  END).best AS best
UNWIND range(0, size(codes) - 1) AS v
WITH start, roles[v] AS goal, codes[v] AS role, counted, best[v] AS way
WHERE size(way) > 0 AND role = coalesce($to, role) AND
  counted = CASE WHEN $demotions = 'AVOID' AND start.totalMilli < goal.totalMilli THEN 1 ELSE 0 END
RETURN split(way[4], '\t') AS path, way[3] AS steps, way[2] / 1000000.0 AS distance, way[1] / 1000000.0 AS cost
ORDER BY role;
