package answer

import (
	"time"

	"noboru/graph"
	"noboru/internal/serving"
)

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

func (d Dataset) ApproximateBy() *string {
	if method := d.data().ApproximateBy(); method != "" {
		return &method
	}
	return nil
}

func (d Dataset) MaxScore() *float64 {
	if m := d.data().MaxScore(); m > 0 {
		return float(m)
	}
	return nil
}

// ExampleQuestion is the GraphQL type of that name.
type ExampleQuestion struct{ From, To Role }

// Example is null where the dataset has no roles to make one of.
func (d Dataset) Example() *ExampleQuestion {
	from, to, ok := d.snapshot.Graph.Example()
	if !ok {
		return nil
	}
	s := Stamped{Snapshot: d.snapshot}
	return &ExampleQuestion{From: Role{s, from}, To: Role{s, to}}
}
