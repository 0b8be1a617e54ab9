package graph

import "slices"

// avoidFamily is one family to keep away from. The start is exempt; a goal that is avoided is none.
type avoidFamily struct{ family int }

func checkAvoidFamilies(g *Graph, l *Limits) error {
	return indexWithin("avoid", l.AvoidFamilies, len(g.data.Families()))
}

func statedAvoidFamilies(l *Limits) []limit {
	var list []limit
	for _, f := range sorted(l.AvoidFamilies) {
		list = append(list, avoidFamily{f})
	}
	return list
}

func (a avoidFamily) bind(s *space) {
	for role, family := range s.g.data.roleFam {
		if int(family) == a.family {
			s.flags[role] |= flagAvoid
		}
	}
}

func (a avoidFamily) lift(l *Limits) {
	l.AvoidFamilies = slices.DeleteFunc(slices.Clone(l.AvoidFamilies), func(f int) bool { return f == a.family })
}

func (a avoidFamily) needed(g *Graph, p Path) (Relaxation, bool) {
	passes := slices.ContainsFunc(p.entered(), func(role int) bool { return g.data.FamilyOf(role) == a.family })
	return Relaxation{Limit: AvoidFamilyObstacle, Role: NoIndex, Family: a.family}, !passes
}

func (a avoidFamily) relax(r *relaxer, lifted Question) (Relaxation, bool, error) {
	return r.opened(Relaxation{Limit: AvoidFamilyObstacle, Role: NoIndex, Family: a.family}, lifted)
}
