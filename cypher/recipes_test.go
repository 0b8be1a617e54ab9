package cypher_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"noboru/graph"
	"noboru/internal/testkit"
)

// near says that single precision tells no difference.
func near(a, b float64) bool { return math.Abs(a-b) <= 2e-5 }

// same compares two tables, row by row.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n  got %s\n want %s", what, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
	}
}

// TestRecipes compares every recipe that is not about paths with the engine, on the bundled dataset.
func TestRecipes(t *testing.T) {
	a := newAnalyst(t)
	g := a.save(t, testkit.Bundled(t))
	for _, c := range []struct {
		recipe string
		test   func(*analyst, *testing.T, *graph.Graph)
	}{
		{"datasets", (*analyst).testDatasets},
		{"correlation-map", (*analyst).testMap},
		{"skill-gaps", (*analyst).testSkillGaps},
		{"nearest-to-scores", (*analyst).testNearest},
		{"search-text", (*analyst).testSearch},
		{"family-matrix", (*analyst).testFamilyMatrix},
		{"family-skills", (*analyst).testFamilySkills},
		{"totals-by-family", (*analyst).testTotals},
		{"entry-roles", (*analyst).testEntryRoles},
		{"bridges", (*analyst).testBridges},
		{"communities", (*analyst).testCommunities},
		{"changes", (*analyst).testChanges},
		{"fewest-steps-many", (*analyst).testMany},
		{"all-pairs", (*analyst).testAllPairs},
		{"what-if-threshold", (*analyst).testThresholds},
		{"picture", (*analyst).testPicture},
	} {
		t.Run(c.recipe, func(t *testing.T) {
			a.need(t, c.recipe)
			c.test(a, t, g)
		})
	}
}

func (a *analyst) testDatasets(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	for _, r := range a.ask(t, "datasets") {
		if r.text("dataset") == d.Name() {
			got := fmt.Sprint(r.text("version"), r.text("measure"), r.number("threshold"), r.int("topK"), r.number("comfortableClimb"), r.int("roles"), r.int("skills"), r.int("families"), r.int("edges"), r["illustrative"])
			want := fmt.Sprint(d.Version().Short(), string(d.Measure()), d.Threshold().Float(), d.TopK(), d.ComfortableClimb().Float(), len(d.Roles()), len(d.Skills()), len(d.Families()), g.EdgeCount(), d.Illustrative())
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			return
		}
	}
	t.Errorf("%s is not listed", d.Name())
}

func (a *analyst) testMap(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	for role := range d.Roles() {
		var got, want []string
		for _, r := range a.ask(t, "correlation-map", "role", d.Role(role).Code) {
			got = append(got, fmt.Sprint(r.text("role"), r.number("correlation"), r.number("total"), r.number("climb"), r.number("drop"), r.number("skillGap")))
		}
		steps := slices.Collect(g.Edges(role))
		slices.SortStableFunc(steps, func(x, y graph.Step) int { return cmp.Compare(y.Similarity, x.Similarity) })
		want = append(want, fmt.Sprint(d.Role(role).Code, 1.0, d.Role(role).Total.Float(), 0.0, 0.0, 0.0))
		for _, s := range steps {
			to := d.Role(s.To)
			want = append(want, fmt.Sprint(to.Code, s.Similarity.Float(), to.Total.Float(), s.Climb.Float(), s.Drop.Float(), s.Gap.Float()))
		}
		same(t, d.Role(role).Code, got, want)
	}
}

func (a *analyst) testSkillGaps(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	for _, pair := range draw(g, 30, 3) {
		c := g.Compare(pair[0], pair[1])
		gaps := slices.DeleteFunc(slices.Clone(c.Skills), func(s graph.SkillComparison) bool { return s.To <= s.From })
		slices.SortStableFunc(gaps, func(x, y graph.SkillComparison) int { return cmp.Compare(y.To-y.From, x.To-x.From) })
		var got, want []string
		sum := 0.0
		for _, r := range a.ask(t, "skill-gaps", "from", d.Role(pair[0]).Code, "to", d.Role(pair[1]).Code) {
			got = append(got, fmt.Sprint(r.text("skill"), r.number("from"), r.number("to")))
			sum += r.number("gap")
		}
		for _, s := range gaps {
			want = append(want, fmt.Sprint(d.Skills()[s.Skill].Code, s.From.Float(), s.To.Float()))
		}
		same(t, fmt.Sprint(pair), got, want)
		if !near(sum, c.Gap.Float()) {
			t.Errorf("%v: gaps add up to %v, want %v", pair, sum, c.Gap)
		}
	}
}

