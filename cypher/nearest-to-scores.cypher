// Roles nearest to a score row
// The k roles most similar to a person's own levels, given in the order of the dataset's skills
// (skills.position), by the dataset's measure. The answer comes from the vector index: which roles
// it finds is approximate in principle, and correlations are good to about five decimals.
// Ties at the k-th place are broken by chance. See docs/analysts.md for the exact way.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param k => 7;
:param scores => [2, 1, 4, 3, 1, 1, 0, 4, 1, 2, 5, 1, 2, 1, 0, 2, 0, 1, 0, 0, 2, 1, 1];

MATCH (d:Dataset {name: $dataset})
// The row as the measure sees it: COSINE as it is, PEARSON less its own mean, and
// PEARSON_STANDARDIZED each skill by its mean and deviation first.
CALL (d) {
  MATCH (s:Skill {dataset: d.name}) WHERE s.code IS NOT NULL
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
CALL db.index.vector.queryNodes(d.vectorIndex, $k, vector) YIELD node AS r, score
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, round(2 * score - 1, 5) AS correlation, r.total AS total
ORDER BY correlation DESC, role;
