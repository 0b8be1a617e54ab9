// Gentlest, by Dijkstra's search
// The gentlest way from one role to another (see gentlest.cypher) by the Graph Data Science library:
// for large graphs and many questions. Where the goal lies higher than the start the weight is
// risingCost, in which a demotion counts more than any path without; else gentlestCost. Sums are
// exact where the dataset says risingExactInDoubles, or exactInDoubles; among ways of equal cost the
// library takes any, while gentlest.cypher takes the one answer.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'MGMT-CISO';

MATCH (u:Role {dataset: $dataset})
OPTIONAL MATCH (u)-[c:CORRELATES]->(v)
WITH gds.graph.project('noboru ' + randomUUID(), u, v, {relationshipProperties: c {.gentlestCost, .risingCost}}) AS projection
MATCH (a:Role {dataset: $dataset, code: $from})
MATCH (b:Role {dataset: $dataset, code: $to})
CALL gds.shortestPath.dijkstra.stream(projection.graphName, {sourceNode: a, targetNode: b, relationshipWeightProperty: CASE WHEN a.totalMilli < b.totalMilli THEN 'risingCost' ELSE 'gentlestCost' END})
YIELD nodeIds
WITH projection, collect({nodes: [id IN nodeIds | gds.util.asNode(id)]}) AS ways
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND ways AS way
CALL (way) {
  UNWIND range(1, size(way.nodes) - 1) AS i
  WITH way.nodes[i - 1] AS u, way.nodes[i] AS v
  MATCH (u)-[c:CORRELATES]->(v)
  RETURN count(c) AS steps, sum(c.distanceMicro) AS distance, sum(c.gentlestCost) AS cost
}
RETURN [r IN way.nodes | r.code] AS path, steps, distance / 1000000.0 AS distance, cost / 1000000.0 AS cost
ORDER BY path;
