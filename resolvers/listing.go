package resolvers

import (
	"cmp"
	"slices"
	"strings"

	"noboru/graph"
	"noboru/resolvers/internal/gql"
	"noboru/resolvers/internal/view"
)

// maxListed is how many ids or codes a request may list.
const maxListed = 500

// list finds the roles that pass a filter, in an order. It takes one pass over the roles.
func (n names) list(in *gql.RoleFilter, order *gql.RoleOrder) ([]int, error) {
	if in == nil {
		in = &gql.RoleFilter{}
	}
	if in.Text != nil && strings.TrimSpace(*in.Text) == "" {
		everything := *in
		everything.Text = nil
		in = &everything
	}
	by := gql.RoleOrderCode
	if in.Text != nil {
		by = gql.RoleOrderRelevance
	}
	if order != nil {
		by = *order
	}
	if by == gql.RoleOrderRelevance && in.Text == nil {
		return nil, graph.Invalid("orderBy", by, "other-order")
	}
	pass, err := n.filter(in)
	if err != nil {
		return nil, err
	}
	var roles []int
	if in.Text != nil {
		if err := checkText("filter.text", *in.Text); err != nil {
			return nil, err
		}
		for _, m := range n.snapshot.Search.Find(*in.Text, 0) {
			roles = append(roles, m.Role)
		}
	} else {
		roles = make([]int, n.snapshot.Graph.Len())
		for i := range roles {
			roles[i] = i
		}
	}
	roles = slices.DeleteFunc(roles, func(i int) bool { return !pass(i) })
	if by != gql.RoleOrderRelevance {
		slices.Sort(roles) // by code, for equals
		slices.SortStableFunc(roles, n.order(by))
	}
	return roles, nil
}

func (n names) order(by gql.RoleOrder) func(a, b int) int {
	d, g := n.snapshot.Dataset(), n.snapshot.Graph
	switch by {
	case gql.RoleOrderKana:
		reading := func(i int) string { return cmp.Or(d.Role(i).Name.Kana, d.Role(i).Name.Ja) }
		return func(a, b int) int { return strings.Compare(reading(a), reading(b)) }
	case gql.RoleOrderNameEn:
		return func(a, b int) int { return strings.Compare(d.Role(a).Name.En, d.Role(b).Name.En) }
	case gql.RoleOrderTotalAsc:
		return func(a, b int) int { return cmp.Compare(d.Role(a).Total, d.Role(b).Total) }
	case gql.RoleOrderTotalDesc:
		return func(a, b int) int { return cmp.Compare(d.Role(b).Total, d.Role(a).Total) }
	case gql.RoleOrderDegreeDesc:
		return func(a, b int) int { return cmp.Compare(g.Degree(b), g.Degree(a)) }
	default:
		return func(int, int) int { return 0 }
	}
}

// filter makes the test that a role must pass, save for the text.
func (n names) filter(in *gql.RoleFilter) (func(role int) bool, error) {
	d := n.snapshot.Dataset()
	families, err := n.families("filter.families", in.Families, maxAvoidFamilies)
	if err != nil {
		return nil, refused(err)
	}
	for _, list := range []struct {
		field string
		of    []string
	}{{"filter.ids", in.Ids}, {"filter.codes", in.Codes}} {
		if err := checkLength(list.field, len(list.of), maxListed); err != nil {
			return nil, err
		}
	}
	var least, most *graph.Points
	for _, bound := range []struct {
		field string
		in    *float64
		out   **graph.Points
	}{{"filter.totalMin", in.TotalMin, &least}, {"filter.totalMax", in.TotalMax, &most}} {
		if bound.in != nil {
			p, err := points(bound.field, *bound.in)
			if err != nil {
				return nil, err
			}
			*bound.out = &p
		}
	}
	chosen := func(keys []string, of func(string) (int, bool)) map[int]bool {
		set := map[int]bool{}
		for _, key := range keys {
			if i, ok := of(key); ok {
				set[i] = true
			}
		}
		return set
	}
	ids, codes := chosen(in.Ids, d.RoleByID), chosen(in.Codes, d.RoleByCode)
	return func(role int) bool {
		total := d.Role(role).Total
		return (in.Families == nil || slices.Contains(families, d.FamilyOf(role))) &&
			(least == nil || total >= *least) && (most == nil || total <= *most) &&
			(in.Ids == nil || ids[role]) && (in.Codes == nil || codes[role])
	}, nil
}

// found shows what a search found.
func (n names) found(text string, limit int) *view.SearchResult {
	s := view.Stamped{Snapshot: n.snapshot}
	all := n.snapshot.Search.Find(text, 0)
	result := &view.SearchResult{Stamped: s, TotalCount: len(all), Matches: []view.SearchMatch{}, Near: []view.Role{}}
	for _, m := range all[:min(len(all), limit)] {
		result.Matches = append(result.Matches, view.SearchMatch{Role: view.Role{Stamped: s, Index: m.Role}, Quality: m.Quality})
	}
	if len(all) == 0 {
		for _, i := range n.snapshot.Search.Near(text) {
			result.Near = append(result.Near, view.Role{Stamped: s, Index: i})
		}
	}
	return result
}
