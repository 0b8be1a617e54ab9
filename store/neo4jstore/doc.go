// Package neo4jstore keeps datasets in Neo4j and reads them back. It is the only package that knows
// the driver.
//
// # Model
//
//	(:Dataset {name, version, loads, roleLabel, approximateBy, measure, threshold, comfortableClimb, loadedAt, vectorIndex, ...})
//	(:Role {id, code, dataset, name, nameJa, nameEn, nameKana, descriptionJa, descriptionEn, family, total, totalMilli, scores, vector})
//	(:Skill {id, code, dataset, name, position, group, ...}), (:SkillGroup {...}), (:Family {...})
//	(:Role)-[:REQUIRES {level}]->(:Skill)            for every score over 0
//	(:Role)-[:IN_FAMILY]->(:Family), (:Skill)-[:IN_GROUP]->(:SkillGroup)
//	(:Role)-[:CORRELATES {correlation, climb, drop, skillGap, distance, demotion, changesFamily,
//	    correlationMicro, climbMilli, dropMilli, skillGapMilli, distanceMicro, gentlestCost, risingCost}]->(:Role)
//	(:Role)-[:STATED {correlation, correlationMicro}]->(:Role)   given pairs that are no edge
//
// There are two CORRELATES a pair, one each way, since what a step costs has a direction. What
// people read is in points and plain correlations; what algorithms add up is in integers, so that
// their sums equal the engine's: thousandths of a point, millionths of a correlation, and
// gentlestCost = c² + climb² + change² in millionths of a square point, by the dataset's own c.
// risingCost is gentlestCost plus, for a demotion, demotionWeight, which is more than any path costs
// without: the weight for goals that lie higher than the start. The dataset's exactInDoubles and
// risingExactInDoubles say whether every sum over a loopless path stays below 2^53, where GDS, which
// adds in doubles, is still exact. A dataset of given correlations has no skill gaps.
//
// The live roles of a dataset have its roleLabel, too: MATCH (r:Role:SecurityRoles).
//
// # Replacing
//
// A role, a skill, a group or a family is one node for as long as its id lives: what others attach to
// it, relationships, properties and labels, stays. A load compares what is stored with what is to be
// (as Verify does), writes nodes that are new out of sight (NoboruStaged), and then brings the rest
// over in ONE transaction, which proves by counts that all is there. A node that leaves the dataset and
// has something of others on it becomes a FormerRole, with the same id, and comes back with it.
//
// Where the server's memory does not hold that transaction, the swap goes in batches. From before the
// first to the last of them the Dataset node has a property loading: reads by this package then
// say ErrBusy, whoever serves goes on with the version read before, and what broke off is completed
// by the next load.
//
// Vectors follow after the swap, in batches: they are derived, and the index over them is approximate.
//
// A loader holds a lock by an open transaction that has written to the dataset's NoboruLock node:
// when it dies the server rolls back and the lock is free at once. Each of its other
// transactions first checks a token on the NoboruLoad node (a fence), so that one that lost its
// lock, but does not know yet, cannot write any more.
//
// loads grows with every load, so that a reader can tell an older state, of a replica that lags, from
// a newer one.
//
// # Indexes
//
// The swap changes the labels of new roles, and each index on such a label costs heap. Names, full
// text and vectors hang on labels that do not change:
//
//	MATCH (r:Role&NoboruRole {nameJa: $name})
//	CALL db.index.fulltext.queryNodes('noboru_role_text', $text) YIELD node, score WHERE node:Role
//	MATCH (d:Dataset {name: $name}) CALL db.index.vector.queryNodes(d.vectorIndex, 10, $vector) YIELD node, score
//
// A vector is the score row as the dataset's measure sees it (centred for Pearson), so that its cosine
// is the correlation; score = (1 + cosine) / 2. Roles whose vector is zero have no similarity and no
// vector. Constraints and indexes are checked by what they do, not by their name.
package neo4jstore
