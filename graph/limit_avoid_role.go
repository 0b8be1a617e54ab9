package graph

import "slices"

// avoidRole is one role to keep away from. The start is exempt; a goal that is avoided is none.
type avoidRole struct{ role int }

func checkAvoidRoles(g *Graph, l *Limits) error { return indexWithin("avoid", l.AvoidRoles, g.Len()) }

func statedAvoidRoles(l *Limits) []limit {
	var list []limit
	for _, r := range sorted(l.AvoidRoles) {
		list = append(list, avoidRole{r})
	}
	return list
}

func (a avoidRole) bind(s *space) { s.flags[a.role] |= flagAvoid }

func (a avoidRole) lift(l *Limits) {
	l.AvoidRoles = slices.DeleteFunc(slices.Clone(l.AvoidRoles), func(r int) bool { return r == a.role })
}

func (a avoidRole) needed(_ *Graph, p Path) (Relaxation, bool) {
	return Relaxation{Limit: AvoidRoleObstacle, Role: a.role, Family: NoIndex}, !slices.Contains(p.entered(), a.role)
}

func (a avoidRole) relax(r *relaxer, lifted Question) (Relaxation, bool, error) {
	return r.opened(Relaxation{Limit: AvoidRoleObstacle, Role: a.role, Family: NoIndex}, lifted)
}

// avoided reports whether a role, or its family, is one to keep away from.
func (g *Graph) avoided(l *Limits, role int) bool {
	return slices.Contains(l.AvoidRoles, role) ||
		g.data.FamilyOf(role) >= 0 && slices.Contains(l.AvoidFamilies, g.data.FamilyOf(role))
}
