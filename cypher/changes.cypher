// What changed between two versions
// What was added, removed or changed from one dataset to another: the rule that draws edges, roles,
// texts, totals, skill levels, edges and correlations, matched by role and skill code. Neo4j keeps one
// version under a name, so load the one to compare with under another name: set "name" in its
// manifest. The first row says which versions were compared.
// Needs: nothing beyond Neo4j
:param before => 'security-roles';
:param after => 'security-roles';

OPTIONAL MATCH (old:Dataset {name: $before})
OPTIONAL MATCH (new:Dataset {name: $after})
CALL (old, new) {
  RETURN 0 AS kind, 'dataset' AS what, $after AS name, coalesce(left(old.version, 12), 'not loaded') AS was, coalesce(left(new.version, 12), 'not loaded') AS is
  UNION ALL
  WITH old, new
  UNWIND ['measure', 'threshold', 'topK', 'comfortableClimb', 'maxScore', 'approximateBy'] AS rule
  WITH rule, coalesce(toString(old[rule]), '') AS was, coalesce(toString(new[rule]), '') AS is
  WHERE old IS NOT NULL AND new IS NOT NULL AND was <> is
  RETURN 1 AS kind, 'rule changed' AS what, rule AS name, was, is
  UNION ALL
  MATCH (r:Role {dataset: $before}) WHERE NOT EXISTS { (:Role {dataset: $after, code: r.code}) }
  RETURN 1 AS kind, 'role removed' AS what, r.code AS name, toString(r.total) AS was, null AS is
  UNION ALL
  MATCH (r:Role {dataset: $after}) WHERE NOT EXISTS { (:Role {dataset: $before, code: r.code}) }
  RETURN 2 AS kind, 'role added' AS what, r.code AS name, null AS was, toString(r.total) AS is
  UNION ALL
  MATCH (r:Role {dataset: $before})
  MATCH (n:Role {dataset: $after, code: r.code})
  UNWIND ['nameJa', 'nameEn', 'nameKana', 'descriptionJa', 'descriptionEn', 'family'] AS text
  WITH r, text, coalesce(r[text], '') AS was, coalesce(n[text], '') AS is WHERE was <> is
  RETURN 3 AS kind, 'text changed' AS what, r.code + ' ' + text AS name, was, is
  UNION ALL
  MATCH (r:Role {dataset: $before})
  MATCH (n:Role {dataset: $after, code: r.code}) WHERE n.total <> r.total
  RETURN 3 AS kind, 'total changed' AS what, r.code AS name, toString(r.total) AS was, toString(n.total) AS is
  UNION ALL
  MATCH (r:Role {dataset: $before})
  MATCH (n:Role {dataset: $after, code: r.code})
  MATCH (s:Skill {dataset: $before})
  MATCH (t:Skill {dataset: $after, code: s.code}) WHERE n.scores[t.position] <> r.scores[s.position]
  RETURN 4 AS kind, 'level changed' AS what, r.code + ' ' + s.code AS name, toString(r.scores[s.position]) AS was, toString(n.scores[t.position]) AS is
  UNION ALL
  MATCH (a:Role {dataset: $before})-[c:CORRELATES]->(b) WHERE a.code < b.code AND NOT EXISTS {
    (:Role {dataset: $after, code: a.code})-[:CORRELATES]->(:Role {dataset: $after, code: b.code}) }
  RETURN 5 AS kind, 'edge lost' AS what, a.code + ' ' + b.code AS name, toString(c.correlation) AS was, null AS is
  UNION ALL
  MATCH (a:Role {dataset: $after})-[c:CORRELATES]->(b) WHERE a.code < b.code AND NOT EXISTS {
    (:Role {dataset: $before, code: a.code})-[:CORRELATES]->(:Role {dataset: $before, code: b.code}) }
  RETURN 6 AS kind, 'edge gained' AS what, a.code + ' ' + b.code AS name, null AS was, toString(c.correlation) AS is
  UNION ALL
  MATCH (a:Role {dataset: $before})-[c:CORRELATES]->(b) WHERE a.code < b.code
  MATCH (:Role {dataset: $after, code: a.code})-[n:CORRELATES]->(:Role {dataset: $after, code: b.code})
  WHERE n.correlationMicro <> c.correlationMicro
  RETURN 7 AS kind, 'correlation changed' AS what, a.code + ' ' + b.code AS name, toString(c.correlation) AS was, toString(n.correlation) AS is
}
RETURN what, name, was, is
ORDER BY kind, name;
