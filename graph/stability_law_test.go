package graph_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"noboru/graph"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

// alike is Pearson or cosine in floating point, by gonum; ok is false where it is undefined.
func alike(m graph.Measure, x, y []float64) (r float64, ok bool) {
	if m == graph.Pearson {
		r = stat.Correlation(x, y, nil)
		return r, !math.IsNaN(r) && stat.PopVariance(x, nil) > 0 && stat.PopVariance(y, nil) > 0
	}
	dot, xx, yy := 0.0, 0.0, 0.0
	for i := range x {
		dot, xx, yy = dot+x[i]*y[i], xx+x[i]*x[i], yy+y[i]*y[i]
	}
	return dot / math.Sqrt(xx*yy), xx > 0 && yy > 0
}

// loss is by how much noise of a variance lowers a row's similarities.
func loss(m graph.Measure, x []float64, noise float64) float64 {
	spread := stat.PopVariance(x, nil)
	if m == graph.Cosine {
		spread = stat.MomentAbout(2, x, 0, nil)
	}
	return math.Sqrt(spread / (spread + noise))
}

// keeps is the weakest edge that a role keeps under topK: -2 where it has fewer than K.
func keeps(g *graph.Graph, role int) float64 {
	var all []float64
	for other := range g.Len() {
		if s, ok := g.Similarity(role, other); ok && other != role && s >= g.Dataset().Threshold() {
			all = append(all, s.Float())
		}
	}
	if k := g.Dataset().TopK(); len(all) >= k {
		slices.Sort(all)
		return all[len(all)-k]
	}
	return -2
}

// Stability agrees with a judge that moves the rows itself and asks gonum for the correlations.
func TestStabilityIsThatOfMovedRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		d := g.Dataset()
		if d.Measure() == graph.PearsonStandardized || !d.HasScores() {
			t.Skip("deviations are held; given correlations do not move")
		}
		q := drawQuestion(t, g)
		q.Limits = graph.Limits{}
		if q.Profile == nil {
			q.From = []int{rapid.IntRange(0, g.Len()-1).Draw(t, "start")}
		} else if g.Flat(q.Profile) || d.TopK() > 0 {
			t.Skip("drawn by another rule")
		}
		p := graph.NewPlanner(g)
		path, found, err := p.Path(t.Context(), q)
		if err != nil || !found {
			t.Skip("no path")
		}
		var rows [][]float64
		if q.Profile != nil {
			var row []float64
			for s := range d.Skills() {
				x, _ := q.Profile.Level(s)
				row = append(row, x.Float())
			}
			rows = append(rows, row)
		}
		fractions := false
		for role := range d.Roles() {
			for _, x := range floats(d, role) {
				fractions = fractions || x != math.Trunc(x)
			}
		}
		for _, role := range path.Roles {
			rows = append(rows, floats(d, role))
		}
		seed := rapid.Uint64().Draw(t, "seed")
		random := rand.New(rand.NewPCG(seed, 0))
		const trials = 6
		got, err := p.Stability(t.Context(), path, q.Profile, trials, seed)
		if err != nil {
			t.Fatal(err)
		}
		noise, kind := .25, graph.WholeLevels
		move := func() float64 { return []float64{-1, 0, 0, 0, 0, 0, 0, 1}[random.IntN(8)] }
		if fractions {
			noise, kind = .04, graph.Fractions
			move = func() float64 { return math.Round(random.NormFloat64()*200) / 1000 }
		}
		survived, steps := 0, make([]int, len(path.Steps))
		for range trials {
			moved := make([][]float64, len(rows))
			for i, row := range rows {
				for _, x := range row {
					moved[i] = append(moved[i], min(max(x+move(), 0), 4))
				}
			}
			all := true
			for i, step := range path.Steps {
				need := d.Threshold().Float()
				if d.TopK() > 0 {
					need = max(need, min(keeps(g, step.From), keeps(g, step.To)))
				}
				r, ok := alike(d.Measure(), moved[i], moved[i+1])
				r = math.Round(r*1e6) / 1e6
				if ok && r >= need*loss(d.Measure(), rows[i], noise)*loss(d.Measure(), rows[i+1], noise) {
					steps[i]++
				} else {
					all = false
				}
			}
			if all {
				survived++
			}
		}
		if got.Survived != survived || !slices.Equal(got.Steps, steps) || got.Noise != kind {
			t.Fatalf("got %+v, want %d and %v", got, survived, steps)
		}
	})
}

