package data_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// akin lists the jobs between which practising people of one family change without learning another trade: each pair once.
var akin = map[string]string{
	"ANALYST":    "ANALYST RESEARCHER TESTER",
	"BUILDER":    "BUILDER OPERATOR",
	"CONTROL":    "CONTROL LIAISON PLANNER",
	"DESIGNER":   "DESIGNER BUILDER DEVELOPER PLANNER",
	"DEVELOPER":  "DEVELOPER TESTER",
	"LIAISON":    "LIAISON PLANNER",
	"OPERATOR":   "OPERATOR SUPPORT",
	"PLANNER":    "PLANNER",
	"RESEARCHER": "RESEARCHER",
	"SUPPORT":    "SUPPORT",
	"TEACHER":    "TEACHER",
	"TESTER":     "TESTER",
}

// akinAcross lists those of the pairs of different jobs that also hold from one family to another.
var akinAcross = map[string]string{
	"ANALYST":  "RESEARCHER TESTER",
	"BUILDER":  "OPERATOR",
	"DESIGNER": "BUILDER",
	"OPERATOR": "SUPPORT",
}

// apart are families whose work resembles that of many others by its form alone: only listed moves lead into them.
var apart = []string{"CONSULT", "EA", "EDU", "PRESALES"}

// bridges are those of them that nobody passes through on the way to a third family.
var bridges = []string{"EDU", "PRESALES"}

const (
	steepStart = 16 // points that a lead's post may lie above a colleague who takes it at once: two comfortable climbs
	steepClimb = 24 // points beyond which nobody is told to take a step: three comfortable climbs
	above      = 8  // points that a path may lead above both ends: a comfortable climb
	below      = 4  // points that it may lead below both ends, where what is lost has to be won back: half of that
)

// usual says which steps people who know the jobs would call usual, by rules that know nothing of scores but totals:
// moves.csv lists them, or they lead from an executive to an executive, from a colleague to a lead that is not far
// above, or between akin jobs of one family, or of two families between whose practising roles moves.csv lists a move.
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
	case k.practises(u) && k.practises(v) && a.family == b.family:
		return paired(akin, k.job[u], k.job[v])
	case k.practises(u) && k.practises(v):
		return k.joins[[2]string{a.family, b.family}] && !slices.Contains(apart, a.family) && !slices.Contains(apart, b.family) &&
			(k.job[u] == k.job[v] || paired(akinAcross, k.job[u], k.job[v]))
	default:
		return a.family == b.family && abs(a.total-b.total) <= steepStart
	}
}

func paired(table map[string]string, a, b string) bool {
	return slices.Contains(strings.Fields(table[a]), b) || slices.Contains(strings.Fields(table[b]), a)
}

// doubts are the kinds of fault that readers found in paths, in the order in which they are counted.
var doubts = []string{
	"a step that is not usual",
	"a lead's post between",
	"an executive between",
	"training or presales between",
	"the family is left",
	"more than 8 points above both ends",
	"more than 4 points below both ends",
	"a climb of more than 24 points at once",
	"a skill that rises by four levels at once",
	"more than six steps",
}

// doubt says which kinds of fault a path has. Leads and executives may stand on the way of those who start or end as such.
func (k *usual) doubt(path []int) []bool {
	b := k.b
	has := make([]bool, len(doubts))
	start, goal := path[0], path[len(path)-1]
	executives := k.executive(start) || k.executive(goal)
	low, high := min(b.roles[start].total, b.roles[goal].total), max(b.roles[start].total, b.roles[goal].total)
	third := func(v int) bool {
		return b.roles[v].family != b.roles[start].family && b.roles[v].family != b.roles[goal].family
	}
	bridge := func(v int) bool { return slices.Contains(bridges, b.roles[v].family) }
	for i, v := range path[1:] {
		u := path[i]
		has[0] = has[0] || !k.step(u, v)
		has[7] = has[7] || b.roles[v].total-b.roles[u].total > steepClimb
		for s, level := range b.roles[v].levels {
			has[8] = has[8] || level-b.roles[u].levels[s] >= 4
		}
		if v == goal {
			break
		}
		has[1] = has[1] || k.leads[v] && !executives && (third(v) || !k.leads[start] && !k.leads[goal])
		has[2] = has[2] || k.executive(v) && !executives
		has[3] = has[3] || bridge(v) && !bridge(start) && !bridge(goal)
		has[4] = has[4] || third(v) && b.roles[start].family == b.roles[goal].family && b.rises(path)
		has[5] = has[5] || b.roles[v].total-high > above
		has[6] = has[6] || low-b.roles[v].total > below
	}
	has[9] = len(path) > 7
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
	for kind, most := range []int{5, 25, 30} {
		if 100*p.doubtful[kind] > most*p.paths[kind] {
			t.Errorf("%d of %d paths of kind %d are doubtful, want at most %d %%", p.doubtful[kind], p.paths[kind], kind, most)
		}
	}
}
