// Search roles by words
// Roles whose names, reading or description have the words, in Japanese or English, best first.
// One index cuts Japanese into pairs of characters, so a single kanji does not match inside a
// word, and knows names by their reading, in either kana; the other knows English word forms, so that
// monitor finds monitoring. "..." asks for a phrase, AND, OR and NOT combine, and word* is a prefix.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param words => '監視 OR monitor';
:param limit => 10;

CALL () {
  CALL db.index.fulltext.queryNodes('noboru_role_text', $words) YIELD node AS r, score
  RETURN r, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('noboru_role_text_en', $words) YIELD node AS r, score
  RETURN r, score
}
WITH r, max(score) AS score
WHERE r:Role AND r.dataset = $dataset
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, round(score, 3) AS score
ORDER BY score DESC, role
LIMIT toInteger($limit);
