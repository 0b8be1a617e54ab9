package data_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// akin lists the jobs between which practising people change without learning another trade: each pair once.
var akin = map[string]string{
	"ANALYST":    "ANALYST RESEARCHER TESTER",
	"BUILDER":    "BUILDER OPERATOR",
	"CONTROL":    "CONTROL LIAISON PLANNER",
	"DESIGNER":   "DESIGNER BUILDER DEVELOPER PLANNER",
	"DEVELOPER":  "DEVELOPER TESTER",
	"LIAISON":    "LIAISON PLANNER",
	"OPERATOR":   "OPERATOR RESEARCHER SUPPORT",
	"PLANNER":    "PLANNER",
	"RESEARCHER": "RESEARCHER",
	"SUPPORT":    "SUPPORT",
	"TEACHER":    "TEACHER",
	"TESTER":     "TESTER",
}

// steepStart is how far, in points, a lead's post may lie above a colleague who takes it at once: two comfortable climbs.
const steepStart = 16

// steepClimb is the climb, in points, beyond which nobody is told to take a step: three comfortable climbs.
const steepClimb = 24

// usual says which steps people who know the jobs would call usual, by rules that know nothing of scores but totals:
// moves.csv lists them, or they lead from an executive to an executive, from a colleague to a lead that is not far
// above, or between akin jobs of one family or of two families between whose practising roles moves.csv lists a move.
type usual struct {
	b     *bundle
	job   []string
	leads []bool
	moves map[[2]int]bool
	joins map[[2]string]bool // families with a move between practising roles
}

func readUsual(t *testing.T, b *bundle) *usual {
	t.Helper()
	k := &usual{b, make([]string, len(b.roles)), make([]bool, len(b.roles)), map[[2]int]bool{}, map[[2]string]bool{}}
	for _, row := range readSource(t, "role-profiles.csv") {
		i := b.index[row[0]+"-"+row[1]]
		k.job[i], k.leads[i] = row[2], row[3] != ""
	}
	for _, row := range readSource(t, "moves.csv") {
		for code := range strings.FieldsSeq(row[1]) {
			u, v := b.index[row[0]], b.index[code]
			k.moves[[2]int{u, v}], k.moves[[2]int{v, u}] = true, true
			if k.practises(u) && k.practises(v) {
				f, g := b.roles[u].family, b.roles[v].family
				k.joins[[2]string{f, g}], k.joins[[2]string{g, f}] = true, true
			}
		}
	}
	return k
}

func readSource(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("source/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func (k *usual) executive(v int) bool { return k.b.roles[v].family == "MGMT" }

func (k *usual) practises(v int) bool { return !k.leads[v] && !k.executive(v) }

func (k *usual) step(u, v int) bool {
	a, b := k.b.roles[u], k.b.roles[v]
	switch {
	case k.moves[[2]int{u, v}]:
		return true
	case k.executive(u) && k.executive(v):
		return true
	case k.practises(u) && k.practises(v):
		related := slices.Contains(strings.Fields(akin[k.job[u]]), k.job[v]) || slices.Contains(strings.Fields(akin[k.job[v]]), k.job[u])
		return related && (a.family == b.family || k.joins[[2]string{a.family, b.family}])
	default:
		return a.family == b.family && abs(a.total-b.total) <= steepStart
	}
}

// doubts are the kinds of fault that readers found in paths, in the order in which they are counted.
var doubts = []string{
	"a step that is not usual",
	"a lead of a third family between",
	"an executive between",
	"more than c above both ends",
	"more than c below both ends",
	"a skill that rises by four levels at once",
	"a climb of more than 24 points at once",
	"more than six steps",
}

// doubt says which kinds of fault a path has.
func (k *usual) doubt(path []int) []bool {
	b := k.b
	has := make([]bool, len(doubts))
	start, goal := path[0], path[len(path)-1]
	executives := k.executive(start) || k.executive(goal)
	low, high := min(b.roles[start].total, b.roles[goal].total), max(b.roles[start].total, b.roles[goal].total)
	for i, v := range path[1:] {
		u := path[i]
		has[0] = has[0] || !k.step(u, v)
		has[6] = has[6] || b.roles[v].total-b.roles[u].total > steepClimb
		for s, level := range b.roles[v].levels {
			has[5] = has[5] || level-b.roles[u].levels[s] >= 4
		}
		if v == goal {
			break
		}
		r := b.roles[v]
		third := r.family != b.roles[start].family && r.family != b.roles[goal].family
		has[1] = has[1] || !executives && k.leads[v] && third
		has[2] = has[2] || !executives && k.executive(v)
		has[3] = has[3] || float64(r.total-high) > b.manifest.ComfortableClimb
		has[4] = has[4] || float64(low-r.total) > b.manifest.ComfortableClimb
	}
	has[7] = len(path) > 7
	return has
}

// plausibility counts, for each kind of question, the default paths, those with each kind of fault, and those with any.
type plausibility struct {
	paths, doubtful [3]int
	doubts          [3][]int
}

func (k *usual) plausibility() plausibility {
	var p plausibility
	for i := range p.doubts {
		p.doubts[i] = make([]int, len(doubts))
	}
	for _, path := range k.b.paths() {
		start, goal := k.b.roles[path[0]], k.b.roles[path[len(path)-1]]
		kind := 0
		switch {
		case start.total == goal.total:
			continue
		case start.total > goal.total:
			kind = 2
		case start.family != goal.family:
			kind = 1
		}
		p.paths[kind]++
		has := k.doubt(path)
		if slices.Contains(has, true) {
			p.doubtful[kind]++
		}
		for i, h := range has {
			if h {
				p.doubts[kind][i]++
			}
		}
	}
	return p
}

// TestPathsArePlausible bounds the share of default paths that have a fault of the kinds that readers name.
func TestPathsArePlausible(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	p := readUsual(t, load(t)).plausibility()
	shares := func(counts [3]int) string {
		var cells []string
		for kind, n := range counts {
			cells = append(cells, fmt.Sprintf("%.1f %%", 100*float64(n)/float64(p.paths[kind])))
		}
		return strings.Join(cells, ", ")
	}
	lines := []string{"any of these | " + shares(p.doubtful)}
	for i, doubt := range doubts {
		lines = append(lines, doubt+" | "+shares([3]int{p.doubts[0][i], p.doubts[1][i], p.doubts[2][i]}))
	}
	for _, line := range lines {
		if !strings.Contains(string(text), line) {
			t.Errorf("README.md lacks: %s", line)
		}
	}
	for kind, most := range []int{5, 20, 20} {
		if 100*p.doubtful[kind] > most*p.paths[kind] {
			t.Errorf("%d of %d paths of kind %d are doubtful, want at most %d %%", p.doubtful[kind], p.paths[kind], kind, most)
		}
	}
}
