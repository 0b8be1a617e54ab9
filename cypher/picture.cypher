// Picture of a role's surroundings
// A role, all that correlate with it, and the edges among them, drawn for Neo4j Browser: a node's
// labels are its family and its size (Size1 to Size10, its share of the largest total), which is what
// docs/browser/noboru.grass colours and sizes by. role => null draws the whole dataset: run
// :config maxFieldItems: 5000 first, since Browser cuts lists off after 500 items.
// The nodes and relationships are virtual: nothing is written.
// Needs: APOC
:param dataset => 'security-roles';
:param role => 'SOC-OPERATOR';

CALL () {
  MATCH (:Role {dataset: $dataset, code: $role})-[:CORRELATES* 0..1]->(r)
  RETURN r
  UNION
  WITH 1 AS once WHERE $role IS NULL
  MATCH (r:Role {dataset: $dataset})
  RETURN r
}
WITH r ORDER BY r.code
WITH collect(r) AS roles
CALL () {
  MATCH (r:Role {dataset: $dataset})
  RETURN max(r.total) AS largest
}
WITH roles, [r IN roles | apoc.create.vNode(
  [coalesce(r.family, 'NoFamily'), 'Size' + CASE WHEN largest > 0 THEN toInteger(ceil(10 * r.total / largest)) ELSE 1 END],
  r {.code, .nameJa, .nameEn, .family, .total})] AS nodes
CALL (roles, nodes) {
  UNWIND range(0, size(roles) - 1) AS i
  WITH roles, nodes, i, roles[i] AS u
  MATCH (u)-[c:CORRELATES]->(v) WHERE u.code < v.code AND v IN roles
  WITH nodes, i, head([j IN range(i + 1, size(roles) - 1) WHERE roles[j] = v]) AS j, c ORDER BY i, j
  RETURN collect(apoc.create.vRelationship(nodes[i], 'CORRELATES', c {.correlation, .climb, .drop, .skillGap}, nodes[j])) AS relationships
}
RETURN nodes, relationships;
