// Command judge draws seeded default answers from two versions of a dataset and mixes them, so that people who
// know the jobs can judge which are sensible without knowing which version gave them. A card says first what the
// answer says first.
//
//	go run ./dev/judge -before FOLDER -after data/security-roles -sheet sheet.md -key key.csv
//
// The version before is asked as GENTLEST was then: no charge for changing family, demotions allowed. The key says
// which version drew which path; judges do not see it. The same seed gives the same sheet.
package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/serving"
	"noboru/internal/words"
	"noboru/loader"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "judge:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("judge", flag.ContinueOnError)
	flags.SetOutput(stderr)
	before := flags.String("before", "", "the folder of the dataset as it was (its manifest.json)")
	after := flags.String("after", "data/security-roles", "the folder of the dataset as it is")
	sheet := flags.String("sheet", "sheet.md", "the file that judges read")
	key := flags.String("key", "key.csv", "the file that says which version drew which path")
	count := flags.Int("count", 20, "paths of each kind from each version")
	seed := flags.Uint64("seed", 1, "seed of the draw")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *before == "" || *count < 1 {
		flags.Usage()
		return errors.New("want -before FOLDER and a -count of at least 1")
	}
	none := graph.Points(0)
	var cards []card
	for _, v := range []struct {
		name, folder string
		limits       graph.Limits
	}{
		{"before", *before, graph.Limits{FamilyChange: &none, Demotions: graph.AllowDemotions}},
		{"after", *after, graph.Limits{}},
	} {
		d, _, err := loader.Load(ctx, filepath.Join(v.folder, "manifest.json"), loader.Options{})
		if err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		drawn, err := draw(ctx, d, v.limits, *count, *seed)
		if err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		for _, c := range drawn {
			c.version = v.name
			cards = append(cards, c)
		}
	}
	rand.New(rand.NewPCG(*seed, 1)).Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
	if err := os.WriteFile(*sheet, []byte(write(cards)), 0o644); err != nil {
		return err
	}
	return writeKey(*key, cards)
}

// card is one answer to be judged.
type card struct {
	version, kind string
	data          *graph.Dataset
	path          graph.Path
	details       []graph.StepDetail
	directMove    *answer.DirectMove // nil where the goal asks for much
	ways          []answer.Path      // the path and what stands beside it
}

// kinds of question, in the order in which they are drawn.
var kinds = []string{"inside a family", "rising across families", "falling"}

// draw asks count seeded questions of each kind. Questions go by codes, so that two versions with the
// same roles are asked much the same.
func draw(ctx context.Context, d *graph.Dataset, limits graph.Limits, count int, seed uint64) ([]card, error) {
	g, err := graph.Build(ctx, d)
	if err != nil {
		return nil, err
	}
	p, snapshot := graph.NewPlanner(g), serving.NewSnapshot(g, "judge", time.Unix(0, 0))
	n := g.Len()
	left := map[string]int{}
	for _, k := range kinds {
		left[k] = count
	}
	var cards []card
	for _, at := range rand.New(rand.NewPCG(seed, 0)).Perm(n * n) {
		from, to := at/n, at%n
		kind := kindOf(d, from, to)
		if left[kind] == 0 {
			continue
		}
		q := graph.Question{From: []int{from}, To: []int{to}, Limits: limits}
		path, found, err := p.Path(ctx, q)
		if err != nil {
			return nil, err
		}
		if found {
			left[kind]--
			found := answer.NewPathFound(answer.NewQuestion(snapshot, q), path)
			others, err := found.Alternatives(ctx)
			if err != nil {
				return nil, err
			}
			cards = append(cards, card{
				kind: kind, data: d, path: path, details: g.Explain(path, nil),
				directMove: found.Path().DirectMove(), ways: append([]answer.Path{found.Path()}, others...),
			})
		}
	}
	return cards, nil
}

func kindOf(d *graph.Dataset, from, to int) string {
	a, b := d.Role(from), d.Role(to)
	switch {
	case from == to || a.Total == b.Total:
		return ""
	case a.Total > b.Total:
		return kinds[2]
	case a.Family == b.Family:
		return kinds[0]
	default:
		return kinds[1]
	}
}

