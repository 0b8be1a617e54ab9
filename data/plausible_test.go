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

// apart are families, and roles, whose work resembles that of many others by its form alone: only listed moves lead into them.
var apart = []string{"CONSULT", "EA", "EDU", "PRESALES", "EMBED-DRIVER", "SEC-PHYSICAL"}

// bridges are families, and a role, that nobody passes through on the way to a third family: training, awareness and presales.
var bridges = []string{"EDU", "PRESALES", "SEC-AWARENESS"}

// trades are the roles that teach, sell, advise on, design, audit or answer for security: nobody enters them from another
// family, or passes through them, who has not practised it.
var trades = []string{"AUDIT-SECURITY-AUDITOR", "CONSULT-SECURITY", "EA-SECURITY", "EDU-SECURITY-INSTRUCTOR", "MGMT-CISO", "PRESALES-SECURITY"}

// practice names the families, and the roles of others, in which security is practised; and the roles of those families in which it is not.
var (
	practice    = []string{"ASSESS", "CSIRT", "CYBER", "IR", "SEC", "SOC", "CLOUD-SECURITY", "EMBED-PRODUCT-SECURITY", "ITRISK-ASSESSOR", "NET-POLICY", "WEB-SECURE-TEST"}
	unpractised = []string{"SEC-AWARENESS", "SEC-PHYSICAL"}
)

const (
	steepStart = 16 // points that a lead's post may lie above a colleague who takes it at once: two comfortable climbs
	steepClimb = 24 // points beyond which nobody is told to take a step: three comfortable climbs
	above      = 8  // points that a path may lead above both ends: a comfortable climb
	below      = 4  // points that it may lead below both ends, where what is lost has to be won back: half of that
)

// usual says which steps people who know the jobs would call usual, by rules that know nothing of scores but totals:
// moves.csv lists them, or they lead from a colleague to the next lead that is not far above, or between akin jobs of one
// family (but not into a security trade), or of two families between whose practising roles moves.csv lists a move.
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

// practisesSecurity says whether a role's holder works on security itself, or has come to teach, sell, advise on, design or audit it.
func practisesSecurity(r role) bool {
	return (slices.Contains(practice, r.family) || slices.Contains(practice, r.code) || slices.Contains(trades, r.code)) &&
		!slices.Contains(unpractised, r.code)
}

func (k *usual) step(u, v int) bool {
	a, b := k.b.roles[u], k.b.roles[v]
	switch {
	case k.moves[[2]int{u, v}]:
		return true
	case k.executive(u) && k.executive(v):
		return false
	case a.family == b.family && (slices.Contains(trades, a.code) || slices.Contains(trades, b.code)) && k.practises(u) && k.practises(v):
		return false
	case k.practises(u) && k.practises(v) && a.family == b.family:
		return paired(akin, k.job[u], k.job[v])
	case k.practises(u) && k.practises(v):
		return k.joins[[2]string{a.family, b.family}] && !standsApart(a) && !standsApart(b) &&
			(k.job[u] == k.job[v] || paired(akinAcross, k.job[u], k.job[v]))
	default:
		return a.family == b.family && abs(a.total-b.total) <= steepStart && !k.skips(u, v)
	}
}

// skips says whether a colleague who becomes a lead at once passes over another lead of the family, who stands between.
func (k *usual) skips(u, v int) bool {
	a, b := k.b.roles[u], k.b.roles[v]
	return k.practises(u) && k.leads[v] && a.total < b.total && slices.ContainsFunc(k.b.familyOf(b.family), func(r role) bool {
		return k.leads[k.b.index[r.code]] && a.total <= r.total && r.total < b.total
	})
}

func standsApart(r role) bool {
	return slices.Contains(apart, r.family) || slices.Contains(apart, r.code)
}

// direct says whether u -> v would do without a post between: a listed move or a usual one of the family, and no more than a
// comfortable climb.
func (k *usual) direct(u, v int) bool {
	a, b := k.b.roles[u], k.b.roles[v]
	return b.total-a.total <= above && (k.moves[[2]int{u, v}] || a.family == b.family && k.step(u, v))
}

func paired(table map[string]string, a, b string) bool {
	return slices.Contains(strings.Fields(table[a]), b) || slices.Contains(strings.Fields(table[b]), a)
}

// doubts are the kinds of fault that readers found in paths, in the order in which they are counted.
var doubts = []string{
	"a step that is not usual",
	"a lead's post between",
	"an executive between",
	"training, awareness or presales between",
	"the family is left",
	"more than 8 points above both ends",
	"more than 4 points below both ends",
	"a climb of more than 24 points at once",
	"a skill that rises by four levels at once",
	"more than six steps",
	"three other families between",
	"a post between where a direct move would do",
	"leads' posts twice before a colleague's",
	"a falling path that climbs more than 8 points in all",
	"a security trade without security practice",
}

// doubt says which kinds of fault a path has. Leads may stand on the way of those who start or end as leads or
// executives, executives only on the way of executives.
func (k *usual) doubt(path []int) []bool {
	b := k.b
	has := make([]bool, len(doubts))
	start, goal := path[0], path[len(path)-1]
	executives := k.executive(start) || k.executive(goal)
	low, high := min(b.roles[start].total, b.roles[goal].total), max(b.roles[start].total, b.roles[goal].total)
	third := func(v int) bool {
		return b.roles[v].family != b.roles[start].family && b.roles[v].family != b.roles[goal].family
	}
	bridge := func(v int) bool {
		return slices.Contains(bridges, b.roles[v].family) || slices.Contains(bridges, b.roles[v].code)
	}
	leads, climbed, practised := 0, 0, false
	others := map[string]bool{}
	for i, u := range path[:len(path)-1] {
		if third(u) {
			others[b.roles[u].family] = true
		}
		for _, v := range path[min(i+2, len(path)):] {
			has[11] = has[11] || k.direct(u, v)
		}
		if k.leads[u] {
			leads++
		}
	}
	for i, v := range path[1:] {
		u := path[i]
		practised = practised || practisesSecurity(b.roles[u])
		if slices.Contains(trades, b.roles[v].code) && b.roles[v].family != b.roles[start].family {
			has[14] = has[14] || !practised
		}
		has[0] = has[0] || !k.step(u, v)
		climbed += max(0, b.roles[v].total-b.roles[u].total)
		has[7] = has[7] || b.roles[v].total-b.roles[u].total > steepClimb
		for s, level := range b.roles[v].levels {
			has[8] = has[8] || level-b.roles[u].levels[s] >= 4
		}
		if v == goal {
			break
		}
		has[1] = has[1] || k.leads[v] && !executives && (third(v) || !k.leads[start] && !k.leads[goal])
		has[2] = has[2] || k.executive(v) && !k.executive(start)
		has[3] = has[3] || bridge(v) && third(v) && !bridge(start) && !bridge(goal)
		has[4] = has[4] || third(v) && b.roles[start].family == b.roles[goal].family
		has[5] = has[5] || b.roles[v].total-high > above
		has[6] = has[6] || low-b.roles[v].total > below
	}
	has[9] = len(path) > 7
	has[10] = len(others) > 2
	has[12] = leads > 1 && k.practises(goal)
	has[13] = b.roles[start].total > b.roles[goal].total && climbed > above
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
	for kind, most := range []int{6, 27, 27} {
		if 100*p.doubtful[kind] > most*p.paths[kind] {
			t.Errorf("%d of %d paths of kind %d are doubtful, want at most %d %%", p.doubtful[kind], p.paths[kind], kind, most)
		}
	}
}
