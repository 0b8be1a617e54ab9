package httpapi_test

import (
	"os"
	"path/filepath"
	"testing"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/loader"
)

// TestRealTables serves public tables that are not part of the project, where they are at hand.
func TestRealTables(t *testing.T) {
	if _, err := os.Stat("../../../shared/data"); err != nil {
		t.Skipf("shared data is absent: %v", err)
	}
	for _, table := range []string{"jobtag", "onet-skills"} {
		t.Run(table, func(t *testing.T) {
			d, _, err := loader.Load(t.Context(), filepath.Join("..", "..", "examples", "tables", table+".manifest.json"), loader.Options{Root: filepath.Join("..", "..", "..")})
			if err != nil {
				t.Fatal(err)
			}
			e, err := build(d)
			if err != nil {
				t.Fatal(err)
			}
			s := serve(t, serving.NewLive(e), httpapi.Options{})
			type found struct {
				Typename    string
				Explanation struct{ En string }
				Path        struct {
					Totals struct {
						Steps         int
						SteepestClimb float64
					}
				}
			}
			var got struct {
				Low, High struct{ Nodes []struct{ ID, Code string } }
			}
			s.must(`{low: roles(orderBy: TOTAL_ASC, first: 3) {nodes {id code}} high: roles(orderBy: TOTAL_DESC, first: 3) {nodes {id code}}}`, nil, &got)
			for i := range 3 {
				var answer struct{ Gentle, Fewest found }
				s.must(`query($from: String!, $to: String!) {
					gentle: path(input: {from: {role: $from}, to: {role: $to}}) {...P}
					fewest: path(input: {from: {role: $from}, to: {role: $to}, objective: FEWEST_STEPS}) {...P}
				}
				fragment P on PathResult {typename: __typename ... on PathFound {path {totals {steps steepestClimb}}} ... on NoPath {explanation {en}}}`,
					map[string]any{"from": got.Low.Nodes[i].ID, "to": got.High.Nodes[i].Code}, &answer)
				gentle, fewest := answer.Gentle, answer.Fewest
				if gentle.Typename != fewest.Typename || gentle.Typename == "UnknownRole" {
					t.Fatalf("got %+v", answer)
				}
				if gentle.Typename == "PathFound" && (gentle.Path.Totals.Steps < fewest.Path.Totals.Steps || fewest.Path.Totals.Steps == 0) {
					t.Errorf("got %+v", answer)
				}
				t.Logf("%s to %s: gentle %+v, fewest %+v %s", got.Low.Nodes[i].Code, got.High.Nodes[i].Code, gentle.Path.Totals, fewest.Path.Totals, gentle.Explanation.En)
			}
		})
	}
}
