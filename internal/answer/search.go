package answer

import (
	"cmp"

	"noboru/internal/rolesearch"
)

// Search finds roles by what people type.
func (a Asker) Search(in SearchInput) (*SearchResult, error) {
	if err := cmp.Or(checkText("input.text", in.Text), checkRange("input.first", in.First, 1, 100)); err != nil {
		return nil, err
	}
	return a.found(in.Text, int(in.First)), nil
}

func (a Asker) found(text string, limit int) *SearchResult {
	s := a.stamped()
	all := a.Snapshot.Search().Find(text, 0)
	result := &SearchResult{Stamped: s, TotalCount: len(all), Matches: []SearchMatch{}, Near: []Role{}}
	for _, m := range all[:min(len(all), limit)] {
		result.Matches = append(result.Matches, SearchMatch{Role: Role{Stamped: s, Index: m.Role}, Quality: m.Quality})
	}
	if len(all) == 0 {
		for _, i := range a.Snapshot.Search().Near(text) {
			result.Near = append(result.Near, Role{Stamped: s, Index: i})
		}
	}
	return result
}

// SearchResult is the roles that fit a text.
type SearchResult struct {
	Stamped
	Matches    []SearchMatch
	TotalCount int
	Near       []Role
}

// SearchMatch is one role that fits a text.
type SearchMatch struct {
	Role    Role
	Quality rolesearch.Quality
}
