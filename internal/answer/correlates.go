package answer

import (
	"cmp"
	"slices"

	"noboru/graph"
)

// CorrelateOrder is the GraphQL enum of that name.
type CorrelateOrder string

// The orders.
const (
	ByCorrelation CorrelateOrder = "CORRELATION"
	ByTotalAsc    CorrelateOrder = "TOTAL_ASC"
	ByTotalDesc   CorrelateOrder = "TOTAL_DESC"
	ByCode        CorrelateOrder = "CODE"
)

// steps lists the edges of a role in an order.
func (r Role) steps(order CorrelateOrder) []graph.Step {
	steps := slices.AppendSeq(make([]graph.Step, 0, r.Degree()), r.Snapshot.Graph.Edges(r.Index))
	total := func(s graph.Step) graph.Points { return r.data().Role(s.To).Total }
	// Edges stand by code already.
	slices.SortStableFunc(steps, func(a, b graph.Step) int {
		switch order {
		case ByCorrelation:
			return cmp.Compare(b.Similarity, a.Similarity)
		case ByTotalAsc:
			return cmp.Compare(total(a), total(b))
		case ByTotalDesc:
			return cmp.Compare(total(b), total(a))
		default:
			return 0
		}
	})
	return steps
}

func (r Role) Correlates(orderBy CorrelateOrder, first *int32, after *string, last *int32, before *string) (*CorrelateConnection, error) {
	steps := r.steps(orderBy)
	w, err := r.page(PageArgs{first, after, last, before}, len(steps), func(i int) string { return r.data().Role(steps[i].To).Code })
	if err != nil {
		return nil, err
	}
	return &CorrelateConnection{r.Stamped, w, steps}, nil
}

// CorrelateConnection is a page of correlates.
type CorrelateConnection struct {
	Stamped
	window
	steps []graph.Step
}

// CorrelateEdge is a correlate and its place.
type CorrelateEdge struct {
	Node   Correlate
	Cursor string
}

func (c *CorrelateConnection) Edges() []CorrelateEdge {
	return collect(c.window, func(i int) CorrelateEdge { return CorrelateEdge{Correlate{c.Stamped, c.steps[i]}, c.cursor(i)} })
}

func (c *CorrelateConnection) Nodes() []Correlate {
	return collect(c.window, func(i int) Correlate { return Correlate{c.Stamped, c.steps[i]} })
}

// Correlate is a role seen from another that it is joined to.
type Correlate struct {
	Stamped
	step graph.Step
}

func (c Correlate) Role() Role           { return Role{c.Stamped, c.step.To} }
func (c Correlate) Correlation() float64 { return c.step.Similarity.Float() }
func (c Correlate) Distance() float64    { return c.step.Distance().Float() }
func (c Correlate) Climb() float64       { return c.step.Climb.Float() }
func (c Correlate) Drop() float64        { return c.step.Drop.Float() }
func (c Correlate) SkillGap() *float64   { return c.scored(c.step.Gap) }

func (c Correlate) Skills() []SkillComparison {
	from, to := c.data().Role(c.step.From).Scores, c.data().Role(c.step.To).Scores
	skills := make([]SkillComparison, 0, len(from))
	for k := range from {
		skills = append(skills, c.comparison(k, from[k], to[k]))
	}
	return skills
}

func (s Stamped) comparison(skill int, from, to graph.Points) SkillComparison {
	return SkillComparison{Skill: Skill{s, skill}, From: from.Float(), To: to.Float(), Difference: (to - from).Float()}
}
