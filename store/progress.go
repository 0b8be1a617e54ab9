package store

// Progress says how far a Save or Drop has come.
type Progress struct {
	Stage Stage
	Done  int64
	Total int64 // 0 where it is not known
}

// Stage is a part of a Save or Drop. Its words are "store.stage." and the stage.
type Stage string

// The stages, in order. A store has those that it needs.
const (
	StageNearest Stage = "nearest" // which roles an index finds near each other
	StageClean   Stage = "clean"   // what an interrupted load left
	StageCompare Stage = "compare" // what is stored with what is to be
	StageNodes   Stage = "nodes"   // roles, skills, groups and families
	StageLinks   Stage = "links"   // what roles require, families and groups
	StageEdges   Stage = "edges"   // correlations
	StageSwap    Stage = "swap"    // the one transaction
	StageVectors Stage = "vectors" // score rows for searches by likeness
	StageRemove  Stage = "remove"  // what is no longer needed
)
