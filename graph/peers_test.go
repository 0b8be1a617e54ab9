package graph_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"noboru/graph"

	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/stat"
)

// gonumGraph is the same graph for gonum, weighted by what one objective adds up first; under
// GENTLEST a demotion weighs so much on top.
func gonumGraph(g *graph.Graph, objective graph.Objective, demotion float64) *simple.WeightedDirectedGraph {
	d := g.Dataset()
	c := float64(d.ComfortableClimb())
	w := simple.NewWeightedDirectedGraph(0, 0)
	for i := range g.Len() {
		w.AddNode(simple.Node(i))
	}
	for i := range g.Len() {
		for s := range g.Edges(i) {
			weight := 1.0
			switch objective {
			case graph.Shortest:
				weight = float64(s.Distance())
			case graph.Gentlest:
				weight = c*c + float64(s.Climb)*float64(s.Climb)
				if from, to := d.Role(s.From).Family, d.Role(s.To).Family; from != to && from != "" && to != "" {
					weight += c * c
				}
				if float64(s.Drop) > c {
					weight += demotion
				}
			}
			w.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(s.From), T: simple.Node(s.To), W: weight})
		}
	}
	return w
}

// On graphs too large to enumerate, gonum's Dijkstra is the judge of each objective's first
// component.
func TestPathCostsAreGonums(t *testing.T) {
	for name, g := range map[string]*graph.Graph{"bundled": bundled(t), "made up": build(t, madeUp(t, 600))} {
		for _, objective := range graph.Objectives {
			t.Run(name+"/"+string(objective), func(t *testing.T) {
				// Heavier than any path, and light enough for sums to be exact in a float64.
				const demotion = 1 << 43
				flat, rising := gonumGraph(g, objective, 0), gonumGraph(g, objective, demotion)
				p := graph.NewPlanner(g)
				random := rand.New(rand.NewPCG(3, 3))
				for range 40 {
					from := random.IntN(g.Len())
					level, upward := path.DijkstraFrom(simple.Node(from), flat), path.DijkstraFrom(simple.Node(from), rising)
					for range 25 {
						to := random.IntN(g.Len())
						got, found, err := p.Path(t.Context(), graph.Question{From: []int{from}, To: []int{to}, Objective: objective})
						if err != nil {
							t.Fatal(err)
						}
						shortest := level
						if g.Dataset().Role(from).Total < g.Dataset().Role(to).Total {
							shortest = upward
						}
						nodes, want := shortest.To(int64(to))
						if found != (len(nodes) > 0) {
							t.Fatalf("%d to %d: found %v, gonum %v", from, to, found, nodes)
						}
						if cost := first(got.Cost, objective, demotion); found && cost != want {
							t.Fatalf("%d to %d: cost %v, gonum %v", from, to, cost, want)
						}
					}
				}
			})
		}
	}
}

func first(c graph.Cost, o graph.Objective, demotion float64) float64 {
	switch o {
	case graph.FewestSteps:
		return float64(c.Steps)
	case graph.Shortest:
		return float64(c.Distance)
	default:
		return float64(c.Demotions)*demotion + float64(c.Climbing)
	}
}

// Correlations are those of gonum's stat, up to its rounding.
func TestCorrelationsAreGonums(t *testing.T) {
	g := bundled(t)
	d := g.Dataset()
	for a := range g.Len() {
		for b := range a {
			got, ok := g.Similarity(a, b)
			if want := stat.Correlation(floats(d, a), floats(d, b), nil); !ok || got.Float()-want > 6e-7 || want-got.Float() > 6e-7 {
				t.Fatalf("%s, %s: %v, gonum %v", d.Role(a).Code, d.Role(b).Code, got, want)
			}
		}
	}
}

func floats(d *graph.Dataset, role int) []float64 {
	var row []float64
	for _, x := range d.Role(role).Scores {
		row = append(row, x.Float())
	}
	return row
}

// Yen's algorithm in gonum and the engine agree on the costs of the k best paths.
func TestAlternativesAreGonums(t *testing.T) {
	g := bundled(t)
	w := gonumGraph(g, graph.Gentlest, 0)
	p := graph.NewPlanner(g)
	random := rand.New(rand.NewPCG(4, 4))
	for range 40 {
		from, to := random.IntN(g.Len()), random.IntN(g.Len())
		if from == to {
			continue
		}
		got, err := p.Alternatives(t.Context(), graph.Question{From: []int{from}, To: []int{to}, Limits: graph.Limits{Demotions: graph.AllowDemotions}}, 5, nil)
		if err != nil {
			t.Fatal(err)
		}
		var want, costs []int64
		for _, nodes := range path.YenKShortestPaths(w, 5, math.Inf(1), simple.Node(from), simple.Node(to)) {
			sum := 0.0
			for i := 1; i < len(nodes); i++ {
				weight, _ := w.Weight(nodes[i-1].ID(), nodes[i].ID())
				sum += weight
			}
			want = append(want, int64(sum))
		}
		for _, a := range got.Paths {
			costs = append(costs, a.Cost.Climbing)
		}
		if !slices.Equal(costs, want) {
			t.Fatalf("%d to %d: %v, gonum %v", from, to, costs, want)
		}
	}
}

// TestBothEndsAgreeWithOne sets the search from both ends beside the one from the goal alone, ties
// included, on larger graphs with many of them.
func TestBothEndsAgreeWithOne(t *testing.T) {
	for _, g := range []*graph.Graph{bundled(t), build(t, madeUp(t, 400))} {
		both, one := graph.NewPlanner(g), graph.NewPlanner(g)
		for from := range g.Len() {
			to := (from*53 + 11) % g.Len()
			for _, objective := range graph.Objectives {
				agree(t, both, one, graph.Question{From: []int{from}, To: []int{to}, Objective: objective})
			}
		}
	}
}
