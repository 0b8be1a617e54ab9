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
	return &Stability{stability}, nil
}

// Stability is how often a path survives small changes of the scores.
type Stability struct{ s graph.Stability }

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
func (s *Stability) Note() Sentence { return sentence("stability.note", "trials", s.s.Trials) }
