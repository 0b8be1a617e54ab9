package graph

import (
	"context"
	"errors"
	"fmt"
)

// MaxAlternatives is the largest number of alternatives that may be asked for.
const MaxAlternatives = 10

// MaxCandidates is how many paths and beginnings of paths are examined for alternatives of limited overlap before the
// answer says that it is incomplete.
const MaxCandidates = 5000

// fewCandidates is how many of them are paths in order of cost, before those that differ are searched for: most often these
// do. It is at least MaxAlternatives, so that all paths of no steps are among them.
const fewCandidates = 64

// Alternatives returns the k best loopless paths of a question in order of cost, ties by role
// codes. No paths means that there is none.
//
// Within a leg they are enumerated within a bound (see kBest). Where that would take too long, through via roles and with maxOverlap,
// the method is Yen's (1971) in Lawler's partition (1972): the best path of a set of paths splits
// the rest of the set into disjoint sets, each fixed by a prefix and the next states that are
// forbidden after it. One guide, which knows what is left to the goal, serves every set: most often the
// best continuation can be read off it, and where it would run into the prefix an A* search
// led by it finds it (compare Kurz and Mutzel 2016).
//
// With maxOverlap, walking that exact order, a path is taken if the share of its directed steps
// that it has in common with any path taken before is at most maxOverlap. This greedy choice is
// the one that Chondrogiannis et al. (2015) call k shortest paths with limited overlap: each path
// is the cheapest that differs enough from the better ones, which does not make the set as a whole
// the cheapest possible. What cannot differ enough any more is passed over (see overlap), and where the first paths in order
// do not do, those that differ are searched for (see differing). That is NP-hard, so after MaxCandidates the answer says
// that it is incomplete.
//
// The error is an *InputError or the context's.
func (p *Planner) Alternatives(ctx context.Context, q Question, k int, maxOverlap *float64) (Alternatives, error) {
	if k < 1 || k > MaxAlternatives {
		return Alternatives{}, Invalid("k", k, "between", "least", 1, "most", MaxAlternatives)
	}
	if maxOverlap != nil && !(*maxOverlap >= 0 && *maxOverlap <= 1) {
		return Alternatives{}, Invalid("maxOverlap", *maxOverlap, "between", "least", 0, "most", 1)
	}
	q, err := p.g.check(q)
	if err != nil {
		return Alternatives{}, err
	}
	answer, err := p.alternatives(ctx, p.space(&q), k, maxOverlap)
	if err != nil {
		return Alternatives{}, fmt.Errorf("searching alternatives: %w", err)
	}
	return answer, nil
}

// AlternativesAmong are Alternatives for which no more than so many candidates are examined, at most MaxCandidates.
func (p *Planner) AlternativesAmong(ctx context.Context, q Question, k int, maxOverlap *float64, candidates int) (Alternatives, error) {
	most := p.effort.candidates
	p.effort.candidates = min(most, candidates)
	defer func() { p.effort.candidates = most }()
	return p.Alternatives(ctx, q, k, maxOverlap)
}

// alternatives goes through the methods: most often the step limit does not bind, and weights fit in one number.
func (p *Planner) alternatives(ctx context.Context, s *space, k int, maxOverlap *float64) (Alternatives, error) {
	free, err := p.looseSteps(ctx, s)
	if err != nil {
		return Alternatives{}, err
	}
	if free && p.good.serves(s) {
		if maxOverlap == nil || *maxOverlap == 1 {
			err := p.kBest.search(ctx, s, k, p.mostLooks())
			if err == nil {
				return p.kBest.answer(), nil
			}
			if !errors.Is(err, errTooHeavy) && !errors.Is(err, errTooManyWays) {
				return Alternatives{}, err
			}
		}
		answer, err := p.take(ctx, s, &p.good, k, maxOverlap)
		if !errors.Is(err, errTooHeavy) && !errors.Is(err, errTooLong) {
			return answer, err
		}
	}
	if s.limitsSteps() {
		return p.take(ctx, s, &p.steps, k, maxOverlap)
	}
	return p.take(ctx, s, &p.tree, k, maxOverlap)
}

// mostLooks is how many arcs the search for all paths at once may look at before it gives up.
func (p *Planner) mostLooks() int { return min(p.effort.looks, 8*len(p.g.targets)) }

// looseSteps reports whether there may be twice as many steps as a path needs, so that the limit hardly ever binds.
func (p *Planner) looseSteps(ctx context.Context, s *space) (bool, error) {
	if !s.limitsSteps() {
		return true, nil
	}
	shortest, err := p.free(ctx, s.under(fewestSteps))
	return len(shortest) > 0 && 2*(len(shortest)-1) <= s.maxSteps, err
}

// errTooLong says that most paths have more steps than there may be, so that the limit is to be part of the search.
var errTooLong = errors.New("most paths are too long")

// take takes the first k paths in order that differ enough. A guide that knows no limit on steps gives paths that are
// too long: as soon as these are more than the others, or the best is nearly so, the error is errTooLong.
func (p *Planner) take(ctx context.Context, s *space, g guide, k int, maxOverlap *float64) (answer Alternatives, err error) {
	if err := g.begin(ctx, s); err != nil {
		return Alternatives{}, err
	}
	order := p.inOrder(s, g, maxOverlap)
	overlap := order.overlap
	tooLong, blind := 0, s.limitsSteps() && g != guide(&p.steps)
	answer.Complete = true
	for len(answer.Paths) < k {
		if answer.Examined >= p.effort.candidates {
			answer.Complete = false
			break
		}
		if answer.Examined == p.effort.few && overlap.limits && g == guide(&p.good) && !s.limitsSteps() {
			err := p.takeDiffering(ctx, s, overlap, k, &answer)
			if !errors.Is(err, errTooHeavy) && !errors.Is(err, errTooManyWays) {
				return answer, err
			}
		}
		states, err := order.next(ctx)
		if err != nil {
			return Alternatives{}, err
		}
		if states == nil {
			break
		}
		if steps := len(states) - 1; steps > s.maxSteps || blind && answer.Examined == 0 && steps > s.maxSteps*3/4 {
			if tooLong++; tooLong > answer.Examined {
				return Alternatives{}, errTooLong
			}
			continue
		}
		answer.Examined++
		if overlap.differs(states) {
			overlap.take(states)
			answer.Paths = append(answer.Paths, s.path(states))
		}
	}
	return answer, nil
}

// takeDiffering takes paths until there are k, each the first in order that differs enough from those taken. What is looked
// at may make three quarters of the candidates; the rest is left for the walk in order.
func (p *Planner) takeDiffering(ctx context.Context, s *space, overlap *overlap, k int, answer *Alternatives) error {
	p.differ.begin(&p.good, overlap, p.effort.candidates*3/4)
	for len(answer.Paths) < k {
		states, err := p.differ.next(ctx)
		if err != nil {
			answer.Examined += p.differ.looked
			return err
		}
		if states == nil {
			break
		}
		overlap.take(states)
		answer.Paths = append(answer.Paths, s.path(states))
	}
	answer.Examined += p.differ.looked
	return nil
}
