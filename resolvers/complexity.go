package resolvers

import (
	"math"

	"noboru/internal/answer"
	"noboru/resolvers/internal/gql"
)

// What fields cost, in fields that the server writes. Connections count the page that is asked
// for; other lists count what is usual; questions add the searches that they take.
const (
	costOfSearch  = 20 // one search of the graph
	listedSkills  = 30
	listedSteps   = 6
	listedChanges = 12
	listedRoles   = 20
	listedNear    = 5
	listedLimits  = 3
	listedOthers  = 10
)

// times multiplies what one item costs, and stays within an int.
func times(n, child int) int {
	if child > 0 && n > math.MaxInt32/child {
		return math.MaxInt32
	}
	return n * child
}

func plus(a, b int) int { return min(a+b, math.MaxInt32) }

// list is the cost of a list of usually n items.
func list(n int) func(child int) int {
	return func(child int) int { return plus(1, times(n, child)) }
}

// search is the cost of an object that takes n searches.
func search(n int) func(child int) int {
	return func(child int) int { return plus(n*costOfSearch, child) }
}

// page is the cost of a page of a connection. What is out of range is refused later.
func page(child int, first, last *int32) int {
	n := int32(answer.DefaultPage)
	switch {
	case first != nil:
		n = *first
	case last != nil:
		n = *last
	}
	return plus(1, times(int(min(max(n, 1), answer.MaxPage)), child))
}

func complexity() (c gql.ComplexityRoot) {
	c.Query.Skills = list(listedSkills)
	c.Query.SkillGroups = list(listedOthers)
	c.Query.Nodes = func(child int, ids []string) int { return times(len(ids), child) }
	c.Query.Families = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, first, last)
	}
	c.Query.Roles = func(child int, _ *answer.RoleFilter, _ *answer.RoleOrder, first *int32, _ *string, last *int32, _ *string) int {
		return plus(costOfSearch, page(child, first, last))
	}
	c.Query.Search = func(child int, in answer.SearchInput) int {
		return plus(costOfSearch, times(int(min(max(in.First, 1), 100)), child))
	}
	c.Query.Path = func(child int, _ answer.PathInput) int { return search(1)(child) }
	c.Query.Paths = func(child int, in answer.PathsInput) int { return search(int(min(max(in.First, 1), 10)))(child) }
	c.Query.PathBatch = func(child int, in answer.PathBatchInput) int {
		return times(len(in.Pairs), plus(costOfSearch, child))
	}
	c.Query.CorrelationMap = func(child int, _ answer.CorrelationMapInput) int { return search(1)(child) }
	c.Query.Compare = func(child int, _ answer.CompareInput) int { return search(1)(child) }
	c.Query.Frontier = func(child int, _ answer.FrontierInput) int { return search(10)(child) }
	c.Query.Reach = func(child int, _ answer.ReachInput) int { return search(2)(child) }
	c.Query.DoorOpeners = func(child int, in answer.DoorOpenersInput) int {
		return plus(listedSkills*costOfSearch, times(int(min(max(in.First, 1), answer.MaxPage)), child))
	}

	c.Dataset.ComponentCount = search(1)
	c.Role.Scores = list(listedSkills)
	c.Role.Correlates = func(child int, _ answer.CorrelateOrder, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, first, last)
	}
	c.Family.Roles = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, first, last)
	}
	c.Reach.Roles = func(child int, first *int32, _ *string, last *int32, _ *string) int {
		return page(child, first, last)
	}
	c.CorrelationMap.Points = func(child int, first int32) int { return page(child, &first, nil) }
	c.Correlate.Skills = list(listedSkills)
	c.Comparison.Skills = list(listedSkills)
	c.SkillGroup.Skills = list(listedOthers)
	c.ProfileSummary.Unknown = list(listedSkills)
	c.SearchResult.Near = list(listedNear)
	c.UnknownRole.Near = list(listedNear)

	c.Path.Roles = list(listedSteps)
	c.Path.Steps = list(listedSteps)
	c.Path.Stability = func(child int, trials, _ int32) int { return plus(child, int(max(trials, 0))/2) }
	c.Step.SkillGaps = list(listedChanges)
	c.Step.NewSkills = list(listedChanges)
	c.PathFound.RunnerUp = search(3)
	c.PathsFound.Paths = list(listedOthers)
	c.Frontier.Tradeoffs = list(listedOthers)
	c.DoorOpener.Opened = list(listedRoles)
	c.DoorOpener.Lost = list(listedRoles)

	// The searches are made once, but a client may ask for any one of these alone.
	c.NoPath.Blockage = search(10)
	c.NoPath.Explanation = search(10)
	c.NoPath.Nearest = search(10)
	c.NoPath.Relaxations = func(child int) int { return plus(10*costOfSearch, times(listedLimits, child)) }
	c.NoPath.Joint = func(child int) int { return plus(10*costOfSearch, times(listedLimits, child)) }
	return c
}