// testNearest asks under every measure that has vectors: the vectors differ, and so does the recipe's
// way to prepare a row.
func (a *analyst) testNearest(t *testing.T, bundledGraph *graph.Graph) {
	for _, measure := range graph.ScoreMeasures() {
		spec := bundledGraph.Dataset().Spec()
		if measure != spec.Measure {
			spec = renamed(spec, "nearest-"+strings.ToLower(strings.ReplaceAll(string(measure), "_", "-")))
			spec.Measure = measure
		}
		d, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		g := a.save(t, d)
		const k = 7
		for from := 0; from < g.Len(); from += 9 {
			scores := make([]any, 0, len(d.Skills()))
			for _, v := range d.Role(from).Scores {
				scores = append(scores, v.Float())
			}
			var want []float64
			of := map[string]float64{}
			for role := range d.Roles() {
				if s, ok := g.Similarity(from, role); ok {
					want = append(want, s.Float())
					of[d.Role(role).Code] = s.Float()
				}
			}
			slices.SortFunc(want, func(x, y float64) int { return cmp.Compare(y, x) })
			rows := a.ask(t, "nearest-to-scores", "dataset", d.Name(), "scores", scores, "k", k)
			if len(rows) != k {
				t.Fatalf("%s: %d rows", measure, len(rows))
			}
			// The index may miss one; what it finds is ranked exactly, and the recall is told.
			found := 0
			for i, r := range rows {
				got := r.number("correlation")
				if !near(got, of[r.text("role")]) || i > 0 && got > rows[i-1].number("correlation") {
					t.Errorf("%s, near %s: place %d has %s with %v; the engine says %v", measure, d.Role(from).Code, i+1, r.text("role"), got, of[r.text("role")])
				}
				if got >= want[k-1]-2e-5 {
					found++
				}
			}
			if recall := rows[0].number("recall"); recall > float64(found)/k+1e-9 || recall == 1 && !near(rows[k-1].number("correlation"), want[k-1]) {
				t.Errorf("%s, near %s: recall %v, but %d of %d are among the nearest", measure, d.Role(from).Code, recall, found, k)
			}
		}
	}
}

// renamed is the dataset under another name, with ids of its own.
func renamed(spec graph.Spec, name string) graph.Spec {
	spec.Name = name
	spec.Roles, spec.Skills = slices.Clone(spec.Roles), slices.Clone(spec.Skills)
	spec.SkillGroups, spec.Families = slices.Clone(spec.SkillGroups), slices.Clone(spec.Families)
	for i := range spec.Roles {
		spec.Roles[i].ID = name + spec.Roles[i].ID
	}
	for i := range spec.Skills {
		spec.Skills[i].ID = name + spec.Skills[i].ID
	}
	for i := range spec.SkillGroups {
		spec.SkillGroups[i].ID = name + spec.SkillGroups[i].ID
	}
	for i := range spec.Families {
		spec.Families[i].ID = name + spec.Families[i].ID
	}
	return spec
}

func (a *analyst) testSearch(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	for role := 0; role < g.Len(); role += 7 {
		for _, name := range []string{d.Role(role).Name.Ja, d.Role(role).Name.En, d.Role(role).Name.Kana} {
			rows := a.ask(t, "search-text", "words", `"`+name+`"`)
			if len(rows) == 0 || !slices.ContainsFunc(rows, func(r row) bool { return r.text("role") == d.Role(role).Code }) {
				t.Errorf("%q does not find %s: %v", name, d.Role(role).Code, rows)
			}
		}
	}
	// A kanji word, its reading in either kana, and an English word form find the same role.
	for _, words := range []string{"監視", "かんし", "カンシ", "monitor"} {
		if rows := a.ask(t, "search-text", "words", words, "limit", 50); !slices.ContainsFunc(rows, func(r row) bool { return r.text("role") == "CYBER-MONITORING" }) {
			t.Errorf("%q does not find CYBER-MONITORING: %v", words, rows)
		}
	}
	if rows := a.ask(t, "search-text", "words", "nothinglikeit"); len(rows) > 0 {
		t.Errorf("found %v", rows)
	}
}

