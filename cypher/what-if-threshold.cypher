// What if the threshold were higher
// For each threshold at or above the dataset's own: how many edges would stay, into how many parts the
// roles would fall (a role without an edge is one), how large the largest part is, and how many roles
// would have no edge. It is the answer that a load with that threshold would give, also under topK. For
// lower thresholds ask noboru validate, which computes all correlations.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';
:param thresholds => [0.78, 0.8, 0.82, 0.85, 0.9];

MATCH (d:Dataset {name: $dataset})
MATCH (u:Role {dataset: d.name})
OPTIONAL MATCH (u)-[c:CORRELATES]->(v)
WITH d, gds.graph.project('noboru ' + randomUUID(), u, v, {relationshipProperties: c {.correlationMicro}}) AS projection
UNWIND [t IN $thresholds WHERE round(t * 1000000) >= d.thresholdMicro] AS threshold
// GDS takes what is over its threshold, and correlations are whole millionths.
CALL gds.wcc.stream(projection.graphName, {relationshipWeightProperty: 'correlationMicro', threshold: round(threshold * 1000000) - 0.5})
YIELD nodeId, componentId
WITH projection, threshold, componentId, count(*) AS roles
WITH projection, threshold, count(*) AS components, max(roles) AS largest, sum(CASE roles WHEN 1 THEN 1 ELSE 0 END) AS isolated
WITH projection, collect({threshold: threshold, components: components, largest: largest, isolated: isolated}) AS answers
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND answers AS answer
CALL (answer) {
  MATCH (a:Role {dataset: $dataset})-[c:CORRELATES]->(b)
  WHERE a.code < b.code AND c.correlationMicro >= round(answer.threshold * 1000000)
  RETURN count(c) AS edges
}
RETURN answer.threshold AS threshold, edges, answer.components AS components, answer.largest AS largest, answer.isolated AS isolated
ORDER BY threshold;
