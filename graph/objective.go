package graph

// Objective is what a path minimises. Ties that remain are broken by role codes, compared role by
// role from the start, so every question has one answer.
type Objective string

// The objectives, with what they minimise in this order.
const (
	FewestSteps Objective = "FEWEST_STEPS" // steps, then total distance
	Shortest    Objective = "SHORTEST"     // total distance, then steps
	// Gentlest minimises demotions, where they count; then the sum over steps of
	// (c² + climb² + change²); then total distance; then steps.
	Gentlest Objective = "GENTLEST"
)

// Objectives lists every objective in the order in which they are shown.
var Objectives = [...]Objective{FewestSteps, Shortest, Gentlest}

// ClimbBy is what counts as the climb of a step in the objective, in MaxClimb, and in frontiers,
// reach and relaxations. MaxDrop and the climbs and drops that are reported stay by total.
type ClimbBy string

// The ways to count a climb.
const (
	ByTotal    ClimbBy = "TOTAL"     // max(0, total(v) - total(u))
	BySkillGap ClimbBy = "SKILL_GAP" // sum over skills of max(0, score(v) - score(u))
)

// Demotions is what GENTLEST makes of demotions: steps that drop more than the comfortable climb.
type Demotions string

// The ways to treat demotions.
const (
	// AvoidDemotions puts fewer demotions before everything else where a path rises: where the highest
	// total among the starts is below the lowest among the goals. A stated MaxDrop replaces it.
	AvoidDemotions Demotions = "AVOID"
	AllowDemotions Demotions = "ALLOW" // they cost nothing
)

// key is what a path costs, in the order in which the objective compares it: d, a, b, c. Every step
// adds to at least one component and subtracts from none.
type key struct {
	d, c int32
	a, b int64
}

func (k key) less(l key) bool {
	if k.d != l.d {
		return k.d < l.d
	}
	if k.a != l.a {
		return k.a < l.a
	}
	if k.b != l.b {
		return k.b < l.b
	}
	return k.c < l.c
}

func (k key) add(l key) key { return key{k.d + l.d, k.c + l.c, k.a + l.a, k.b + l.b} }

func (k key) sub(l key) key { return key{k.d - l.d, k.c - l.c, k.a - l.a, k.b - l.b} }

// unreachable is larger than any sum of costs, and small enough to be added to.
const unreachable = 1 << 62

// noWay is a key that no path has: it stands for no way at all.
var noWay = key{d: 1 << 30, a: unreachable}

// criterion is what a search minimises: an objective, or what frontiers and relaxations ask for.
type criterion uint8

const (
	gentlest criterion = iota
	fewestSteps
	shortest
	leastGap      // sum of skill gaps, then steps
	fewestChanges // changes of family, then steps
	steepestClimb // a bottleneck: of the step that climbs most
	bottleneck    // of the worst step, by a measure
)

// worst reports whether a path costs as much as its worst step, and not the sum of its steps.
func (c criterion) worst() bool { return c >= steepestClimb }

// criterion is the one of an objective.
func (o Objective) criterion() criterion {
	switch o {
	case FewestSteps:
		return fewestSteps
	case Shortest:
		return shortest
	default:
		return gentlest
	}
}

// arc is a step as limits and objectives see it.
type arc struct {
	similarity Similarity // 1 for a step drawn by effort: it has none that a limit could speak about
	changes    bool       // leads into another family
	distance   int64
	climb      int64 // as the question counts it
	rise       int64 // total(to) - total(from)
	gap        int64
	total      int64 // of the role that it leads to
}

// arcOf is a step as limits and objectives see it.
func (g *Graph) arcOf(s Step, by ClimbBy) arc {
	similarity := s.Similarity
	if s.ByEffort {
		similarity = SimilarityScale
	}
	return arc{
		similarity: similarity, changes: s.ChangesFamily, distance: int64(s.Distance()),
		climb: int64(s.Counted(by)), rise: int64(s.Climb - s.Drop), gap: int64(s.Gap), total: g.totals[s.To],
	}
}