func (a *analyst) testFamilyMatrix(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	type cell struct {
		sum          float64
		pairs, edges int
	}
	want := map[string]*cell{}
	for x := range g.Len() {
		for y := x + 1; y < g.Len(); y++ {
			s, ok := g.Similarity(x, y)
			if !ok {
				continue
			}
			families := []string{d.Role(x).Family, d.Role(y).Family}
			slices.Sort(families)
			key := strings.Join(families, " ")
			if want[key] == nil {
				want[key] = &cell{}
			}
			want[key].sum += s.Float()
			want[key].pairs++
			if _, joined := g.Edge(x, y); joined {
				want[key].edges++
			}
		}
	}
	rows := a.ask(t, "family-matrix")
	if len(rows) != len(want) {
		t.Errorf("%d cells, want %d", len(rows), len(want))
	}
	for _, r := range rows {
		key := r.text("family") + " " + r.text("other")
		w := want[key]
		if w == nil || r.int("pairs") != w.pairs || r.int("edges") != w.edges || !near(r.number("correlation"), w.sum/float64(w.pairs)) {
			t.Errorf("%s: got %v, want %+v", key, r, w)
		}
	}
}

func (a *analyst) testFamilySkills(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	means := func(family string) (mean, low, high []float64) {
		f, _ := d.FamilyByCode(family)
		roles := d.RolesOf(f)
		for k := range d.Skills() {
			sum, least, most := 0.0, math.Inf(1), math.Inf(-1)
			for _, r := range roles {
				v := d.Role(r).Scores[k].Float()
				sum, least, most = sum+v, min(least, v), max(most, v)
			}
			mean, low, high = append(mean, sum/float64(len(roles))), append(low, least), append(high, most)
		}
		return mean, low, high
	}
	for _, pair := range [][2]string{{"SOC", "MGMT"}, {"CSIRT", "NET"}, {"APP", "AUDIT"}} {
		if _, ok := d.FamilyByCode(pair[1]); !ok {
			continue
		}
		mean, low, high := means(pair[0])
		other, otherLow, otherHigh := means(pair[1])
		last := math.Inf(1)
		rows := a.ask(t, "family-skills", "family", pair[0], "other", pair[1])
		if len(rows) != len(d.Skills()) {
			t.Fatalf("%v: %d rows", pair, len(rows))
		}
		for _, r := range rows {
			k, _ := d.SkillByCode(r.text("skill"))
			difference := mean[k] - other[k]
			apart := low[k] > otherHigh[k] || otherLow[k] > high[k]
			if math.Abs(r.number("difference")-difference) > 1e-3 || r["apart"] != apart || math.Abs(difference) > last+1e-9 {
				t.Errorf("%v: got %v, want difference %v, apart %v, in order", pair, r, difference, apart)
			}
			last = math.Abs(difference)
		}
	}
}

func (a *analyst) testTotals(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	rows := a.ask(t, "totals-by-family")
	if len(rows) != len(d.Families()) {
		t.Errorf("%d families, want %d", len(rows), len(d.Families()))
	}
	for _, r := range rows {
		f, ok := d.FamilyByCode(r.text("family"))
		if !ok {
			t.Fatalf("no family %s", r.text("family"))
		}
		var totals []float64
		for _, role := range d.RolesOf(f) {
			totals = append(totals, d.Role(role).Total.Float())
		}
		slices.Sort(totals)
		sum := 0.0
		for _, v := range totals {
			sum += v
		}
		n := len(totals)
		median := totals[(n-1)/2] // the lower of two, as in the family map
		if r.int("roles") != n || r.number("lowest") != totals[0] || r.number("highest") != totals[n-1] || r.number("median") != median || math.Abs(r.number("mean")-sum/float64(n)) > 0.01 {
			t.Errorf("got %v, want totals %v", r, totals)
		}
	}
}

