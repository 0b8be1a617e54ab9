// Search roles by words
// Roles whose names, reading or description have the words, in Japanese or English, best first.
// The index cuts Japanese into pairs of characters, so a single kanji does not match inside a
// word; "..." asks for a phrase, AND, OR and NOT combine, and word* is a prefix.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param words => '監視 OR incident';
:param limit => 10;

CALL db.index.fulltext.queryNodes('role_text', $words) YIELD node AS r, score
WHERE r:Role AND r.dataset = $dataset
RETURN r.code AS role, r.nameJa AS nameJa, r.nameEn AS nameEn, round(score, 3) AS score
ORDER BY score DESC, role
LIMIT toInteger($limit);
