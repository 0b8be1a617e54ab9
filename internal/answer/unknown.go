package answer

import (
	"noboru/graph"
	"noboru/internal/words"
)

// Unknown is a name in a question that is not the name of one role, or of one family. It can answer
// every question.
type Unknown interface {
	PathResult
	PathsResult
	FrontierResult
	ReachResult
	DoorOpenersResult
	CompareResult
	CorrelationMapResult
}

// everyResult makes what embeds it a member of every union.
type everyResult struct{}

func (everyResult) IsPathResult()           {}
func (everyResult) IsPathsResult()          {}
func (everyResult) IsFrontierResult()       {}
func (everyResult) IsReachResult()          {}
func (everyResult) IsDoorOpenersResult()    {}
func (everyResult) IsCompareResult()        {}
func (everyResult) IsCorrelationMapResult() {}

// MaxCandidates is how many roles or families an ambiguous name lists.
const MaxCandidates = 20

// UnknownRole is a name in a question that is not the name of one role.
type UnknownRole struct {
	Stamped
	everyResult
	Field     string
	Text      string
	Ambiguous bool
	Near      []Role
}

// NewUnknownRole says what a name could mean.
func NewUnknownRole(s Stamped, field, text string, ambiguous bool, near []int) *UnknownRole {
	return &UnknownRole{Stamped: s, Field: field, Text: text, Ambiguous: ambiguous, Near: s.roles(near[:min(len(near), MaxCandidates)])}
}

func (u *UnknownRole) Explanation() Sentence {
	return notOne("unknown-role.", u.Text, u.Ambiguous, Named(u.Near))
}

// UnknownFamily is a name in a question that is not the name of one family.
type UnknownFamily struct {
	Stamped
	everyResult
	Field     string
	Text      string
	Ambiguous bool
	Near      []Family
}

// NewUnknownFamily says what a name could mean.
func NewUnknownFamily(s Stamped, field, text string, ambiguous bool, near []int) *UnknownFamily {
	u := &UnknownFamily{Stamped: s, Field: field, Text: text, Ambiguous: ambiguous, Near: []Family{}}
	for _, i := range near[:min(len(near), MaxCandidates)] {
		u.Near = append(u.Near, Family{s, i})
	}
	return u
}

func (u *UnknownFamily) Explanation() Sentence {
	near := make([]words.Message, 0, len(u.Near))
	for _, f := range u.Near {
		near = append(near, named(f.family().Name, f.Code()))
	}
	return notOne("unknown-family.", u.Text, u.Ambiguous, words.AllOf(near))
}

// Named lists roles by their names, with their codes.
func Named(roles []Role) words.List {
	named := make([]words.Message, 0, len(roles))
	for _, r := range roles {
		named = append(named, words.M("unknown.named", "name", r.role().Name, "code", r.Code()))
	}
	return words.AllOf(named)
}

// named is a name with its code.
func named(name graph.Name, code string) words.Message {
	return words.M("unknown.named", "name", name, "code", code)
}

// notOne says that text is not the name of one thing, and which names are near.
func notOne(id, text string, ambiguous bool, near words.List) Sentence {
	switch {
	case ambiguous:
		return sentence(id+"ambiguous", "name", words.Name(text), "candidates", near)
	case len(near.Items) == 0:
		return sentence(id+"none", "name", words.Name(text))
	default:
		return sentence(id+"near", "name", words.Name(text), "candidates", near)
	}
}

// pathResult answers err where it is about a name.
func (a Asker) pathResult(err error) (PathResult, error) {
	if answer := a.unknown(err); answer != nil {
		return answer, nil
	}
	return nil, err
}

// compareResult answers err where it is about a name.
func (a Asker) compareResult(err error) (CompareResult, error) {
	if answer := a.unknown(err); answer != nil {
		return answer, nil
	}
	return nil, err
}