func (a *analyst) testEntryRoles(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	var got, want []string
	for _, r := range a.ask(t, "entry-roles") {
		got = append(got, fmt.Sprint(r.text("role"), r.int("neighbours"), r.int("onward")))
	}
	entries := []int{}
	onward := map[int]int{}
	for role := range d.Roles() {
		entry := true
		for s := range g.Edges(role) {
			entry = entry && s.Drop == 0
			if s.Climb > 0 {
				onward[role]++
			}
		}
		if entry {
			entries = append(entries, role)
		}
	}
	slices.SortStableFunc(entries, func(x, y int) int { return cmp.Compare(d.Role(x).Total, d.Role(y).Total) })
	for _, role := range entries {
		want = append(want, fmt.Sprint(d.Role(role).Code, g.Degree(role), onward[role]))
	}
	same(t, "entry roles", got, want)
	if len(got) == 0 {
		t.Error("nobody enters this graph")
	}
}

// undirected is the graph for gonum, weighted by correlation.
func undirected(g *graph.Graph) *simple.WeightedUndirectedGraph {
	w := simple.NewWeightedUndirectedGraph(0, 0)
	for role := range g.Len() {
		w.AddNode(simple.Node(role))
	}
	for role := range g.Len() {
		for s := range g.Edges(role) {
			w.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(s.From), T: simple.Node(s.To), W: s.Similarity.Float()})
		}
	}
	return w
}

func (a *analyst) testBridges(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	plain := simple.NewUndirectedGraph()
	for role := range g.Len() {
		plain.AddNode(simple.Node(role))
	}
	for role := range g.Len() {
		for s := range g.Edges(role) {
			plain.SetEdge(simple.Edge{F: simple.Node(s.From), T: simple.Node(s.To)})
		}
	}
	want := network.Betweenness(plain)
	rows := a.ask(t, "bridges", "limit", g.Len())
	if len(rows) != g.Len() {
		t.Fatalf("%d rows, want %d", len(rows), g.Len())
	}
	last := math.Inf(1)
	for _, r := range rows {
		role, _ := d.RoleByCode(r.text("role"))
		families := map[string]bool{}
		for s := range g.Edges(role) {
			families[d.Role(s.To).Family] = true
		}
		got := r.number("betweenness")
		// gonum counts a pair from either end.
		if math.Abs(got-want[int64(role)]/2) > 1e-4 || got > last || r.int("neighbours") != g.Degree(role) || r.int("families") != len(families) {
			t.Errorf("got %v, want betweenness %v, %d neighbours, %d families", r, want[int64(role)]/2, g.Degree(role), len(families))
		}
		last = got
	}
}

// testCommunities holds that the communities part the roles, the same every time, and about as well
// as gonum's Louvain does.
func (a *analyst) testCommunities(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	rows := a.ask(t, "communities")
	parts := make([][]gonum.Node, len(rows))
	seen := map[string]bool{}
	for i, r := range rows {
		for _, code := range r.texts("roles") {
			role, ok := d.RoleByCode(code)
			if !ok || seen[code] {
				t.Fatalf("%s is no role, or in two communities", code)
			}
			seen[code] = true
			parts[i] = append(parts[i], simple.Node(role))
		}
		if r.int("size") != len(parts[i]) || i > 0 && len(parts[i]) > len(parts[i-1]) {
			t.Errorf("community %d: %v", i+1, r)
		}
	}
	if len(seen) != g.Len() {
		t.Errorf("%d roles are in communities, want %d", len(seen), g.Len())
	}
	if again := fmt.Sprint(a.ask(t, "communities")); again != fmt.Sprint(rows) {
		t.Error("another answer the second time")
	}
	w := undirected(g)
	got := community.Q(w, parts, 1)
	peer := community.Modularize(w, 1, nil)
	if want := community.Q(w, peer.Communities(), 1); got < 0.95*want {
		t.Errorf("modularity %v, gonum reaches %v", got, want)
	}
}

