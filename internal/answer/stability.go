package answer

import (
	"context"

	"noboru/graph"
)

// Stability is refused with a *graph.InputError where the dataset has no scores.
func (p Path) Stability(ctx context.Context, trials, seed int32) (*Stability, error) {
	if seed < 0 {
		return nil, graph.Invalid("seed", seed, "at-least", "least", 0)
	}
	var stability graph.Stability
	err := p.question.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		stability, err = planner.Stability(ctx, p.path, p.question.Profile, int(trials), uint64(seed))
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Stability{stability, p}, nil
}

// Stability is how often a path survives small changes of the scores.
type Stability struct {
	s    graph.Stability
	path Path
}

func (s *Stability) Noise() graph.Noise { return s.s.Noise }

// Weakest is the step that survived least often.
func (s *Stability) Weakest() *WeakestStep {
	at := s.s.Weakest()
	if at == graph.NoIndex {
		return nil
	}
	return &WeakestStep{Step: s.path.Steps()[at], Share: s.share(s.s.Steps[at])}
}

// WeakestStep is the step of a path that survives least often.
type WeakestStep struct {
	Step  Step
	Share float64
}

// StandIn is the best path that does without the step.
func (w *WeakestStep) StandIn(ctx context.Context) (*Path, error) {
	var path graph.Path
	var found bool
	q := w.Step.path.question
	err := q.Snapshot.Plan(func(planner *graph.Planner) (err error) {
		path, found, err = planner.Without(ctx, q.Question, w.Step.step)
		return err
	})
	if err != nil || !found {
		return nil, err
	}
	shown := NewPath(q, path)
	return &shown, nil
}

func (s *Stability) Trials() int   { return s.s.Trials }
func (s *Stability) Survived() int { return s.s.Survived }
func (s *Stability) Seed() int     { return int(s.s.Seed) }

func (s *Stability) Share() float64 { return s.share(s.s.Survived) }

func (s *Stability) Steps() []float64 {
	shares := make([]float64, 0, len(s.s.Steps))
	for _, n := range s.s.Steps {
		shares = append(shares, s.share(n))
	}
	return shares
}

func (s *Stability) share(n int) float64 { return float64(n) / float64(max(1, s.s.Trials)) }

// Note says how to read it.
func (s *Stability) Note() Sentence {
	if s.s.Noise == graph.WholeLevels {
		return sentence("stability.whole-levels", "trials", s.s.Trials)
	}
	return sentence("stability.fractions", "trials", s.s.Trials)
}
