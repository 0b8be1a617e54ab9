package docs_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/loader"
)

var quoted = regexp.MustCompile("`([^`]+)`")

// testModel holds the table of the model to what is stored: every label, type and property, and
// none that does not exist.
func (a *analyst) testModel(t *testing.T, g *guide) {
	want := map[string]map[string]bool{}
	for _, row := range g.find(t, "model", "").cells() {
		on := quoted.FindStringSubmatch(row[0])[1]
		if want[on] == nil {
			want[on] = map[string]bool{}
		}
		for _, m := range quoted.FindAllStringSubmatch(row[1], -1) {
			want[on][m[1]] = true
		}
	}

	delete(want["Dataset"], "loading") // there only while a load shows

	// Together these have everything that can be stored.
	standardized := variant(t, "analysts-standardized")
	standardized.Measure = graph.PearsonStandardized
	standardized.SkillGroups[0].Name.Kana = "ア"
	approximate := variant(t, "analysts-approximate")
	approximate.ApproximateBy = "neo4j-vector"
	mine := map[string]any{"mine": []string{
		testkit.Bundled(t).Name(), a.save(t, standardized).Name(), a.save(t, given("analysts-given")).Name(), a.save(t, approximate).Name(),
	}}
	got := map[string]map[string]bool{}
	for _, query := range []string{
		"MATCH (n:Dataset|Role|Skill|SkillGroup|Family) WHERE coalesce(n.dataset, n.name) IN $mine UNWIND labels(n) AS l UNWIND keys(n) AS k RETURN DISTINCT l, k",
		"MATCH (n)-[r]->() WHERE n.dataset IN $mine UNWIND keys(r) + [''] AS k RETURN DISTINCT type(r), k",
	} {
		for _, r := range a.ask(t, query, mine) {
			on, property := r.Values[0].(string), r.Values[1].(string)
			if strings.HasPrefix(on, "Noboru") || on == "SecurityRoles" || strings.HasPrefix(on, "Analysts") {
				continue
			}
			if got[on] == nil {
				got[on] = map[string]bool{}
			}
			if property != "" {
				got[on][property] = true
			}
		}
	}
	for _, on := range slices.Sorted(maps.Keys(got)) {
		if !maps.Equal(got[on], want[on]) {
			t.Errorf("%s: stored %q, the guide has %q", on, slices.Sorted(maps.Keys(got[on])), slices.Sorted(maps.Keys(want[on])))
		}
	}
	if len(got) != len(want) {
		t.Errorf("stored %q, the guide has %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}

	text := strings.Join(g.lines, "\n")
	for _, r := range a.ask(t, "MATCH (n) WHERE coalesce(n.dataset, n.name) IN $mine UNWIND labels(n) AS l RETURN DISTINCT l", mine) {
		label, _, _ := strings.Cut(r.Values[0].(string), "_")
		if strings.HasPrefix(label, "Noboru") && label != "NoboruVector" {
			label = "Noboru"
		}
		if !strings.Contains(text, "`"+label) && !strings.Contains(text, ":"+label+")") && !strings.HasPrefix(label, "Analysts") {
			t.Errorf("the guide does not mention the label %s", r.Values[0])
		}
	}
}

// given is a small dataset of given correlations, one of which is no edge.
func given(name string) graph.Spec {
	ids := loader.NewIDs(name)
	return graph.Spec{
		Name: name, Measure: graph.Given, Threshold: 800_000,
		Roles: []graph.Role{
			{ID: ids.Role("A"), Code: "A", Name: graph.Name{Text: graph.Text{En: "A"}}, Total: 10_000},
			{ID: ids.Role("B"), Code: "B", Name: graph.Name{Text: graph.Text{En: "B"}}, Total: 12_000},
			{ID: ids.Role("C"), Code: "C", Name: graph.Name{Text: graph.Text{En: "C"}}, Total: 15_000},
		},
		Pairs: []graph.Pair{{A: "A", B: "B", Similarity: 900_000}, {A: "B", B: "C", Similarity: 500_000}},
	}
}

// near is a role and how closely it resembles a score row.
type near struct {
	role        string
	correlation float64
}

// nearest are all roles to which a row has a similarity, by the engine, most similar first.
func nearest(t *testing.T, d *graph.Dataset, scores []graph.Points) (all []near) {
	t.Helper()
	spec := d.Spec()
	spec.Threshold, spec.TopK = -graph.SimilarityScale, 0 // so that every pair is an edge
	wide, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), wide)
	if err != nil {
		t.Fatal(err)
	}
	levels := make([]graph.Level, len(scores))
	for i, s := range scores {
		levels[i] = graph.Level{Skill: i, Score: s}
	}
	profile, err := graph.NewProfile(wide, levels, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range g.ProfileSteps(profile) {
		all = append(all, near{wide.Role(step.To).Code, step.Similarity.Float()})
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(b.correlation, a.correlation) })
	return all
}

