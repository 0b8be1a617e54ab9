package neo4jstore

import (
	"crypto/sha256"
	"encoding/hex"
)

// format is the version of the model in doc.go. A store refuses data with a larger one.
const format = 1

// kind is a kind of node that belongs to a version of a dataset. Live is the label that the swap
// gives and takes; Version is the label that all have.
type kind struct{ Live, Version string }

var (
	roleKind   = kind{"Role", "RoleVersion"}
	skillKind  = kind{"Skill", "SkillVersion"}
	groupKind  = kind{"SkillGroup", "SkillGroupVersion"}
	familyKind = kind{"Family", "FamilyVersion"}
	kinds      = [...]kind{roleKind, skillKind, groupKind, familyKind}
)

// slot is one of the two places of a dataset, which take turns.
type slot struct {
	dataset string
	side    string // "a" or "b"
}

func (s slot) key() string { return s.dataset + "/" + s.side }

func (s slot) other() slot {
	if s.side == "a" {
		return slot{s.dataset, "b"}
	}
	return slot{s.dataset, "a"}
}

// mark is safe in a label or an index name whatever the dataset is called: those cannot be parameters.
func (s slot) mark() string {
	sum := sha256.Sum256([]byte(s.dataset))
	return hex.EncodeToString(sum[:6]) + "_" + s.side
}

// vectorLabel is on the roles of the slot only, so that its vector index has no others.
func (s slot) vectorLabel() string { return "RoleVector_" + s.mark() }

func (s slot) vectorIndex() string { return "role_vectors_" + s.mark() }
