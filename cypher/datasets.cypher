// Datasets
// What is loaded: every dataset with its version, the rule that draws its edges, and its size.
// Needs: nothing beyond Neo4j
MATCH (d:Dataset)
WHERE d.version IS NOT NULL
RETURN d.name AS dataset, left(d.version, 12) AS version, d.measure AS measure, d.threshold AS threshold, d.topK AS topK,
       d.comfortableClimb AS comfortableClimb, d.roles AS roles, d.skills AS skills, d.families AS families, d.edges AS edges,
       d.illustrative AS illustrative
ORDER BY dataset;
