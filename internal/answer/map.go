package answer

import (
	"noboru/graph"
)

// CorrelationMap is a role and its correlates as points of a plane.
func (a Asker) CorrelationMap(in CorrelationMapInput) (CorrelationMapResult, error) {
	role, err := a.role("input.role", in.Role)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	m := &CorrelationMap{Stamped: a.stamped(), Base: Role{a.stamped(), role}, least: a.Snapshot.Dataset().Threshold()}
	if in.MinCorrelation != nil {
		const field = "input.minCorrelation"
		if m.least, err = similarity(field, *in.MinCorrelation); err != nil {
			return nil, err
		}
		if threshold := a.Snapshot.Dataset().Threshold(); m.least < threshold || m.least > graph.SimilarityScale {
			return nil, graph.Invalid(field, m.least, "threshold", "threshold", threshold)
		}
	}
	if in.Profile != nil {
		p, err := a.profile("input.profile", *in.Profile)
		if err != nil {
			return nil, err
		}
		m.You = a.compare(start{profile: p}, role)
	}
	return m, nil
}

// CorrelationMap is a role and its correlates as points of a plane.
type CorrelationMap struct {
	Stamped
	Base  Role
	You   *Comparison
	least graph.Similarity
}

func (*CorrelationMap) IsCorrelationMapResult() {}

func (m *CorrelationMap) MinCorrelation() float64 { return m.least.Float() }

// MapPoint is one role on a correlation map.
type MapPoint struct {
	Role                            Role
	Correlation, Total, Climb, Drop float64
	SkillGap                        *float64
	IsBase                          bool
}

func (m *CorrelationMap) Points(first int32) ([]MapPoint, error) {
	if err := checkRange("first", first, 1, MaxPage); err != nil {
		return nil, err
	}
	points := []MapPoint{{Role: m.Base, Correlation: 1, Total: m.Base.Total(), SkillGap: m.scored(0), IsBase: true}}
	for _, s := range m.correlates() {
		if len(points) == int(first) {
			break
		}
		role := Role{m.Stamped, s.To}
		points = append(points, MapPoint{
			Role: role, Correlation: s.Similarity.Float(), Total: role.Total(), Climb: s.Climb.Float(), Drop: s.Drop.Float(), SkillGap: m.scored(s.Gap),
		})
	}
	return points, nil
}

// correlates are the steps to the roles of the map, strongest first.
func (m *CorrelationMap) correlates() []graph.Step {
	steps := m.Base.steps(ByCorrelation)
	for i, s := range steps {
		if s.Similarity < m.least {
			return steps[:i]
		}
	}
	return steps
}

func (m *CorrelationMap) TotalCount() int { return 1 + len(m.correlates()) }
