package answer

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"noboru/graph"
	"noboru/internal/words"
)

// NoPath is a question without a path. Why there is none is worked out once, when it is asked for.
type NoPath struct {
	Stamped
	question *Question

	refusal *graph.NoPath
	mu      sync.Mutex
}

// NewNoPath shows that a question has no path.
func NewNoPath(q *Question) *NoPath {
	return &NoPath{Stamped: q.Stamped, question: q}
}

func (*NoPath) IsPathResult()     {}
func (*NoPath) IsPathsResult()    {}
func (*NoPath) IsFrontierResult() {}

// why holds the lock while it searches: fields are resolved side by side, and one search is enough.
func (n *NoPath) why(ctx context.Context) (*graph.NoPath, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.refusal != nil {
		return n.refusal, nil
	}
	var refusal graph.NoPath
	err := n.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		refusal, err = planner.WhyNoPath(ctx, n.question.Question)
		return err
	})
	if err != nil {
		return nil, err
	}
	n.refusal = &refusal
	return n.refusal, nil
}

func (n *NoPath) Profile() *ProfileSummary { return summarize(n.Stamped, n.question.Profile) }

func (n *NoPath) Blockage(ctx context.Context) (graph.Blockage, error) {
	r, err := n.why(ctx)
	if err != nil {
		return "", err
	}
	return r.Blockage, nil
}

func (n *NoPath) Relaxations(ctx context.Context) ([]Relaxation, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return n.relaxations(r.Relaxations), nil
}

func (n *NoPath) Joint(ctx context.Context) ([]Relaxation, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return n.relaxations(r.Joint), nil
}

func (n *NoPath) relaxations(of []graph.Relaxation) []Relaxation {
	relaxations := make([]Relaxation, 0, len(of))
	for _, r := range of {
		relaxations = append(relaxations, Relaxation{n.question, r})
	}
	return relaxations
}

func (n *NoPath) JointPath(ctx context.Context) (*Path, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return optionalPath(n.question, r.JointPath), nil
}

func (n *NoPath) JointComplete(ctx context.Context) (bool, error) {
	r, err := n.why(ctx)
	if err != nil {
		return false, err
	}
	return r.JointComplete || r.Blockage != graph.JointlyBlocks, nil
}

// connecting is the threshold that would join the two ends of a disconnected question.
func (n *NoPath) connecting(ctx context.Context) (s *graph.Similarity, err error) {
	r, err := n.why(ctx)
	if err != nil || r.Blockage != graph.Disconnected {
		return nil, err
	}
	err = n.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		s, err = planner.Connecting(ctx, n.question.Question)
		return err
	})
	return s, err
}

func (n *NoPath) ConnectingThreshold(ctx context.Context) (*float64, error) {
	connecting, err := n.connecting(ctx)
	if err != nil || connecting == nil {
		return nil, err
	}
	f := connecting.Float()
	return &f, nil
}

func (n *NoPath) Nearest(ctx context.Context) (*NearestRole, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	return &NearestRole{n.question, r.Nearest}, nil
}

func (n *NoPath) Explanation(ctx context.Context) (*Sentence, error) {
	r, err := n.why(ctx)
	if err != nil {
		return nil, err
	}
	said, err := n.said(ctx, r)
	if err != nil {
		return nil, err
	}
	s := sentence("no-path.explanation", "sentences", said)
	return &s, nil
}

// said is what a reader is told, in order.
func (n *NoPath) said(ctx context.Context, r *graph.NoPath) (words.Row, error) {
	row := words.Row{n.reason(r)}
	connecting, err := n.connecting(ctx)
	if err != nil {
		return nil, err
	}
	if connecting != nil {
		row = append(row, words.M("no-path.connecting", "threshold", *connecting))
	}
	return append(row, n.nearest(r.Nearest)), nil
}

// reason says what stands in the way.
func (n *NoPath) reason(r *graph.NoPath) words.Message {
	limits := func(of []graph.Relaxation) words.List {
		var parts []words.Message
		for _, x := range n.relaxations(of) {
			parts = append(parts, x.Explanation().message)
		}
		return words.AllOf(parts)
	}
	d := n.data()
	switch {
	case r.Blockage == graph.BlockedByOne:
		return words.M("no-path.blocked", "relaxations", limits(r.Relaxations))
	case r.Blockage == graph.JointlyBlocks && len(r.Joint) == 0:
		return words.M("no-path.jointly-unknown")
	case r.Blockage == graph.JointlyBlocks:
		return words.M("no-path.jointly", "relaxations", limits(r.Joint))
	case d.TopK() > 0:
		return words.M("no-path.disconnected-top-k", "threshold", d.Threshold(), "topK", d.TopK())
	default:
		return words.M("no-path.disconnected", "threshold", d.Threshold())
	}
}

// nearest says how near one can come.
func (n *NoPath) nearest(near graph.NearestRole) words.Message {
	switch {
	case near.Role == graph.FromProfile:
		return words.M("no-path.nearest-none")
	case len(near.Path.Steps) == 0:
		return words.M("no-path.nearest-start")
	case near.Known:
		return words.M("no-path.nearest", "role", n.data().Role(near.Role).Name, "correlation", fmt.Sprintf("%.2f", near.Similarity.Float()))
	default:
		return words.M("no-path.nearest-unknown", "role", n.data().Role(near.Role).Name)
	}
}

// optionalPath is nil for a path without roles.
func optionalPath(q *Question, p graph.Path) *Path {
	if len(p.Roles) == 0 {
		return nil
	}
	shown := NewPath(q, p)
	return &shown
}

// Relaxation is the smallest change of one limit.
type Relaxation struct {
	question *Question
	r        graph.Relaxation
}

func (r Relaxation) Limit() graph.Obstacle { return r.r.Limit }
func (r Relaxation) Path() *Path           { return optionalPath(r.question, r.r.Path) }

// Value is what the limit would have to be, nil where that is a role or a family.
func (r Relaxation) Value() *float64 {
	if r.r.Value == nil {
		return nil
	}
	f := r.r.Value.Float()
	return &f
}

func (r Relaxation) Role() *Role {
	if r.r.Role == graph.NoIndex {
		return nil
	}
	return &Role{r.question.Stamped, r.r.Role}
}

func (r Relaxation) Family() *Family {
	if r.r.Family == graph.NoIndex {
		return nil
	}
	return &Family{r.question.Stamped, r.r.Family}
}

// Explanation says what to change: each limit has a message of its own.
func (r Relaxation) Explanation() Sentence {
	d := r.question.data()
	var values []any
	if r.r.Value != nil {
		values = append(values, "value", words.Quantity(r.r.Value))
	}
	if r.r.Role != graph.NoIndex {
		values = append(values, "role", d.Role(r.r.Role).Name)
	}
	if r.r.Family != graph.NoIndex {
		values = append(values, "family", d.Families()[r.r.Family].Name)
	}
	return sentence("relax."+strings.ReplaceAll(strings.ToLower(string(r.r.Limit)), "_", "-"), values...)
}

// NearestRole is the role most similar to a goal among those that can be reached.
type NearestRole struct {
	question *Question
	n        graph.NearestRole
}

func (n *NearestRole) Path() *Path { return optionalPath(n.question, n.n.Path) }

func (n *NearestRole) Role() *Role {
	if n.n.Role == graph.FromProfile {
		return nil
	}
	return &Role{n.question.Stamped, n.n.Role}
}

func (n *NearestRole) Correlation() *float64 {
	if !n.n.Known {
		return nil
	}
	f := n.n.Similarity.Float()
	return &f
}
