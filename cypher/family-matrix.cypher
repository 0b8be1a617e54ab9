// Families as a matrix of average correlation
// For every two families (and each with itself) the mean correlation over all pairs of their
// roles, edges or not, and how many of those pairs are edges. It looks at all n(n-1)/2 pairs: for
// thousands of roles, take some families at a time. Single precision: good to about five decimals.
// Roles without a vector, whose similarity is undefined, are left out.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';

MATCH (a:Role {dataset: $dataset}) WHERE a.vector IS NOT NULL
WITH collect(a) AS roles
UNWIND roles AS a
UNWIND roles AS b
WITH a, b WHERE a.family < b.family OR a.family = b.family AND a.code < b.code
WITH a.family AS family, b.family AS other, count(*) AS pairs,
     avg(2 * vector.similarity.cosine(a.vector, b.vector) - 1) AS correlation
CALL (family, other) {
  MATCH (:Family {dataset: $dataset, code: family})<-[:IN_FAMILY]-(a)-[:CORRELATES]->(b WHERE b.family = other)
  WITH count(*) AS edges
  RETURN CASE WHEN family = other THEN edges / 2 ELSE edges END AS edges
}
RETURN family, other, round(correlation, 5) AS correlation, pairs, edges
ORDER BY family, other;
