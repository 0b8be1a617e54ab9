// Skill gaps of a step
// What one role needs above another, skill by skill: from is the level held, to the level needed.
// The gaps add up to the step's skillGap. The two roles need not correlate.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param from => 'SOC-OPERATOR';
:param to => 'SOC-ANALYST';

MATCH (b:Role {dataset: $dataset, code: $to})-[need:REQUIRES]->(s:Skill)
MATCH (a:Role {dataset: $dataset, code: $from})
WITH s, a.scores[s.position] AS held, need.level AS level
WHERE level > held
RETURN s.code AS skill, s.nameJa AS nameJa, s.nameEn AS nameEn, held AS from, level AS to, level - held AS gap
ORDER BY gap DESC, s.position;
