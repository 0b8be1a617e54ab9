// Distances of all pairs
// The shortest distance from every role to every other: the least sum of distances (1 less the
// correlation) along a path, by Dijkstra's search from each. A pair that nothing connects has no row.
// Sums of millionths are exact in doubles. There are roles x roles rows: beyond some thousand roles
// ask for single roles, with shortest.cypher, or the server.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';

MATCH (u:Role {dataset: $dataset})
OPTIONAL MATCH (u)-[c:CORRELATES]->(v)
WITH gds.graph.project('noboru ' + randomUUID(), u, v, {relationshipProperties: c {.distanceMicro}}) AS projection
CALL gds.allShortestPaths.stream(projection.graphName, {relationshipWeightProperty: 'distanceMicro'})
YIELD sourceNodeId, targetNodeId, distance
WITH projection, sourceNodeId AS a, targetNodeId AS b, distance WHERE a <> b AND gds.util.isFinite(distance)
WITH projection, collect([gds.util.asNode(a).code, gds.util.asNode(b).code, distance]) AS pairs
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND pairs AS pair
RETURN pair[0] AS from, pair[1] AS to, pair[2] / 1000000.0 AS distance
ORDER BY from, to;
