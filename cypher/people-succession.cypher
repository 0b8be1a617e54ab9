// Succession: who could follow
// For each role of a family that someone holds, how many other people could come into it within two
// steps (write another number in the place of 2), no step climbing more than maxClimb points, and the
// nearest of them: two deep is what planners ask for, so covered says whether there are two.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param family => 'SOC';
:param maxClimb => 12;

MATCH (b:Role {dataset: $dataset, family: $family})<-[:HOLDS]-(holder:Person)
USING INDEX b:Role(dataset)
WITH b, collect(DISTINCT holder.id) AS holders
CALL (b, holders) {
  MATCH q = (b)<-[c:CORRELATES* ..2]-(r)
  WHERE all(step IN c WHERE step.climb <= $maxClimb)
  WITH b, holders, r, min(length(q)) AS steps
  MATCH (p:Person)-[:HOLDS]->(r) WHERE NOT p.id IN holders
  WITH p.id AS person, min(steps) AS steps ORDER BY steps, person
  RETURN collect({person: person, steps: steps}) AS successors
}
RETURN b.code AS role, b.nameJa AS nameJa, b.nameEn AS nameEn, holders, size(successors) AS successors,
       [x IN successors[..5] | x.person] AS nearest, size(successors) >= 2 AS covered
ORDER BY covered, role;
