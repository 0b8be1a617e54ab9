package graph

import "strconv"

// Alternatives are the best loopless paths of a question in order of cost.
type Alternatives struct {
	Paths []Path
	// Complete is false where the search for paths that overlap little enough was given up after
	// Examined candidates, or beginnings of paths where differing ones are searched for; the paths are right as far as they go.
	Complete bool
	Examined int
}

// Tradeoff is one non-dominated choice of a frontier.
type Tradeoff struct {
	Steps         int    // at most so many
	SteepestClimb Points // at most so steep, counted by the question's ClimbBy
	Path          Path   // the best path under the question's objective within both
}

// Frontier is the trade-off between few steps and gentle steps.
type Frontier struct {
	Tradeoffs []Tradeoff // by steps ascending, then steepest climb ascending
	// Complete is false where the search kept more than Labels labels and stopped.
	Complete bool
	Labels   int
}

// Direction is which way reach looks.
type Direction string

// The directions of reach.
const (
	Outward Direction = "FROM" // what can one become
	Inward  Direction = "TO"   // who can become this
)

// Obstacle is a kind of limit that stands in the way of a path.
type Obstacle string

// The obstacles.
const (
	MaxStepsObstacle       Obstacle = "MAX_STEPS"
	MaxClimbObstacle       Obstacle = "MAX_CLIMB"
	MaxDropObstacle        Obstacle = "MAX_DROP"
	MinTotalObstacle       Obstacle = "MIN_TOTAL"
	MaxTotalObstacle       Obstacle = "MAX_TOTAL"
	MinCorrelationObstacle Obstacle = "MIN_CORRELATION"
	ViaObstacle            Obstacle = "VIA"
	AvoidRoleObstacle      Obstacle = "AVOID_ROLE"
	AvoidFamilyObstacle    Obstacle = "AVOID_FAMILY"
)

// Relaxation is the smallest change of one limit, all others held, that opens a path. Which of value,
// role and family it has follows from the limit.
type Relaxation struct {
	Limit  Obstacle
	Value  Quantity // what the limit would have to be; nil where it is a role or a family
	Role   int      // to allow or to leave out; NoIndex where it is none
	Family int      // to allow; NoIndex where it is none
	Path   Path     // the best path that this opens; empty in NoPath.Joint
}

// NoIndex stands in the place of an index of a role or a family where there is none.
const NoIndex = -1

// Quantity is what a limit is stated as: a Count of steps, Points or a Similarity.
type Quantity interface {
	Float() float64
	String() string
}

// Count is a number of steps.
type Count int

// Float returns the count as a plain number.
func (c Count) Float() float64 { return float64(c) }

// String writes the count in decimal.
func (c Count) String() string { return strconv.Itoa(int(c)) }

func relaxedTo(limit Obstacle, value Quantity) Relaxation {
	return Relaxation{Limit: limit, Value: value, Role: NoIndex, Family: NoIndex}
}

// Blockage is why there is no path.
type Blockage string

// The blockages.
const (
	BlockedByOne  Blockage = "BLOCKED"         // relaxing one limit suffices
	JointlyBlocks Blockage = "JOINTLY_BLOCKED" // no single limit suffices
	Disconnected  Blockage = "DISCONNECTED"    // no path with all limits off, at this threshold and topK
)

// NoPath says why there is no path and what would open one.
type NoPath struct {
	Blockage    Blockage
	Relaxations []Relaxation // BlockedByOne: each limit that suffices by itself
	// Joint lists the limits that the path which violates fewest of them violates, with the values
	// that it would need. JointComplete is false where that search was given up.
	Joint         []Relaxation
	JointPath     Path
	JointComplete bool
	// Nearest is the reachable role most similar to the goal, with the path to it.
	Nearest NearestRole
}

// NearestRole is the role most similar to a goal among those that can be reached.
type NearestRole struct {
	Role       int // FromProfile where nothing but the profile itself can be reached
	Similarity Similarity
	Known      bool // false where the similarity is undefined or not stated
	Path       Path
}

// NoEdge is why two roles have no edge.
type NoEdge string

// The reasons.
const (
	HasEdge        NoEdge = ""
	BelowThreshold NoEdge = "BELOW_THRESHOLD"
	CutByTopK      NoEdge = "CUT_BY_TOP_K"
	Undefined      NoEdge = "UNDEFINED"
	NotStated      NoEdge = "NOT_STATED" // a dataset of given correlations does not list the pair
	SameRole       NoEdge = "SAME_ROLE"
)

// Comparison is two roles side by side.
type Comparison struct {
	From, To   int // From is FromProfile where a person is compared
	Similarity Similarity
	Known      bool // false where the similarity is undefined or not stated
	Reason     NoEdge
	Shortfall  Similarity // BelowThreshold: threshold - similarity
	Climb      Points
	Drop       Points
	Gap        Points
	Skills     []SkillComparison // in the order of skills; empty without scores
}

// SkillComparison is one skill of two roles.
type SkillComparison struct {
	Skill    int
	From, To Points
	Assumed  bool // a partial profile does not state the skill: From is not known
}