// nearest answers a query that returns role and correlation.
func (a *analyst) nearest(t *testing.T, query string, d *graph.Dataset, scores []graph.Points, k int) (rows []near) {
	t.Helper()
	points := make([]float64, len(scores))
	for i, s := range scores {
		points[i] = s.Float()
	}
	for _, r := range a.ask(t, query, map[string]any{"dataset": d.Name(), "scores": points, "k": k, "candidates": len(d.Roles()), "check": false}) {
		role, _ := r.Get("role")
		correlation, _ := r.Get("correlation")
		rows = append(rows, near{role.(string), correlation.(float64)})
	}
	return rows
}

// rows are some score rows to ask about: those of some roles, each one level off in one skill.
func rows(d *graph.Dataset) (rows [][]graph.Points) {
	for i := 0; i < len(d.Roles()); i += 16 {
		row := slices.Clone(d.Role(i).Scores)
		if s := &row[i%len(row)]; *s > 0 {
			*s -= graph.PointsScale
		}
		rows = append(rows, row)
	}
	return rows
}

// testExact compares the exact way to the nearest roles with the engine: every role, to the last
// digit, in order.
func (a *analyst) testExact(t *testing.T, g *guide) {
	statement := g.find(t, "cypher", "exact").statement()
	cosine := variant(t, "analysts-cosine")
	cosine.Measure, cosine.Threshold = graph.Cosine, 950_000
	for _, d := range []*graph.Dataset{testkit.Bundled(t), a.save(t, cosine)} {
		for _, row := range rows(d) {
			got, want := a.nearest(t, statement, d, row, len(d.Roles())), nearest(t, d, row)
			if len(want) != len(d.Roles()) || !slices.Equal(got, want) {
				t.Fatalf("%s %v:\n  got %v\n want %v", d.Measure(), row, got, want)
			}
		}
	}
}

// testStandardized asks nearest-to-scores with every role as a candidate and compares with the engine
// to five decimals.
func (a *analyst) testStandardized(t *testing.T) {
	query := a.recipe(t, "nearest-to-scores").Query
	spec := variant(t, "analysts-standardized")
	spec.Measure = graph.PearsonStandardized
	d := a.save(t, spec)
	for _, row := range rows(d) {
		const k = 20
		got, want := a.nearest(t, query, d, row, k), nearest(t, d, row)[:k]
		if len(got) != k {
			t.Fatalf("%d rows, want %d", len(got), k)
		}
		for i := range got {
			if math.Abs(got[i].correlation-want[i].correlation) > 1e-5 {
				t.Fatalf("%v:\n  got %v\n want %v", row, got, want)
			}
		}
	}
}

// testSwap holds that the guide's statement tells whether there was a swap between two readings.
func (a *analyst) testSwap(t *testing.T, g *guide) {
	statement := g.find(t, "cypher", "stamp").statement()
	spec := given("analysts-swap")
	stamp := func(title string) (values []string) {
		spec.Title.En = title
		a.save(t, spec)
		for _, v := range a.ask(t, statement, map[string]any{"dataset": spec.Name})[0].Values {
			values = append(values, fmt.Sprint(v))
		}
		return values
	}
	first, again, second, back := stamp("one"), stamp("one"), stamp("two"), stamp("one")
	if !slices.Equal(first, again) {
		t.Errorf("loading the same again: %v became %v", first, again)
	}
	if first[0] == second[0] || first[0] != back[0] || first[1] == back[1] {
		t.Errorf("out and back: %v, %v, %v", first, second, back)
	}
}
