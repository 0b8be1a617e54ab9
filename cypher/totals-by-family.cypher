// Totals by family
// How many roles each family has and how their totals spread: the ladder from its lowest to its
// highest role. The median of an even number of roles is the lower of the two in the middle.
// Needs: nothing beyond Neo4j
:param dataset => 'security-roles';

MATCH (f:Family {dataset: $dataset})<-[:IN_FAMILY]-(r:Role)
WITH f, r ORDER BY r.total, r.code
WITH f, collect(r) AS roles, min(r.total) AS lowest, percentileDisc(r.total, 0.5) AS median, avg(r.total) AS mean, max(r.total) AS highest
RETURN f.code AS family, f.nameJa AS nameJa, f.nameEn AS nameEn, size(roles) AS roles, lowest, median, round(mean, 2) AS mean, highest,
       roles[0].code AS lowestRole, roles[-1].code AS highestRole
ORDER BY median DESC, family;
