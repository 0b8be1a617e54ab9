package data_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// cost is what GENTLEST minimises, in this order. Totals are whole points, so squares are in 1/10000.
type cost struct{ demotions, gentle, distance, steps int }

var unreached = cost{demotions: math.MaxInt}

func (c cost) compare(d cost) int {
	return cmp.Or(cmp.Compare(c.demotions, d.demotions), cmp.Compare(c.gentle, d.gentle),
		cmp.Compare(c.distance, d.distance), cmp.Compare(c.steps, d.steps))
}

func (c cost) plus(d cost) cost {
	return cost{c.demotions + d.demotions, c.gentle + d.gentle, c.distance + d.distance, c.steps + d.steps}
}

// step returns what the step u -> v costs; demotions count only where the goal lies higher than the start.
func (b *bundle) step(u, v int, rising bool) cost {
	comfortable := int(math.Round(b.manifest.ComfortableClimb * 100))
	up := 100 * (b.roles[v].total - b.roles[u].total)
	c := cost{gentle: comfortable*comfortable + max(0, up)*max(0, up), distance: 1_000_000 - b.r[u][v], steps: 1}
	if b.roles[u].family != b.roles[v].family {
		c.gentle += comfortable * comfortable
	}
	if rising && -up > comfortable {
		c.demotions = 1
	}
	return c
}

// remaining returns the least cost from every role to goal by Dijkstra's method without a heap; inside
// keeps to the goal's family.
func (b *bundle) remaining(goal int, rising, inside bool) []cost {
	least, done := slices.Repeat([]cost{unreached}, len(b.roles)), make([]bool, len(b.roles))
	least[goal] = cost{}
	for {
		v := -1
		for i := range b.roles {
			if !done[i] && least[i] != unreached && (v < 0 || least[i].compare(least[v]) < 0) {
				v = i
			}
		}
		if v < 0 {
			return least
		}
		done[v] = true
		for _, u := range b.near[v] {
			if inside && b.roles[u].family != b.roles[goal].family {
				continue
			}
			if c := least[v].plus(b.step(u, v, rising)); c.compare(least[u]) < 0 {
				least[u] = c
			}
		}
	}
}

// walk goes from start to goal along least, by the smallest code wherever steps are equally good.
func (b *bundle) walk(start, goal int, rising bool, least []cost) []int {
	path := []int{start}
	for u := start; u != goal; u = path[len(path)-1] {
		next := -1
		for _, v := range b.near[u] {
			if least[v] != unreached && least[v].plus(b.step(u, v, rising)) == least[u] &&
				(next < 0 || b.roles[v].code < b.roles[next].code) {
				next = v
			}
		}
		path = append(path, next)
	}
	return path
}

// paths returns the default path of every ordered pair of roles that are joined.
func (b *bundle) paths() [][]int {
	var all [][]int
	for goal := range b.roles {
		rising, falling := b.remaining(goal, true, false), b.remaining(goal, false, false)
		for start, r := range b.roles {
			up, least := r.total < b.roles[goal].total, falling
			if up {
				least = rising
			}
			if start != goal && least[start] != unreached {
				all = append(all, b.walk(start, goal, up, least))
			}
		}
	}
	return all
}

// rises says whether a path ends at a higher total than it starts from.
func (b *bundle) rises(path []int) bool {
	return b.roles[path[len(path)-1]].total > b.roles[path[0]].total
}

// within says whether a path never leaves the family that it starts in.
func (b *bundle) within(path []int) bool {
	return !slices.ContainsFunc(path, func(v int) bool { return b.roles[v].family != b.roles[path[0]].family })
}

func (b *bundle) codes(path []int) string {
	var codes []string
	for _, v := range path {
		codes = append(codes, b.roles[v].code)
	}
	return strings.Join(codes, " -> ")
}

func TestGentlestPathOfTheWorkedExample(t *testing.T) {
	b := load(t)
	start, goal, via := b.index[operator], b.index[analyst], b.index[intel]
	least := b.remaining(goal, true, false)
	got := b.codes(b.walk(start, goal, true, least))
	if want := operator + " -> " + intel + " -> " + analyst; got != want {
		t.Errorf("gentlest path %s, want %s", got, want)
	}
	// Setting out by any other neighbour of the operator costs clearly more.
	for _, v := range b.near[start] {
		if v == via || least[v] == unreached {
			continue
		}
		c := b.step(start, v, true).plus(least[v])
		if c.demotions == least[start].demotions && c.gentle < least[start].gentle+5*10_000 {
			t.Errorf("the path by %s costs only %d more", b.roles[v].code, c.gentle-least[start].gentle)
		}
	}
}

// TestCareersOfTheBooklet holds the order that the booklet's descriptions give: collectors follow
// operators, analysts follow collectors, commanders follow analysts, and the way stays in the family.
func TestCareersOfTheBooklet(t *testing.T) {
	b := load(t)
	for _, ladder := range [][]string{
		{"SOC-OPERATOR", "SOC-INTEL", "SOC-ANALYST"},
		{"CSIRT-INTEL", "CSIRT-ANALYST", "CSIRT-COMMANDER"},
		{"IR-ANALYST", "IR-COMMANDER"},
	} {
		for i, code := range ladder[1:] {
			lower, upper := b.role(t, ladder[i]), b.role(t, code)
			if lower.total >= upper.total {
				t.Errorf("%s totals %d, %s after it %d", lower.code, lower.total, upper.code, upper.total)
			}
			u, v := b.index[lower.code], b.index[upper.code]
			if path := b.walk(u, v, true, b.remaining(v, true, false)); !b.within(path) {
				t.Errorf("the way leaves the family: %s", b.codes(path))
			}
		}
	}
	entry := b.role(t, "CSIRT-INTEL")
	for _, r := range b.familyOf("CSIRT") {
		if r.code != entry.code && r.total <= entry.total {
			t.Errorf("%s totals %d, not more than the entry role's %d", r.code, r.total, entry.total)
		}
	}
}

