package graph

import "slices"

// via is one role to pass through.
type via struct{ role int }

func checkVia(g *Graph, l *Limits) error {
	if err := indexWithin("via", l.Via, g.Len()); err != nil {
		return err
	}
	for i, v := range l.Via {
		if g.avoided(l, v) {
			return Invalid("via", g.data.Role(v).Code, "not-avoided")
		}
		if i > 0 && v == l.Via[i-1] {
			return g.twiceInARow(v)
		}
	}
	return nil
}

func (g *Graph) twiceInARow(role int) error {
	return Invalid("via", g.data.Role(role).Code, "not-twice-in-a-row")
}

func statedVia(l *Limits) []limit {
	var list []limit
	for i, v := range l.Via {
		if !slices.Contains(l.Via[:i], v) {
			list = append(list, via{v})
		}
	}
	return list
}

// bind adds nothing: the legs are the very shape of a space.
func (v via) bind(*space) {}

// lift leaves the role out. Its neighbours on the chain may then be one role: once is enough.
func (v via) lift(l *Limits) {
	l.Via = slices.Compact(slices.DeleteFunc(slices.Clone(l.Via), func(r int) bool { return r == v.role }))
}

// needed takes the role for left out: a path that is asked about was found without.
func (v via) needed(*Graph, Path) (Relaxation, bool) {
	return Relaxation{Limit: ViaObstacle, Role: v.role, Family: NoIndex}, false
}

func (v via) relax(r *relaxer, lifted Question) (Relaxation, bool, error) {
	return r.opened(Relaxation{Limit: ViaObstacle, Role: v.role, Family: NoIndex}, lifted)
}
