// Communities
// Roles that hang together more closely than with the rest: Louvain's method on the correlations as
// weights. It is a heuristic: another method may draw other borders. On one thread it gives the
// same answer every time. Communities are numbered by size; families lists whose roles are in it.
// The projection is made, used and dropped in this one statement.
// Needs: GDS
:param dataset => 'security-roles';

MATCH (u:Role {dataset: $dataset})
WITH u ORDER BY u.code
OPTIONAL MATCH (u)-[c:CORRELATES]->(v WHERE u.code < v.code)
WITH u, c, v ORDER BY u.code, v.code
WITH gds.graph.project('noboru ' + randomUUID(), u, v, {relationshipProperties: c {.correlation}}, {undirectedRelationshipTypes: ['*']}) AS projection
CALL gds.louvain.stream(projection.graphName, {relationshipWeightProperty: 'correlation', concurrency: 1})
YIELD nodeId, communityId
WITH projection, collect({role: gds.util.asNode(nodeId), id: communityId}) AS members
CALL gds.graph.drop(projection.graphName) YIELD graphName
UNWIND members AS m
WITH m.id AS id, m.role AS r ORDER BY r.code
WITH id, collect(r.code) AS roles, collect(DISTINCT r.family) AS families
ORDER BY size(roles) DESC, roles[0]
WITH collect({roles: roles, families: families}) AS communities
UNWIND range(0, size(communities) - 1) AS i
RETURN i + 1 AS community, size(communities[i].roles) AS size, communities[i].families AS families, communities[i].roles AS roles
ORDER BY community;
