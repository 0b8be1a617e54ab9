package rolesearch

import (
	"fmt"
	"strings"
)

// MaxText is the length in bytes beyond which a text names nothing.
const MaxText = 1000

// maxNear is how many near matches an UnknownError lists.
const maxNear = 5

// AmbiguousError says that a text could mean several roles (or families).
type AmbiguousError struct {
	Text       string
	Candidates []int    // indices of roles or families, best match first
	Codes      []string // their codes
}

func (e *AmbiguousError) Error() string {
	codes, more := e.Codes, ""
	if len(codes) > 10 {
		codes, more = codes[:10], fmt.Sprintf(" and %d more", len(codes)-10)
	}
	return fmt.Sprintf("%q could mean any of %s%s", e.Text, strings.Join(codes, ", "), more)
}

// UnknownError says that a text names no role (or family).
type UnknownError struct {
	Text  string
	Near  []int    // indices of the most similar roles or families, best first, at most five
	Codes []string // their codes
}

func (e *UnknownError) Error() string {
	if len(e.Codes) == 0 {
		return fmt.Sprintf("%q is not known", e.Text)
	}
	return fmt.Sprintf("%q is not known; near it are %s", e.Text, strings.Join(e.Codes, ", "))
}

// Resolve returns the role that text means: by id, by code, by a name in either language or its
// reading, as the booklet writes it ("SOC:オペレーター"), or by any part of these that only one role
// has. The error is an *AmbiguousError or an *UnknownError.
func (x *Index) Resolve(text string) (int, error) {
	text = strings.TrimSpace(text)
	if i, ok := x.data.RoleByCode(text); ok {
		return i, nil
	}
	if i, ok := x.data.RoleByID(strings.ToLower(text)); ok {
		return i, nil
	}
	roles := x.data.Roles()
	return resolve(x.roles(), text, x.find, func(i int) string { return roles[i].Code })
}

// ResolveFamily returns the family that text means, by the rules of Resolve.
func (x *Index) ResolveFamily(text string) (int, error) {
	text = strings.TrimSpace(text)
	if i, ok := x.data.FamilyByCode(text); ok {
		return i, nil
	}
	families := x.data.Families()
	for i := range families {
		if strings.EqualFold(families[i].ID, text) {
			return i, nil
		}
	}
	ofFamilies := func(text string) []Match { return find(x.families(), newQuery(text)) }
	return resolve(x.families(), text, ofFamilies, func(i int) string { return families[i].Code })
}

func resolve(entries []entry, text string, find func(string) []Match, code func(int) string) (int, error) {
	codes := func(of []int) (codes []string) {
		for _, i := range of {
			codes = append(codes, code(i))
		}
		return codes
	}
	if len(text) > MaxText {
		return 0, &UnknownError{Text: strings.ToValidUTF8(text[:100], "") + "..."}
	}
	matches := find(text)
	if len(matches) == 0 {
		near := nearest(entries, newQuery(text))
		return 0, &UnknownError{Text: text, Near: near, Codes: codes(near)}
	}
	// A whole name means that role, even where it is also part of another's.
	if matches[0].Quality == Exact {
		for len(matches) > 1 && matches[len(matches)-1].Quality != Exact {
			matches = matches[:len(matches)-1]
		}
	}
	if len(matches) == 1 {
		return matches[0].Role, nil
	}
	candidates := make([]int, len(matches))
	for i, m := range matches {
		candidates[i] = m.Role
	}
	return 0, &AmbiguousError{Text: text, Candidates: candidates, Codes: codes(candidates)}
}
