package loader

import (
	"crypto/sha1" //nolint:gosec // what UUIDv5 is made of, and no secret
	"hash"

	"github.com/google/uuid"
)

// namespace is Noboru's own. Every id hangs on it: it never changes.
var namespace = uuid.MustParse("c3778377-28df-46b8-be55-13fd7d4198c0")

// IDs mints the ids of one dataset: UUIDv5 of the dataset's name, the kind of thing and its code,
// so that a reload, on any machine, keeps every id. The zero value is not usable; see NewIDs. One goroutine at a time.
type IDs struct {
	dataset uuid.UUID
	sha1    hash.Hash
}

// NewIDs returns the mint of the dataset with that name.
func NewIDs(dataset string) IDs {
	return IDs{uuid.NewSHA1(namespace, []byte(dataset)), sha1.New()} //nolint:gosec // as above
}

// Role returns the id of the role with that code.
func (m IDs) Role(code string) string { return m.mint("role:" + code) }

// Skill returns the id of the skill with that code.
func (m IDs) Skill(code string) string { return m.mint("skill:" + code) }

// Group returns the id of the skill group with that code.
func (m IDs) Group(code string) string { return m.mint("group:" + code) }

// Family returns the id of the family with that code.
func (m IDs) Family(code string) string { return m.mint("family:" + code) }

func (m IDs) mint(what string) string {
	return uuid.NewHash(m.sha1, m.dataset, []byte(what), 5).String()
}
