// Roles nearest to a score row
// The k roles most similar to a person's own levels, given in the order of the dataset's skills
// (skills.position), by the dataset's measure. The vector index, which is approximate, names the
// candidates; among them the correlation is computed, and ties are broken by code. recall is the
// share of the k truly nearest roles that were found; check => false saves the time that it takes
// to look at every role, and recall is then null.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param k => 7;
:param candidates => 50;
:param check => true;
:param scores => [2, 1, 4, 3, 1, 1, 0, 4, 1, 2, 5, 1, 2, 1, 0, 2, 0, 1, 0, 0, 2, 1, 1];

MATCH (d:Dataset {name: $dataset})
// The row as the measure sees it: COSINE as it is, PEARSON less its own mean, and
// PEARSON_STANDARDIZED each skill by its mean and deviation first.
CALL (d) {
  MATCH (s:Skill {dataset: d.name})
  WITH d, s ORDER BY s.position
  WITH d, collect(CASE
      WHEN d.measure <> 'PEARSON_STANDARDIZED' THEN toFloat($scores[s.position])
      WHEN s.deviation > 0 THEN ($scores[s.position] - s.mean) / s.deviation
    END) AS kept, collect(coalesce(s.deviation, 1.0) > 0) AS counts,
    collect(toFloat($scores[s.position])) AS raw
  WITH d, raw, counts, CASE WHEN d.measure = 'COSINE' THEN 0.0 ELSE reduce(sum = 0.0, x IN kept | sum + x) / size(kept) END AS mean, kept
  RETURN CASE
      WHEN all(c IN counts WHERE c) THEN [x IN kept | x - mean]
      ELSE reduce(row = {out: [], next: 0}, c IN counts | CASE
        WHEN c THEN {out: row.out + [kept[row.next] - mean], next: row.next + 1}
        ELSE {out: row.out + [0.0], next: row.next}
      END).out
    END AS vector
}
CALL db.index.vector.queryNodes(d.vectorIndex, toInteger($candidates), vector) YIELD node AS r
WITH d, vector, r, reduce(sum = 0.0, i IN range(0, size(vector) - 1) | sum + vector[i] * r.vector[i]) /
  sqrt(reduce(sum = 0.0, x IN vector | sum + x * x) * reduce(sum = 0.0, x IN r.vector | sum + x * x)) AS correlation
WHERE r:Role
WITH d, vector, r, round(correlation, 6) AS correlation ORDER BY correlation DESC, r.code LIMIT toInteger($k)
WITH d, vector, collect({role: r, correlation: correlation}) AS found
CALL (d, vector) {
  MATCH (r:Role {dataset: d.name}) WHERE $check AND r.vector IS NOT NULL
  WITH r, reduce(sum = 0.0, i IN range(0, size(vector) - 1) | sum + vector[i] * r.vector[i]) /
    sqrt(reduce(sum = 0.0, x IN vector | sum + x * x) * reduce(sum = 0.0, x IN r.vector | sum + x * x)) AS correlation
  WITH r ORDER BY round(correlation, 6) DESC, r.code LIMIT toInteger($k)
  RETURN collect(r) AS nearest
}
WITH found, CASE WHEN $check THEN toFloat(size([x IN found WHERE x.role IN nearest])) / size(nearest) END AS recall
UNWIND found AS x
RETURN x.role.code AS role, x.role.nameJa AS nameJa, x.role.nameEn AS nameEn, x.correlation AS correlation, x.role.total AS total, recall
ORDER BY correlation DESC, role;
