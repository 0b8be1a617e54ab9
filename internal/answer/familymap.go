package answer

// FamilyMap is the families and what joins them.
type FamilyMap struct {
	Stamped
	Places []FamilyPlace
	Links  []FamilyLink
}

// FamilyPlace is a family on the map of families, totals in points.
type FamilyPlace struct {
	Family                                 Family
	RoleCount                              int
	LowestTotal, MedianTotal, HighestTotal float64
	InnerEdges                             int
	LeadingGroup                           *SkillGroup
}

// FamilyLink is what joins two families.
type FamilyLink struct {
	A, B        Family
	Edges       int
	Correlation float64
}

// FamilyMap draws the whole graph by families.
func (a Asker) FamilyMap() *FamilyMap {
	s := a.stamped()
	places, links := s.Snapshot.Graph.FamilyMap()
	m := &FamilyMap{Stamped: s, Places: make([]FamilyPlace, 0, len(places)), Links: make([]FamilyLink, 0, len(links))}
	for _, p := range places {
		place := FamilyPlace{
			Family: Family{s, p.Family}, RoleCount: p.Roles, InnerEdges: p.Inner,
			LowestTotal: p.Lowest.Float(), MedianTotal: p.Median.Float(), HighestTotal: p.Highest.Float(),
		}
		if p.Group >= 0 {
			place.LeadingGroup = &SkillGroup{s, p.Group}
		}
		m.Places = append(m.Places, place)
	}
	for _, l := range links {
		m.Links = append(m.Links, FamilyLink{Family{s, l.A}, Family{s, l.B}, l.Edges, l.Similarity.Float()})
	}
	return m
}
