// Package neo4jstore keeps datasets in Neo4j and reads them back. It is the only package that knows
// the driver.
//
// # Model
//
//	(:Dataset {name, version, measure, threshold, comfortableClimb, loadedAt, vectorIndex, ...})
//	(:Role {id, code, dataset, nameJa, nameEn, nameKana, descriptionJa, descriptionEn, family, total, totalMilli, scores, vector})
//	(:Skill {id, code, dataset, position, group, nameJa, ...}), (:SkillGroup {...}), (:Family {...})
//	(:Role)-[:REQUIRES {level}]->(:Skill)            for every score over 0
//	(:Role)-[:IN_FAMILY]->(:Family), (:Skill)-[:IN_GROUP]->(:SkillGroup)
//	(:Role)-[:CORRELATES {correlation, climb, drop, gap, distance,
//	    correlationMicro, climbMilli, dropMilli, gapMilli, distanceMicro, gentlestCost}]->(:Role)
//	(:Role)-[:STATED {correlation, correlationMicro}]->(:Role)   given pairs that are no edge
//
// There are two CORRELATES a pair, one each way, since what a step costs has a direction. What
// people read is in points and plain correlations; what algorithms add up is in integers, so that
// their sums equal the engine's: thousandths of a point, millionths of a correlation, and
// gentlestCost = c² + climb² in millionths of a square point, c being the dataset's own. Dataset's
// exactInDoubles says whether every sum of gentlestCost over a loopless path stays below 2^53,
// where GDS, which adds in doubles, is still exact. A dataset of given correlations has no skill
// gaps: gap and gapMilli are absent.
//
// # Replacing
//
// A dataset has two slots, "name/a" and "name/b". Every node of a version carries its slot and a
// label that never changes: RoleVersion, SkillVersion, SkillGroupVersion, FamilyVersion. A load
// writes the slot that is not live, in batches, and checks it; then ONE transaction takes Role,
// Skill, SkillGroup and Family from the nodes of the one slot, gives them to those of the other, and
// rewrites the Dataset node. So MATCH (r:Role) sees the old dataset or the new, whatever is killed.
// What remains in the other slot is removed in batches, now or by the next load.
//
// A loader holds a lock by an open transaction that has written to the dataset's LoadLock node:
// when it dies the server rolls back and the lock is free at once. Each of its other
// transactions first checks a token on the LoadStaging node (a fence), so that one that lost its
// lock, but does not know yet, cannot write any more.
//
// # Indexes
//
// The swap changes a label of every role, old and new, and each index on such a label costs heap:
// with unique id, unique (dataset, code), code and total on Role it is about 2.4 kB a role. Names,
// full text and vectors hang on labels that do not change:
//
//	MATCH (r:Role&RoleVersion {nameJa: $name})
//	CALL db.index.fulltext.queryNodes('role_text', $text) YIELD node, score WHERE node:Role
//	MATCH (d:Dataset {name: $name}) CALL db.index.vector.queryNodes(d.vectorIndex, 10, $vector) YIELD node, score
//
// The vector index has a slot's roles only, so the dataset's own vectorIndex needs no filter. A vector is the
// score row as the dataset's measure sees it (centred for Pearson), so that its cosine is the
// correlation; score = (1 + cosine) / 2. Roles whose vector is zero have no similarity and no
// vector.
package neo4jstore
