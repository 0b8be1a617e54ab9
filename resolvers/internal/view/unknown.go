package view

import (
	"fmt"
	"strings"
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
}

// everyResult makes what embeds it a member of every union.
type everyResult struct{}

func (everyResult) IsPathResult()        {}
func (everyResult) IsPathsResult()       {}
func (everyResult) IsFrontierResult()    {}
func (everyResult) IsReachResult()       {}
func (everyResult) IsDoorOpenersResult() {}
func (everyResult) IsCompareResult()     {}

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
	return say(func(lang string) string {
		names := make([]string, 0, len(u.Near))
		for _, r := range u.Near {
			names = append(names, fmt.Sprintf("%s [%s]", u.name(r.Index, lang), r.Code()))
		}
		return notOne(lang, u.Text, u.Ambiguous, names, "職種", "role", "roles")
	})
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
	return say(func(lang string) string {
		names := make([]string, 0, len(u.Near))
		for _, f := range u.Near {
			names = append(names, fmt.Sprintf("%s [%s]", f.family().Name.In(lang), f.Code()))
		}
		return notOne(lang, u.Text, u.Ambiguous, names, "プロファイル", "family", "families")
	})
}

// notOne says that text is not the name of one thing, and which names are near.
func notOne(lang, text string, ambiguous bool, names []string, ja, one, several string) string {
	switch {
	case lang == "ja" && ambiguous:
		return fmt.Sprintf("「%s」は一つに決まりません。候補: %s", text, strings.Join(names, "、"))
	case lang == "ja" && len(names) == 0:
		return fmt.Sprintf("「%s」という%sはありません。", text, ja)
	case lang == "ja":
		return fmt.Sprintf("「%s」という%sはありません。近い名前: %s", text, ja, strings.Join(names, "、"))
	case ambiguous:
		return fmt.Sprintf("%q could mean several %s: %s.", text, several, strings.Join(names, "; "))
	case len(names) == 0:
		return fmt.Sprintf("There is no %s %q.", one, text)
	default:
		return fmt.Sprintf("There is no %s %q. Similar names: %s.", one, text, strings.Join(names, "; "))
	}
}