const instructions = `# Would you recommend these answers?

Each card is an answer to a person who holds one role and wants another. Where the wanted role asks for hardly more than the person has,
the answer says so, and names posts between only for whoever wants them. Otherwise it names ways in steps that differ, the one of the
least effort first, from which the person chooses, and what would have to be learned for the move without posts between, where that is
little in all; of the first way it shows each step. The number behind a role is its *total*: the sum of
the levels 0 to 7 in 23 skills that it needs; all scores are illustrative. *To learn* are the largest gaps to the role before.

Judge every answer as a whole, as somebody who knows these jobs and advises on careers: **sensible** (you would recommend it, or it holds one of
the ways that you would name), **debatable** (possible, but you would rather say something else), **insensible** (you would advise against it). Give
a reason in a few words where it is not sensible: which step, and why.

`

// write lays the cards out for the judges, numbered from 1.
func write(cards []card) string {
	var b strings.Builder
	b.WriteString(instructions)
	for i, c := range cards {
		start, goal := c.data.Role(c.path.Roles[0]), c.data.Role(c.path.End())
		fmt.Fprintf(&b, "## %d. %s → %s\n\n%s → %s\n\n", i+1, start.Name.En, goal.Name.En, start.Name.Ja, goal.Name.Ja)
		m := c.directMove
		if m.AtOnce() {
			say(&b, m.Said(), m.ToLearn(), words.M("path.between", "way", chain(c.ways[0])))
			continue
		}
		for n, way := range c.ways {
			fmt.Fprintf(&b, "%d. %s\n", n+1, chain(way))
		}
		b.WriteString("\n")
		if m != nil {
			say(&b, m.Said(), m.ToLearn())
		}
		b.WriteString("The first of them:\n\n")
		writeSteps(&b, c)
	}
	return b.String()
}

// say writes messages of the answer, a paragraph each.
func say(b *strings.Builder, messages ...words.Message) {
	for _, m := range messages {
		b.WriteString(m.In(words.English) + "\n\n")
	}
}

// chain names the roles of a path with their totals, and sums it up.
func chain(p answer.Path) string {
	var stops []string
	for _, r := range p.Roles() {
		stops = append(stops, fmt.Sprintf("%s (%v)", r.Name().In(words.English), r.Total()))
	}
	totals := p.Totals()
	return fmt.Sprintf("%s. Steps: %d; steepest climb: %v; new to learn: %v.", strings.Join(stops, " → "), totals.Steps, totals.SteepestClimb, *totals.NewPoints())
}

// writeSteps is the table of the best path.
func writeSteps(b *strings.Builder, c card) {
	start := c.data.Role(c.path.Roles[0])
	b.WriteString("| step | role | 職種 | total | climb | to learn |\n| --- | --- | --- | --- | --- | --- |\n")
	fmt.Fprintf(b, "| 0 | %s | %s | %v | | |\n", start.Name.En, start.Name.Ja, start.Total)
	for k, step := range c.path.Steps {
		role := c.data.Role(step.To)
		change := fmt.Sprintf("+%v", step.Climb)
		if step.Drop > 0 {
			change = fmt.Sprintf("-%v", step.Drop)
		}
		fmt.Fprintf(b, "| %d | %s | %s | %v | %s | %s |\n", k+1, role.Name.En, role.Name.Ja, role.Total, change, learn(c.data, c.details[k].Gaps))
	}
	b.WriteString("\n")
}

// learn names the three largest gaps, ties in the order of skills.
func learn(d *graph.Dataset, gaps []graph.SkillChange) string {
	sorted := slices.Clone(gaps)
	slices.SortStableFunc(sorted, func(a, b graph.SkillChange) int { return cmp.Compare(b.To-b.From, a.To-a.From) })
	var named []string
	for _, gap := range sorted[:min(3, len(sorted))] {
		named = append(named, fmt.Sprintf("%s %v→%v", d.Skills()[gap.Skill].Name.En, gap.From, gap.To))
	}
	return strings.Join(named, "; ")
}

func writeKey(file string, cards []card) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	rows := [][]string{{"number", "version", "kind", "from", "to"}}
	for i, c := range cards {
		rows = append(rows, []string{
			fmt.Sprint(i + 1), c.version, c.kind, c.data.Role(c.path.Roles[0]).Code, c.data.Role(c.path.End()).Code,
		})
	}
	return errors.Join(csv.NewWriter(f).WriteAll(rows), f.Close())
}
