package graph_test

import (
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// TestConnectsAt holds that roles are connected at that threshold and not a millionth above it.
func TestConnectsAt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := drawGraph(rt, 7)
		from, to := rapid.IntRange(0, g.Len()-1).Draw(rt, "from"), rapid.IntRange(0, g.Len()-1).Draw(rt, "to")
		threshold, ok, err := g.ConnectsAt(t.Context(), []int{from}, []int{to})
		if err != nil {
			rt.Fatal(err)
		}
		connected := func(at graph.Similarity) bool {
			spec := g.Dataset().Spec()
			spec.Threshold, spec.TopK = at, 0
			d, err := graph.NewDataset(spec)
			if err != nil {
				rt.Fatal(err)
			}
			built, err := graph.Build(t.Context(), d)
			if err != nil {
				rt.Fatal(err)
			}
			for _, c := range built.Components() {
				has := map[int]bool{}
				for _, role := range c {
					has[role] = true
				}
				if has[from] {
					return has[to]
				}
			}
			return false
		}
		if from == to {
			return
		}
		if ok != connected(-graph.SimilarityScale) {
			rt.Fatalf("connected at some threshold: %v", ok)
		}
		if ok && !connected(threshold) {
			rt.Fatalf("not connected at %v", threshold)
		}
		if ok && threshold < graph.SimilarityScale && connected(threshold+1) {
			rt.Fatalf("connected above %v", threshold)
		}
	})
}

// TestAdviceOfRealTables pins what is recommended for tables whose figures are known.
func TestAdviceOfRealTables(t *testing.T) {
	for _, table := range []struct {
		manifest        string
		least, most     graph.Similarity
		edgesPerRoleMin int
	}{{"jobtag.manifest.json", 850_000, 930_000, 4}, {"onet-skills.manifest.json", 880_000, 960_000, 4}} {
		d := public(t, table.manifest).Dataset()
		advice, err := graph.AdviseThreshold(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !advice.Whole || advice.Threshold < table.least || advice.Threshold > table.most || advice.Edges < table.edgesPerRoleMin*len(d.Roles())/2 || advice.StepsApart < 1.5 {
			t.Errorf("%s: %+v", table.manifest, advice)
		}
	}
}
