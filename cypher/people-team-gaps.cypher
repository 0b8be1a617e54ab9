// Skill gaps of a team
// For each skill that a role requires: the best level that anyone of a family's people has, who has
// it, and what is missing. A person has the levels stated, or else those of the roles held.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param family => 'SOC';
:param to => 'SOC-MANAGER';

MATCH (r:Role {dataset: $dataset, family: $family})
WITH collect(r) AS team
MATCH (b:Role {dataset: $dataset, code: $to})-[need:REQUIRES]->(s:Skill)
CALL (s, team) {
  UNWIND team AS r
  MATCH (p:Person)-[:HOLDS]->(r)
  OPTIONAL MATCH (p)-[stated:HAS]->(s)
  WITH p, max(r.scores[s.position]) AS held, max(stated.level) AS own
  WITH p, coalesce(own, held) AS level
  RETURN collect({person: p.id, level: level}) AS people
}
WITH s, need.level AS level, people, reduce(best = 0.0, x IN people | CASE WHEN x.level > best THEN x.level ELSE best END) AS best
RETURN s.code AS skill, s.nameJa AS nameJa, s.nameEn AS nameEn, level AS needed, best,
       CASE WHEN level > best THEN level - best ELSE 0.0 END AS gap,
       size([x IN people WHERE x.level >= level]) AS able
ORDER BY gap DESC, skill;
