// Package answer asks questions of a snapshot of the graph, and holds what they are answered with: one
// model of each answer, which GraphQL binds and the command line prints. An answer is a domain value
// together with the snapshot that it belongs to, so that whatever is asked of it next comes from the
// same version. The inputs are made from the schema (inputs.generated.go).
package answer

import (
	"noboru/graph"
	"noboru/internal/serving"
)

// Asker answers questions from one snapshot. What is wrong with a question is a *graph.InputError; a
// name that is not known is an answer.
type Asker struct{ Snapshot *serving.Snapshot }

func (a Asker) stamped() Stamped { return Stamped(a) }

// Node is anything with an id.
type Node interface{ IsNode() }

// Answer is anything that names the version that it comes from.
type Answer interface{ IsAnswer() }

// Stamped is embedded in every Answer.
type Stamped struct{ Snapshot *serving.Snapshot }

// IsAnswer marks an Answer.
func (Stamped) IsAnswer() {}

// Version names the dataset's version.
func (s Stamped) Version() string { return string(s.Snapshot.Graph.Version()) }

// Dataset is the dataset that answered.
func (s Stamped) Dataset() Dataset { return Dataset{s.Snapshot} }

func (s Stamped) data() *graph.Dataset { return s.Snapshot.Dataset() }

// float returns points that GraphQL may leave null.
func float(p graph.Points) *float64 {
	f := p.Float()
	return &f
}

// scored returns points that only a dataset with scores has.
func (s Stamped) scored(p graph.Points) *float64 {
	if !s.data().HasScores() {
		return nil
	}
	return float(p)
}
