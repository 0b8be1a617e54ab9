package graph_test

import (
	"testing"

	"noboru/graph"
)

// TestAdviceOfRealTables pins what is recommended for tables whose figures are known.
func TestAdviceOfRealTables(t *testing.T) {
	for _, table := range []struct {
		manifest        string
		least, most     graph.Similarity // of the threshold that does without topK
		edgesPerRoleMin int
	}{{"jobtag.manifest.json", 850_000, 930_000, 4}, {"onet-skills.manifest.json", 880_000, 960_000, 4}} {
		d := public(t, table.manifest).Dataset()
		advice, err := graph.AdviseThreshold(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !advice.Whole || advice.TopK != 0 || advice.Threshold < table.least || advice.Threshold > table.most || advice.Edges < table.edgesPerRoleMin*len(d.Roles())/2 || advice.StepsApart < 1.5 {
			t.Errorf("%s: %+v", table.manifest, advice)
		}
		best, err := graph.Advise(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if best.TopK != 20 || best.Threshold != 0 || !best.Whole || best.Isolated != 0 || best.Largest != len(d.Roles()) {
			t.Errorf("%s: %+v", table.manifest, best)
		}
	}
}

// TestAdviceForFewRoles holds that a handful of roles, of which twenty neighbours would be all, gets a
// threshold, and that some dozens get a sixth of them as neighbours.
func TestAdviceForFewRoles(t *testing.T) {
	for _, n := range []int{5, 11, 12, 41, 200} {
		spec := graph.Spec{Name: "made-up", Measure: graph.Pearson, Threshold: 900_000, Languages: []string{"en"}}
		for k := range 4 {
			code := string(rune('a' + k))
			spec.Skills = append(spec.Skills, graph.Skill{ID: "skill-" + code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}})
		}
		for i := range n {
			code := string(rune('A'+i/26)) + string(rune('A'+i%26))
			role := graph.Role{ID: "role-" + code, Code: code, Name: graph.Name{Text: graph.Text{En: code}}}
			for k := range spec.Skills {
				role.Scores = append(role.Scores, graph.Points((i*i*(k+3)+7*k)%8*1000))
			}
			spec.Roles = append(spec.Roles, role)
		}
		d, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		advice, err := graph.Advise(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		want := min(20, n/6)
		if n < 12 {
			want = 0
		}
		if advice.TopK != want {
			t.Errorf("%d roles: %+v, want topK %d", n, advice, want)
		}
		spec.Threshold, spec.TopK = advice.Threshold, advice.TopK
		if d, err = graph.NewDataset(spec); err != nil {
			t.Fatal(err)
		}
		g, err := graph.Build(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		if largest := len(g.Components()[0]); largest != advice.Largest {
			t.Errorf("%d roles: %d are joined, the advice says %d", n, largest, advice.Largest)
		}
	}
}
