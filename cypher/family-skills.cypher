// Skills that separate two families
// Mean level of every skill in both families, largest difference first. apart says that every role
// of the one stands above every role of the other.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';
:param family => 'SOC';
:param other => 'MGMT';

MATCH (s:Skill {dataset: $dataset})
CALL (s) {
  MATCH (:Family {dataset: $dataset, code: $family})<-[:IN_FAMILY]-(r:Role)
  RETURN avg(r.scores[s.position]) AS mean, min(r.scores[s.position]) AS low, max(r.scores[s.position]) AS high
}
CALL (s) {
  MATCH (:Family {dataset: $dataset, code: $other})<-[:IN_FAMILY]-(r:Role)
  RETURN avg(r.scores[s.position]) AS otherMean, min(r.scores[s.position]) AS otherLow, max(r.scores[s.position]) AS otherHigh
}
RETURN s.code AS skill, s.nameJa AS nameJa, s.nameEn AS nameEn, round(mean, 3) AS mean, round(otherMean, 3) AS otherMean,
       round(mean - otherMean, 3) AS difference, low > otherHigh OR otherLow > high AS apart
ORDER BY abs(mean - otherMean) DESC, s.position;
