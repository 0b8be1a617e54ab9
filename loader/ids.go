package loader

import (
	"crypto/sha1" //nolint:gosec // what UUIDv5 is made of, and no secret

	"github.com/google/uuid"
)

// namespace is Noboru's own. Every id hangs on it: it never changes.
var namespace = uuid.MustParse("c3778377-28df-46b8-be55-13fd7d4198c0")

// IDs mints the ids of one dataset: UUIDv5 of the dataset's name, the kind of thing and its code,
// so that a reload, on any machine, keeps every id. The zero value is not usable; see NewIDs.
type IDs struct{ dataset uuid.UUID }

// NewIDs returns the mint of the dataset with that name.
func NewIDs(dataset string) IDs {
	return IDs{uuid.NewSHA1(namespace, []byte(dataset))}
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
	var room [100]byte
	sum := sha1.Sum(append(append(room[:0], m.dataset[:]...), what...)) //nolint:gosec // as above
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|5<<4, id[8]&0x3f|0x80 // version and variant: RFC 9562, 5.5
	return id.String()
}
