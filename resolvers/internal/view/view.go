// Package view holds the Go types behind the GraphQL types: a domain value together with the
// snapshot that it belongs to, so that whatever a query asks of it next comes from the same
// version. GraphQL fields are bound to fields and methods by name; see gqlgen.yml.
package view

import (
	"time"

	"noboru/graph"
	"noboru/internal/serving"
)

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

// Dataset is the GraphQL type of that name.
type Dataset struct{ snapshot *serving.Snapshot }

// NewDataset shows a snapshot.
func NewDataset(e *serving.Snapshot) Dataset { return Dataset{e} }

func (d Dataset) data() *graph.Dataset { return d.snapshot.Dataset() }

func (d Dataset) Name() string           { return d.data().Name() }
func (d Dataset) Title() Text            { return Text{d.data().Title()} }
func (d Dataset) Version() string        { return string(d.data().Version()) }
func (d Dataset) Illustrative() bool     { return d.data().Illustrative() }
func (d Dataset) Notice() Text           { return Text{d.data().Notice()} }
func (d Dataset) Measure() graph.Measure { return d.data().Measure() }
func (d Dataset) Threshold() float64     { return d.data().Threshold().Float() }
func (d Dataset) LargestTotal() float64  { return d.data().LargestTotal().Float() }
func (d Dataset) HasScores() bool        { return d.data().HasScores() }
func (d Dataset) RoleCount() int         { return len(d.data().Roles()) }
func (d Dataset) SkillCount() int        { return len(d.data().Skills()) }
func (d Dataset) FamilyCount() int       { return len(d.data().Families()) }
func (d Dataset) EdgeCount() int         { return d.snapshot.Graph.EdgeCount() }
func (d Dataset) ComponentCount() int    { return len(d.snapshot.Graph.Components()) }
func (d Dataset) LoadedAt() time.Time    { return d.snapshot.LoadedAt.UTC().Truncate(time.Second) }

func (d Dataset) ComfortableClimb() float64 { return d.data().ComfortableClimb().Float() }

// LevelMeaning is the GraphQL type of that name.
type LevelMeaning struct{ level graph.LevelMeaning }

func (l LevelMeaning) Score() float64 { return l.level.Score.Float() }
func (l LevelMeaning) Meaning() Text  { return Text{l.level.Meaning} }

// Levels is never null, even where the dataset does not explain its scores.
func (d Dataset) Levels() []LevelMeaning {
	levels := []LevelMeaning{}
	for _, l := range d.data().Levels() {
		levels = append(levels, LevelMeaning{l})
	}
	return levels
}

// Languages is never null, even where it is empty.
func (d Dataset) Languages() []string { return append([]string{}, d.data().Languages()...) }

func (d Dataset) TopK() *int {
	if k := d.data().TopK(); k > 0 {
		return &k
	}
	return nil
}

func (d Dataset) MaxScore() *float64 {
	if m := d.data().MaxScore(); m > 0 {
		return float(m)
	}
	return nil
}

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
