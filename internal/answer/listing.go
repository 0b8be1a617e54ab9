package answer

import (
	"cmp"
	"slices"
	"strings"

	"noboru/graph"
)

// maxListed is how many ids or codes a request may list.
const maxListed = 500

// Roles lists roles.
func (a Asker) Roles(filter *RoleFilter, orderBy *RoleOrder, page PageArgs) (*RoleConnection, error) {
	listed, err := a.list(filter, orderBy)
	if err != nil {
		return nil, err
	}
	return Roles(a.stamped(), listed, page)
}

// list finds the roles that pass a filter, in an order. It takes one pass over the roles.
func (a Asker) list(in *RoleFilter, order *RoleOrder) ([]int, error) {
	if in == nil {
		in = &RoleFilter{}
	}
	if in.Text != nil && strings.TrimSpace(*in.Text) == "" {
		everything := *in
		everything.Text = nil
		in = &everything
	}
	by := RoleOrderCode
	if in.Text != nil {
		by = RoleOrderRelevance
	}
	if order != nil {
		by = *order
	}
	if by == RoleOrderRelevance && in.Text == nil {
		return nil, graph.Invalid("orderBy", by, "other-order")
	}
	pass, err := a.filter(in)
	if err != nil {
		return nil, err
	}
	var roles []int
	if in.Text != nil {
		if err := checkText("filter.text", *in.Text); err != nil {
			return nil, err
		}
		for _, m := range a.Snapshot.Search().Find(*in.Text, 0) {
			roles = append(roles, m.Role)
		}
	} else {
		roles = make([]int, a.Snapshot.Graph.Len())
		for i := range roles {
			roles[i] = i
		}
	}
	roles = slices.DeleteFunc(roles, func(i int) bool { return !pass(i) })
	if by != RoleOrderRelevance {
		slices.Sort(roles) // by code, for equals
		slices.SortStableFunc(roles, a.order(by))
	}
	return roles, nil
}

func (a Asker) order(by RoleOrder) func(a, b int) int {
	d, g := a.Snapshot.Dataset(), a.Snapshot.Graph
	switch by {
	case RoleOrderKana:
		reading := func(i int) string { return cmp.Or(d.Role(i).Name.Kana, d.Role(i).Name.Ja) }
		return func(a, b int) int { return strings.Compare(reading(a), reading(b)) }
	case RoleOrderNameEn:
		return func(a, b int) int { return strings.Compare(d.Role(a).Name.En, d.Role(b).Name.En) }
	case RoleOrderTotalAsc:
		return func(a, b int) int { return cmp.Compare(d.Role(a).Total, d.Role(b).Total) }
	case RoleOrderTotalDesc:
		return func(a, b int) int { return cmp.Compare(d.Role(b).Total, d.Role(a).Total) }
	case RoleOrderDegreeDesc:
		return func(a, b int) int { return cmp.Compare(g.Degree(b), g.Degree(a)) }
	default:
		return func(int, int) int { return 0 }
	}
}

// filter makes the test that a role must pass, save for the text.
func (a Asker) filter(in *RoleFilter) (func(role int) bool, error) {
	d := a.Snapshot.Dataset()
	families, err := a.families("filter.families", in.Families, maxAvoidFamilies)
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
	}{{"filter.minTotal", in.MinTotal, &least}, {"filter.maxTotal", in.MaxTotal, &most}} {
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
