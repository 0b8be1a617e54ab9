package graph_test

import (
	"testing"

	"noboru/graph"
)

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
