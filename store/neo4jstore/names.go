package neo4jstore

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// format is the version of the model in doc.go. A store refuses data with a larger one, and asks for
// data with a smaller one to be loaded again.
const format = 2

// kind is a kind of node that belongs to a dataset.
type kind struct {
	Live   string // what people match: on the nodes of the live version only
	Ours   string // on every node that this store made, live or not
	Former string // on one that left the dataset, and is kept for what others tied to it
}

// The kinds, in the order of a plan's nodes.
const (
	roles = iota
	skills
	groups
	families
	kindCount
)

var kinds = [kindCount]kind{
	roles:    {"Role", "NoboruRole", "FormerRole"},
	skills:   {"Skill", "NoboruSkill", "FormerSkill"},
	groups:   {"SkillGroup", "NoboruSkillGroup", "FormerSkillGroup"},
	families: {"Family", "NoboruFamily", "FormerFamily"},
}

// stagedLabel is on nodes that are not live yet, or no more.
const stagedLabel = "NoboruStaged"

// linkType is a type of relationship between the nodes of a dataset.
type linkType struct {
	Name     string
	From, To int // kinds
}

// The types, in the order of a plan's links.
const (
	correlates = iota
	requires
	inFamily
	inGroup
	stated
	linkTypeCount
)

var linkTypes = [linkTypeCount]linkType{
	correlates: {"CORRELATES", roles, roles},
	requires:   {"REQUIRES", roles, skills},
	inFamily:   {"IN_FAMILY", roles, families},
	inGroup:    {"IN_GROUP", skills, groups},
	stated:     {"STATED", roles, roles},
}

// ourLinks matches every type of ours, anyNode every node of ours, in a pattern.
var (
	ourLinks = joined(linkTypes[:], func(t linkType) string { return t.Name })
	anyNode  = joined(kinds[:], func(k kind) string { return k.Ours })
)

func joined[T any](list []T, name func(T) string) string {
	names := make([]string, len(list))
	for i, x := range list {
		names[i] = name(x)
	}
	return strings.Join(names, "|")
}

// mark is safe in a label or an index name whatever the dataset is called: those cannot be parameters.
func mark(dataset string) string {
	sum := sha256.Sum256([]byte(dataset))
	return hex.EncodeToString(sum[:6])
}

// vectorLabel is on the dataset's roles only, so that its vector index has no others. An index has one
// dimension, so another dimension is another label.
func vectorLabel(dataset string, dimensions int) string {
	return fmt.Sprintf("NoboruVector_%s_%d", mark(dataset), dimensions)
}

func vectorIndex(dataset string, dimensions int) string {
	return fmt.Sprintf("noboru_role_vectors_%s_%d", mark(dataset), dimensions)
}

// roleLabel is the label of a dataset's live roles beside Role: "security-roles" is SecurityRoles. What
// would be no name of letters and digits, or one of ours, gets the dataset's mark.
func roleLabel(dataset string) string {
	var b strings.Builder
	upper := true
	for _, r := range dataset {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			upper = true
			continue
		}
		if upper {
			r = unicode.ToUpper(r)
		}
		upper = false
		b.WriteRune(r)
	}
	label := b.String()
	if label == "" || !unicode.IsLetter([]rune(label)[0]) || taken(label) {
		label = strings.Trim("Roles"+label+"_"+mark(dataset), "_")
	}
	return label
}

// taken reports whether a label means something else already.
func taken(label string) bool {
	if strings.HasPrefix(label, "Noboru") {
		return true
	}
	return slices.ContainsFunc(kinds[:], func(k kind) bool { return label == k.Live || label == k.Former }) ||
		slices.Contains([]string{"Dataset", "Person"}, label)
}