// Without a step the best path is the best of all that do not take it.
func TestWhatStandsInForAStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		if rapid.IntRange(0, 3).Draw(t, "limits") > 0 { // which leave few questions a path
			q.Limits = graph.Limits{FamilyChange: q.FamilyChange, Demotions: q.Demotions}
		}
		p := graph.NewPlanner(g)
		path, found, err := p.Path(t.Context(), q)
		if err != nil || !found || len(path.Steps) == 0 {
			t.Skip("no step")
		}
		step := path.Steps[rapid.IntRange(0, len(path.Steps)-1).Draw(t, "step")]
		got, found, err := p.Without(t.Context(), q, step)
		if err != nil {
			t.Fatal(err)
		}
		all := slices.DeleteFunc(everyPath(g, q), func(e enumerated) bool {
			return slices.ContainsFunc(e.steps, func(s graph.Step) bool { return s.From == step.From && s.To == step.To })
		})
		if found != (len(all) > 0) || found && !slices.Equal(got.Roles, all[0].roles) {
			t.Fatalf("found %v %v, want %v", found, got.Roles, all)
		}
	})
}

// A path is beaten where enumeration finds one that is better in steps or steepest climb and no worse
// in the other.
func TestBeatenPathsAreNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		q := drawQuestion(t, g)
		p := graph.NewPlanner(g)
		path, found, err := p.Path(t.Context(), q)
		if err != nil || !found {
			t.Skip("no path")
		}
		var want *enumerated
		for _, e := range everyPath(g, q) {
			steps, climb := len(e.steps)-len(path.Steps), steepest(e, q.ClimbBy)-path.SteepestClimb(q.ClimbBy)
			if steps > 0 || climb > 0 || steps == 0 && climb == 0 {
				continue
			}
			if want == nil || len(e.steps) < len(want.steps) || len(e.steps) == len(want.steps) && steepest(e, q.ClimbBy) < steepest(*want, q.ClimbBy) {
				want = &e
			}
		}
		got, found, err := p.Beaten(t.Context(), q, path)
		if err != nil || found != (want != nil) || found && !slices.Equal(got.Roles, want.roles) {
			t.Fatalf("%v is beaten by %v (%v), %v; want %v", path.Roles, got.Roles, found, err, want)
		}
	})
}

// The threshold that would connect two roles is the largest at which a graph built anew has a path.
func TestTheConnectingThreshold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 6)
		d := g.Dataset()
		q := drawQuestion(t, g)
		q.Limits = graph.Limits{}
		if q.Profile != nil && (d.TopK() > 0 || g.Flat(q.Profile)) {
			t.Skip("drawn by another rule")
		}
		answer, err := graph.NewPlanner(g).WhyNoPath(t.Context(), q)
		if err != nil {
			t.Skip(err)
		}
		if answer.Blockage != graph.Disconnected {
			t.Fatalf("no limits, and yet %v", answer.Blockage)
		}
		connecting, err := graph.NewPlanner(g).Connecting(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		var want *graph.Similarity
		try := func(s graph.Similarity) {
			if want != nil && s <= *want {
				return
			}
			spec := d.Spec()
			spec.Threshold = s
			lower, err := graph.NewDataset(spec)
			if err != nil {
				t.Fatal(err)
			}
			built, err := graph.Build(t.Context(), lower)
			if err != nil {
				t.Fatal(err)
			}
			ask := q
			if q.Profile != nil {
				var levels []graph.Level
				for s := range d.Skills() {
					x, _ := q.Profile.Level(s)
					levels = append(levels, graph.Level{Skill: s, Score: x})
				}
				if ask.Profile, err = graph.NewProfile(lower, levels, ""); err != nil {
					t.Fatal(err)
				}
			}
			if len(everyPath(built, ask)) > 0 {
				want = &s
			}
		}
		for a := range g.Len() {
			for b := range a {
				if s, ok := g.Similarity(a, b); ok {
					try(s)
				}
			}
			if q.Profile != nil {
				if c := g.CompareProfile(q.Profile, a); c.Known {
					try(c.Similarity)
				}
			}
		}
		if (want == nil) != (connecting == nil) || want != nil && *want != *connecting {
			t.Fatalf("connecting at %v, want %v", connecting, want)
		}
	})
}