// TestRisesWithinAFamily asks that who rises within a family mostly can, and mostly is told to, stay in it.
func TestRisesWithinAFamily(t *testing.T) {
	b := load(t)
	rises, possible, answered := 0, 0, 0
	for goal := range b.roles {
		inside, least := b.remaining(goal, true, true), b.remaining(goal, true, false)
		for start, r := range b.roles {
			if r.family != b.roles[goal].family || r.total >= b.roles[goal].total {
				continue
			}
			rises++
			if inside[start] == unreached {
				t.Logf("not possible inside: %s to %s", r.code, b.roles[goal].code)
				continue
			}
			possible++
			if b.within(b.walk(start, goal, true, least)) {
				answered++
			}
		}
	}
	if 100*possible < 95*rises || 100*answered < 85*rises {
		t.Errorf("of %d rises within a family %d are possible inside it and %d answered inside, want 95 %% and 85 %%", rises, possible, answered)
	}
}

// TestRisingPathsHardlyStepDown asks that at most 2 % of rising paths contain a demotion. Those cannot
// be avoided, for GENTLEST avoids what can be.
func TestRisingPathsHardlyStepDown(t *testing.T) {
	b := load(t)
	rising, with := 0, 0
	for _, path := range b.paths() {
		if !b.rises(path) {
			continue
		}
		rising++
		for i := range path[1:] {
			if b.step(path[i], path[i+1], true).demotions > 0 {
				with++
				break
			}
		}
	}
	if 100*with > 2*rising {
		t.Errorf("%d of %d rising paths contain a demotion, want at most 2 %%", with, rising)
	}
}

// TestNoRoleIsInEveryonesWay asks that no role stands between the ends of more than 5 % of all default paths.
func TestNoRoleIsInEveryonesWay(t *testing.T) {
	b := load(t)
	all, passing := b.paths(), make([]int, len(b.roles))
	for _, path := range all {
		for _, v := range path[1 : len(path)-1] {
			passing[v]++
		}
	}
	for v, n := range passing {
		if 100*n > 5*len(all) {
			t.Errorf("%s stands in the middle of %d of %d paths, want at most 5 %%", b.roles[v].code, n, len(all))
		}
	}
}

// shaken returns the levels after noise: whole levels, -1, 0 or +1 with 1/8, 3/4 and 1/8, clipped.
func (b *bundle) shaken(rng *rand.Rand) [][]int {
	rows := make([][]int, len(b.roles))
	for i, r := range b.roles {
		rows[i] = slices.Clone(r.levels)
		for k := range rows[i] {
			noise := []int{-1, 1, 0, 0, 0, 0, 0, 0}[rng.IntN(8)]
			rows[i][k] = min(b.manifest.MaxScore, max(0, rows[i][k]+noise))
		}
	}
	return rows
}

// TestPathsSurviveNoise asks that paths do not hang on single levels: shaken 200 times, a path within a
// family keeps all its steps in at least 4 of 5 trials and a rising path in every other, in the median.
// Noise lowers correlations, so the threshold is lowered by as much as noise lowers them on average.
func TestPathsSurviveNoise(t *testing.T) {
	const trials, variance = 200, 0.25
	b := load(t)
	lowering := make([]float64, len(b.roles))
	for i, r := range b.roles {
		n, squares := float64(len(r.levels)), 0
		for _, level := range r.levels {
			squares += level * level
		}
		s := float64(squares)/n - float64(r.total)/n*float64(r.total)/n
		lowering[i] = math.Sqrt(s / (s + variance))
	}
	all := b.paths()
	survived := make([]int, len(all))
	rng := rand.New(rand.NewPCG(1, 1))
	for range trials {
		rows := b.shaken(rng)
		holds := map[[2]int]bool{}
		for u := range b.roles {
			for _, v := range b.near[u] {
				cut := math.Round(b.manifest.Threshold * 1e6 * lowering[u] * lowering[v])
				holds[[2]int{u, v}] = float64(pearson(rows[u], rows[v])) >= cut
			}
		}
		for p, path := range all {
			kept := true
			for i := range path[1:] {
				kept = kept && holds[[2]int{path[i], path[i+1]}]
			}
			if kept {
				survived[p]++
			}
		}
	}
	var within, rising []int
	for p, path := range all {
		if b.roles[path[0]].family == b.roles[path[len(path)-1]].family {
			within = append(within, survived[p])
		}
		if b.rises(path) {
			rising = append(rising, survived[p])
		}
	}
	median := func(counts []int) float64 {
		slices.Sort(counts)
		return float64(counts[len(counts)/2]) / trials
	}
	if w, r := median(within), median(rising); w < 0.8 || r < 0.5 {
		t.Errorf("median survival %.2f within a family and %.2f rising, want 0.8 and 0.5", w, r)
	}
}
