// Bridges between fields
// Roles through which the ways of others pass: betweenness, the number of pairs of other roles whose
// ways of fewest steps go through the role (each pair's ways share one point). families is how many
// families a role's neighbours stand under.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';
:param limit => 10;

MATCH (u:Role {dataset: $dataset})
OPTIONAL MATCH (u)-[:CORRELATES]->(v WHERE u.code < v.code)
WITH gds.graph.project('noboru ' + randomUUID(), u, v, {}, {undirectedRelationshipTypes: ['*']}) AS projection
CALL gds.betweenness.stream(projection.graphName, {concurrency: 1})
YIELD nodeId, score
WITH projection, collect({role: gds.util.asNode(nodeId), score: score}) AS scores
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND scores AS s
WITH s.role AS r, s.score AS score
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, round(score, 6) AS betweenness,
       COUNT { (r)-[:CORRELATES]->() } AS neighbours,
       size(COLLECT { MATCH (r)-[:CORRELATES]->(n) RETURN DISTINCT n.family }) AS families
ORDER BY betweenness DESC, role
LIMIT toInteger($limit);