func (a *analyst) testChanges(t *testing.T, g *graph.Graph) {
	spec := renamed(g.Dataset().Spec(), "changes-after")
	roles := slices.Clone(spec.Roles)
	roles[3].Scores = slices.Clone(roles[3].Scores)
	before := roles[3].Scores[0]
	roles[3].Scores[0] = (before + 3000) % 8000
	roles[5].Name.En += ", renamed"
	renamedRole := roles[5].Code
	spec.Threshold += 10_000
	spec.TopK = 12
	removed := roles[10].Code
	added := roles[11]
	added.Code, added.ID = "NEW-ROLE", "new-role"
	spec.Roles = append(slices.Delete(roles, 10, 11), added)
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	h := a.save(t, d)
	var got []string
	lost, gained, moved := 0, 0, 0
	for _, r := range a.ask(t, "changes", "after", d.Name()) {
		switch r.text("what") {
		case "edge lost":
			lost++
		case "edge gained":
			gained++
		case "correlation changed":
			moved++
		default:
			got = append(got, fmt.Sprint(r.text("what"), " ", r.text("name")))
		}
	}
	changed := g.Dataset().Role(3).Code
	same(t, "changes", got, []string{
		"dataset " + d.Name(), "role removed " + removed, "rule changed threshold", "rule changed topK", "role added NEW-ROLE",
		"total changed " + changed, "text changed " + renamedRole + " nameEn",
		"level changed " + changed + " " + d.Skills()[0].Code,
	})
	edges := func(g *graph.Graph) map[string]graph.Similarity {
		set := map[string]graph.Similarity{}
		for role := range g.Len() {
			for s := range g.Edges(role) {
				if s.From < s.To {
					set[g.Dataset().Role(s.From).Code+" "+g.Dataset().Role(s.To).Code] = s.Similarity
				}
			}
		}
		return set
	}
	old, now := edges(g), edges(h)
	missing := func(of, in map[string]graph.Similarity) (n int) {
		for e := range of {
			if _, ok := in[e]; !ok {
				n++
			}
		}
		return n
	}
	want := 0
	for e, s := range now {
		if was, ok := old[e]; ok && was != s {
			want++
		}
	}
	if moved != want {
		t.Errorf("%d correlations changed, want %d", moved, want)
	}
	if lost != missing(old, now) || gained != missing(now, old) || lost == 0 {
		t.Errorf("%d edges lost and %d gained, want %d and %d", lost, gained, missing(old, now), missing(now, old))
	}
	if rows := a.ask(t, "changes"); len(rows) != 1 {
		t.Errorf("a dataset differs from itself: %v", rows)
	}
}

func (a *analyst) testPicture(t *testing.T, g *graph.Graph) {
	d := g.Dataset()
	check := func(role any, inside func(int) bool) {
		rows := a.ask(t, "picture", "role", role)
		if len(rows) != 1 {
			t.Fatalf("%d rows", len(rows))
		}
		var want []string
		edges := 0
		for i := range d.Roles() {
			if !inside(i) {
				continue
			}
			want = append(want, d.Role(i).Code)
			for s := range g.Edges(i) {
				if s.From < s.To && inside(s.To) {
					edges++
				}
			}
		}
		var got []string
		for _, n := range rows[0]["nodes"].([]any) {
			node := n.(neo4j.Node)
			got = append(got, node.Props["code"].(string))
			i, _ := d.RoleByCode(node.Props["code"].(string))
			if len(node.Labels) != 2 || !slices.Contains(node.Labels, d.Role(i).Family) {
				t.Errorf("%s has labels %v", node.Props["code"], node.Labels)
			}
		}
		same(t, fmt.Sprint(role), got, want)
		if n := len(rows[0]["relationships"].([]any)); n != edges {
			t.Errorf("%v: %d relationships, want %d", role, n, edges)
		}
	}
	base, _ := d.RoleByCode("SOC-OPERATOR")
	check("SOC-OPERATOR", func(i int) bool {
		_, joined := g.Edge(base, i)
		return i == base || joined
	})
	check(nil, func(int) bool { return true })
}
