// People who can become this
// Everyone whose role is within four steps of a role (write another number in the place of 4), no step
// climbing more than maxClimb points: whom a vacancy reaches. People are loaded with: noboru people
// load. Personal data: who may ask this is for your organisation to decide.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param to => 'SOC-ANALYST';
:param maxClimb => 12;

MATCH (b:Role {dataset: $dataset, code: $to})
CALL (b) {
  MATCH q = (b)<-[c:CORRELATES* ..4]-(r)
  WHERE all(step IN c WHERE step.climb <= $maxClimb)
  RETURN r, min(length(q)) AS steps
}
WITH r, b, steps WHERE r <> b
MATCH (p:Person)-[h:HOLDS]->(r)
RETURN p.id AS person, p.name AS name, r.code AS role, steps, toString(h.since) AS since
ORDER BY steps, person, role;
