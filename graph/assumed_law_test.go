package graph_test

import (
	"math"
	"slices"
	"testing"

	"noboru/graph"

	"pgregory.net/rapid"
)

// What is assumed is the fourth lowest of the ten nearest on what is stated, worked out here from the
// definition alone: by counting, not by sorting levels.
func TestUnknownSkillsAreAssumed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t, 14)
		if !d.HasScores() {
			t.Skip("nothing to state")
		}
		levels := drawLevels(t, d)
		unknown := rapid.SampledFrom([]graph.Unknown{"", graph.UnknownAssumed, graph.UnknownStrongest}).Draw(t, "unknown")
		p, err := graph.NewProfile(d, levels, unknown)
		if err != nil {
			t.Skip(err)
		}
		stated := map[int]graph.Points{}
		weakest := graph.Points(math.MaxInt64)
		for _, l := range levels {
			stated[l.Skill] = l.Score
			weakest = min(weakest, l.Score)
		}
		distance := func(role int, of func(skill int) (graph.Points, bool)) (sum int64) {
			for s, x := range d.Role(role).Scores {
				if y, ok := of(s); ok {
					sum += int64(x-y) * int64(x-y)
				}
			}
			return sum
		}
		onStated := func(s int) (graph.Points, bool) { x, ok := stated[s]; return x, ok }
		var near []int
		for role := range d.Roles() {
			closer := 0
			for other := range d.Roles() {
				a, b := distance(other, onStated), distance(role, onStated)
				if a < b || a == b && other < role {
					closer++
				}
			}
			if closer < 10 {
				near = append(near, role)
			}
		}
		rank := int(math.Ceil(.4 * float64(len(near))))
		total := graph.Points(0)
		for s := range d.Skills() {
			level, assumed := p.Level(s)
			total += level
			if want, ok := stated[s]; ok {
				if level != want || assumed {
					t.Fatalf("stated %v, got %v", want, level)
				}
				continue
			}
			// The level such that fewer than rank roles have less, and at least rank no more.
			want := graph.Points(-1)
			for _, role := range near {
				x := d.Role(role).Scores[s]
				less, noMore := 0, 0
				for _, other := range near {
					if y := d.Role(other).Scores[s]; y < x {
						less++
					} else if y == x {
						noMore++
					}
				}
				if less < rank && less+noMore >= rank {
					want = x
				}
			}
			if unknown == graph.UnknownStrongest {
				want = min(want, weakest)
			}
			if level != want || !assumed {
				t.Fatalf("skill %d is assumed %v, want %v of %v", s, level, want, near)
			}
		}
		if p.Total() != total || p.Partial() != (len(stated) < len(d.Skills())) {
			t.Fatalf("total %v, want %v", p.Total(), total)
		}
		whole := func(s int) (graph.Points, bool) { x, _ := p.Level(s); return x, true }
		for role := range d.Roles() {
			a, b := distance(role, whole), distance(p.MostLike(), whole)
			if a < b || a == b && role < p.MostLike() {
				t.Fatalf("most like %d, but %d is nearer", p.MostLike(), role)
			}
		}
	})
}

// A person who states what a role needs is most like that role, or one of the same levels.
func TestWhoeverHoldsARoleIsMostLikeIt(t *testing.T) {
	d := bundled(t).Dataset()
	for role := range d.Roles() {
		p, err := graph.NewProfile(d, levelsOf(d, role), "")
		if err != nil || !slices.Equal(d.Role(p.MostLike()).Scores, d.Role(role).Scores) {
			t.Errorf("%s is most like %s, %v", d.Role(role).Code, d.Role(p.MostLike()).Code, err)
		}
	}
}
