// Alternatives
// The k best ways from one role to another in order of cost, gentlest first, each without a loop
// (Yen's method). weight is what is added up: 'distanceMicro' for the shortest; null for the gentlest,
// which is risingCost where the goal lies higher than the start, and else gentlestCost. Sums are exact
// where the dataset says risingExactInDoubles, or exactInDoubles; where ways cost the same, the library
// chooses which of them is the last that counts.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'SOC-ANALYST';
:param k => 5;
:param weight => null;

MATCH (u:Role {dataset: $dataset})
OPTIONAL MATCH (u)-[c:CORRELATES]->(v)
WITH gds.graph.project('noboru ' + randomUUID(), u, v, {relationshipProperties: c {.gentlestCost, .risingCost, .distanceMicro}}) AS projection
MATCH (a:Role {dataset: $dataset, code: $from})
MATCH (b:Role {dataset: $dataset, code: $to})
CALL gds.shortestPath.yens.stream(projection.graphName, {sourceNode: a, targetNode: b, k: toInteger($k), relationshipWeightProperty: coalesce($weight, CASE WHEN a.totalMilli < b.totalMilli THEN 'risingCost' ELSE 'gentlestCost' END), concurrency: 1})
YIELD nodeIds, totalCost
WITH projection, collect({nodes: [id IN nodeIds | gds.util.asNode(id)], cost: totalCost}) AS ways
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND ways AS way
CALL (way) {
  UNWIND range(1, size(way.nodes) - 1) AS i
  WITH way.nodes[i - 1] AS u, way.nodes[i] AS v
  MATCH (u)-[c:CORRELATES]->(v)
  RETURN count(c) AS steps, sum(c.distanceMicro) AS distance, max(c.climb) AS steepestClimb,
    CASE WHEN $weight IS NULL THEN sum(c.gentlestCost) ELSE sum(c[$weight]) END AS cost
}
WITH way, [r IN way.nodes | r.code] AS path, steps, distance, steepestClimb, cost
RETURN path, steps, steepestClimb, distance / 1000000.0 AS distance, cost / 1000000.0 AS cost
ORDER BY way.cost, distance, steps, path;
