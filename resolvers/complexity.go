package resolvers

import (
	"math"

	"github.com/99designs/gqlgen/graphql"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/serving"
	"noboru/resolvers/internal/gql"
)

// Costs returns a schema that knows what its fields cost to answer from a snapshot, in microseconds of
// CPU. A field that is not listed costs 2 and its selection once. Lists count as long as they are in this
// dataset; questions count the searches that they take on this graph, at worst rather than on average.
// The figures were measured on graphs from 129 roles to 10,000, by dev/costs: see docs/reliability.md.
func Costs(e *serving.Snapshot) graphql.ExecutableSchema {
	return gql.NewExecutableSchema(gql.Config{Resolvers: &Resolver{}, Complexity: complexity(sizeOf(e))})
}

// size is what costs depend on.
type size struct {
	roles, families, skills int
	family                  int     // roles of the largest family
	arcs                    float64 // roles and directed edges, in thousands
}

func sizeOf(e *serving.Snapshot) size {
	d := e.Dataset()
	largest := 0
	for f := range d.Families() {
		largest = max(largest, len(d.RolesOf(f)))
	}
	return size{
		roles: len(d.Roles()), families: len(d.Families()), skills: len(d.Skills()), family: largest,
		arcs: float64(len(d.Roles())+2*e.Graph.EdgeCount()) / 1000,
	}
}

// What is usual for lists whose length depends on the answer.
const (
	listedSteps  = 8
	listedNear   = 5
	listedLimits = 3
	listedOpened = 400
)

// search is one search from both ends; sweep is one over the whole graph.
func (s size) search() int { return 5 + int(8*s.arcs) }
func (s size) sweep() int  { return 5 + int(30*s.arcs) }

// raised draws the edges of a row of one level more, and looks what they open; raisedTwice does so for every level more
// on top of that, in one search.
func (s size) raised() int      { return 5 + s.roles/10 }
func (s size) raisedTwice() int { return 11*s.sweep()/10 + s.skills*(3+s.roles/25) }

// connecting looks at every pair of roles, where they are not too many.
func (s size) connecting() int {
	pairs := s.roles * s.roles / 2
	if pairs > graph.MaxConnectingPairs {
		return 5
	}
	return 5 + pairs/20
}

// profile reads a person's scores, and assumes those that are not known from all roles.
func (s size) profile(p *answer.ProfileInput) int {
	if p == nil {
		return 0
	}
	return 150 + s.roles*2/5
}

// layers is a search over (role, steps).
func (s size) layers(steps int32) int {
	return int(8 * s.arcs * float64(min(max(steps, 0), graph.MaxFrontierSteps)))
}

// limited is what limits add to one search.
func (s size) limited(l *answer.LimitsInput) int {
	if l == nil {
		return 0
	}
	cost := 0
	if n := len(l.Via); n > 0 {
		cost = times(n+1, s.sweep())
	}
	if l.MaxSteps != nil {
		layers := s.layers(*l.MaxSteps)
		if len(l.Via) > 0 { // where there is no path, some of them are left out
			layers = layers * 5 / 2
		}
		cost = plus(cost, times(len(l.Via)+1, layers))
	}
	// Where there is no path, each of these is tried, and combinations of them.
	n := len(l.Via)
	if l.Avoid != nil {
		n += len(l.Avoid.Roles) + len(l.Avoid.Families)
	}
	tried := times(min(n*n/2, graph.MaxJointSearches), (len(l.Via)+1)*s.search()/2)
	return plus(cost, tried)
}

// alternatives is the cost of the best paths in order; candidates are looked at.
func (s size) alternatives(candidates int, l *answer.LimitsInput) int {
	each := 12
	if l != nil {
		each += 5 * len(l.Via)
	}
	return plus(s.sweep(), plus(s.limited(l), times(candidates, each)))
}

// times multiplies what one item costs, and stays within an int.
func times(n, child int) int {
	if child > 0 && n > math.MaxInt32/child {
		return math.MaxInt32
	}
	return n * child
}

func plus(a, b int) int { return min(a+b, math.MaxInt32) }

// costOfItem is what an item of a list costs besides its fields.
const costOfItem = 3

// items is the cost of n items.
func items(n, child int) int { return times(n, plus(costOfItem, child)) }

// list is the cost of a list of n items.
func list(n int) func(child int) int {
	return func(child int) int { return plus(1, items(n, child)) }
}

// fixed is the cost of an object that takes some work.
func fixed(cost int) func(child int) int {
	return func(child int) int { return plus(cost, child) }
}

// page is the cost of a page of a connection of at most all items. What is out of range is refused later.
func page(child, all int, first, last *int32) int {
	n := int32(answer.DefaultPage)
	switch {
	case first != nil:
		n = *first
	case last != nil:
		n = *last
	}
	return plus(1, items(min(int(min(max(n, 1), answer.MaxPage)), all), child))
}

func complexity(s size) (c gql.ComplexityRoot) {
	const scan = 0.2 // of one role, for a filter or an order
	scanned := 1 + int(scan*float64(s.roles))
	c.Query.Skills = list(s.skills)
	c.Query.SkillGroups = list(s.skills)
	c.Query.FamilyMap = fixed(s.sweep())
	c.FamilyMap.Places = list(s.families)
	c.FamilyMap.Links = list(s.families * s.families / 2)
	c.Query.Nodes = func(child int, ids []string) int { return items(len(ids), child) }
	c.Query.Families = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, s.families, first, last)
	}
	c.Query.Roles = func(child int, _ *answer.RoleFilter, _ *answer.RoleOrder, first *int32, _ *string, last *int32, _ *string) int {
		return plus(scanned, page(child, s.roles, first, last))
	}
	c.Query.Search = func(child int, in answer.SearchInput) int {
		return plus(2*scanned, items(int(min(max(in.First, 1), 100)), child))
	}
	c.Query.CorrelationMap = func(child int, in answer.CorrelationMapInput) int {
		return plus(s.search(), plus(s.profile(in.Profile), child))
	}
	c.Query.Compare = func(child int, in answer.CompareInput) int {
		return plus(s.search(), plus(s.profile(in.From.Profile), child))
	}
	c.Query.Path = func(child int, in answer.PathInput) int {
		return plus(s.search(), plus(s.profile(in.From.Profile), plus(s.limited(in.Limits), child)))
	}
	c.Query.Paths = func(child int, in answer.PathsInput) int {
		candidates := int(min(max(in.First, 1), graph.MaxAlternatives))
		if in.MaxOverlap != nil {
			candidates = graph.MaxCandidates
		}
		return plus(s.alternatives(candidates, in.Limits), plus(s.profile(in.From.Profile), child))
	}
	c.Query.PathBatch = func(child int, in answer.PathBatchInput) int {
		cost := items(len(in.Pairs), plus(s.search(), plus(s.limited(in.Limits), child)))
		for _, pair := range in.Pairs {
			cost = plus(cost, s.profile(pair.From.Profile))
		}
		return cost
	}
	c.Query.Frontier = func(child int, in answer.FrontierInput) int {
		steps := int32(8)
		if in.Limits != nil && in.Limits.MaxSteps != nil {
			steps = *in.Limits.MaxSteps
		}
		cost := plus(s.sweep(), plus(s.limited(in.Limits), s.layers(steps)))
		if in.ThirdCriterion != nil { // which keeps a limited number of labels
			cost = plus(cost, min(16*s.layers(steps), graph.MaxFrontierLabels/5))
		}
		return plus(cost, plus(s.profile(in.From.Profile), child))
	}
	c.Query.Reach = func(child int, in answer.ReachInput) int {
		return plus(2*s.sweep(), plus(s.profile(in.Of.Profile), plus(s.limited(in.Limits), child)))
	}
	c.Query.DoorOpeners = func(child int, in answer.DoorOpenersInput) int {
		rows := s.skills
		for _, r := range in.Raises {
			rows += int(min(max(r.Levels, 1), 100)) // more are refused
		}
		cost := plus(4*s.sweep(), times(rows, s.raised()))
		return plus(cost, plus(s.profile(in.Of.Profile), child))
	}

	c.Dataset.ComponentCount = fixed(s.search())
	c.Dataset.Example = func(child int) int { return plus(s.search(), child) }
	c.Role.Scores = list(s.skills)
	c.Role.Correlates = func(child int, _ answer.CorrelateOrder, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, s.roles, first, last)
	}
	c.Family.Roles = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, s.family, first, last)
	}
	c.Reach.Roles = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, s.roles, first, last)
	}
	c.CorrelationMap.Points = func(child int, first int32) int { return page(child, s.roles, &first, nil) }
	c.Correlate.Skills = list(s.skills)
	c.Comparison.Skills = list(s.skills)
	c.SkillGroup.Skills = list(s.skills)
	c.ProfileSummary.Assumed = list(s.skills)
	c.SearchResult.Near = list(listedNear)
	c.UnknownRole.Near = list(listedNear)

	c.Path.Roles = list(listedSteps)
	c.Path.Steps = list(listedSteps)
	c.Path.Stability = func(child int, trials, _ int32) int {
		return plus(child, times(int(max(trials, 0)), 8))
	}
	c.DirectMove.Skills = list(s.skills)
	c.Step.SkillGaps = list(s.skills)
	c.Step.NewSkills = list(s.skills)
	c.PathFound.RunnerUp = fixed(s.alternatives(2, nil))
	c.PathFound.Alternatives = func(child int) int {
		// Limits are the question's, and not known here: with them a candidate costs as much as half of an edge's share.
		each := 40 + int(s.arcs/2)
		return plus(plus(s.sweep(), times(answer.MostForOtherWays, each)), items(answer.OtherWays, child))
	}
	c.PathsFound.Paths = list(graph.MaxAlternatives)
	c.PathBatch.Results = func(child int) int { return child } // which the question has multiplied
	c.Frontier.Tradeoffs = list(listedSteps)
	opened := min(s.roles/8, listedOpened)
	c.DoorOpeners.DoorOpeners = list(s.skills)
	c.DoorOpener.Opened = list(opened)
	c.Opening.Opened = list(opened)
	c.OpenerPair.Opened = list(opened)
	c.OpenerPair.Skills = list(2)
	c.DoorOpeners.Pair = func(child int) int { return plus(times(s.skills, s.raisedTwice()), child) }
	c.PathFound.BeatenBy = func(child int) int { return plus(s.sweep()+s.layers(graph.MaxFrontierSteps), child) }
	c.WeakestStep.StandIn = func(child int) int { return plus(s.search(), child) }
	c.NoPath.ConnectingThreshold = fixed(s.connecting())

	// The searches are made once, but a client may ask for any one of these alone.
	refusal := s.sweep()
	c.NoPath.Blockage = fixed(refusal)
	c.NoPath.Explanation = fixed(refusal + s.connecting())
	c.NoPath.Nearest = fixed(refusal)
	c.NoPath.Relaxations = func(child int) int { return plus(refusal, times(listedLimits, child)) }
	c.NoPath.Joint = func(child int) int { return plus(refusal, times(listedLimits, child)) }
	return c
}
