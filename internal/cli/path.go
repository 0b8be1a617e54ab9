package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
)

// detailFlags ask for more about each path.
type detailFlags struct {
	explain   bool
	stability int
	seed      uint64
}

func (f *detailFlags) add(a *app, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.explain, "explain", false, words.FlagExplain.In(a.lang))
	flags.IntVar(&f.stability, "stability", 0, words.FlagStability.In(a.lang))
	flags.Uint64Var(&f.seed, "seed", 1, words.FlagSeed.In(a.lang))
}

func (f *detailFlags) check(a *app, cmd *cobra.Command) error {
	if cmd.Flags().Changed("stability") && (f.stability < 1 || f.stability > graph.MaxTrials) {
		return misuse(words.GotWant.In(a.lang), "--stability", strconv.Itoa(f.stability), fmt.Sprintf("1-%d", graph.MaxTrials))
	}
	return nil
}

// pathFlags are the flags of path alone.
type pathFlags struct {
	questionFlags
	details  detailFlags
	runnerUp bool
}

func (a *app) pathCommand() *cobra.Command {
	f := &pathFlags{}
	cmd := &cobra.Command{
		Use: "path FROM TO", Short: words.PathShort.In(a.lang), Long: words.PathLong.In(a.lang),
		Example: "  noboru path SOC:オペレーター SOC:分析業務\n  noboru path SOC-OPERATOR family:CSIRT --max-climb 12 --explain\n  noboru path --profile me.csv SOC-ANALYST",
		Args:    a.endsArgs(&f.limitFlags), ValidArgsFunction: a.completeEnds(2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runPath(cmd, f, args) },
	}
	f.add(a, cmd, noMaxSteps)
	f.details.add(a, cmd)
	cmd.Flags().BoolVar(&f.runnerUp, "runner-up", false, words.FlagRunnerUp.In(a.lang))
	return cmd
}

// pathAnswer is the answer of path. Either Path or NoPath is null.
type pathAnswer struct {
	header
	Question  questionDoc   `json:"question"`
	Path      *pathDoc      `json:"path"`
	NoPath    *refusalDoc   `json:"noPath"`
	RunnerUp  *runnerUpDoc  `json:"runnerUp,omitempty"`  // with --runner-up
	Stability *stabilityDoc `json:"stability,omitempty"` // with --stability

	explain bool
}

// runnerUpDoc is the cheapest path that differs from the best; Path is null where there is none.
type runnerUpDoc struct {
	Path      *pathDoc `json:"path"`
	CostsMore *costDoc `json:"costsMore"` // each key of its cost less that of the best; may be negative but for the first that counts

	objective string
}

// stabilityDoc is how often the path survives small changes of the scores.
type stabilityDoc struct {
	Trials   int    `json:"trials"`
	Survived int    `json:"survived"`
	Share    share  `json:"share"`
	Seed     uint64 `json:"seed"`
	Steps    []int  `json:"steps"` // by step: trials in which its edge still existed
}

// share is a ratio from 0 to 1, to four decimals.
type share float64

func (s share) MarshalJSON() ([]byte, error) {
	return []byte(strconv.FormatFloat(float64(s), 'f', -1, 64)), nil
}

func (a *app) runPath(cmd *cobra.Command, f *pathFlags, args []string) error {
	ctx := cmd.Context()
	if err := f.details.check(a, cmd); err != nil {
		return err
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	q, err := s.question(&f.questionFlags, args)
	if err != nil {
		return err
	}
	best, found, err := s.planner.Path(ctx, q)
	if err != nil {
		return err
	}
	ans := &pathAnswer{header: s.header(), Question: s.questionDoc(q, args), explain: f.details.explain}
	if !found {
		return s.showNoPath(ctx, q, ans, &ans.NoPath)
	}
	ans.Path = s.path(best, q.Profile, q.ClimbBy, f.details.explain)
	if f.runnerUp {
		if ans.RunnerUp, err = s.runnerUp(ctx, q, best); err != nil {
			return err
		}
	}
	if f.details.stability > 0 {
		if ans.Stability, err = s.stability(ctx, best, q.Profile, f.details.stability, f.details.seed); err != nil {
			return err
		}
	}
	return a.show(ans)
}

// showNoPath completes an answer with the refusal and shows it.
func (s *session) showNoPath(ctx context.Context, q graph.Question, ans answer, into **refusalDoc) error {
	refusal, err := s.refuse(ctx, q)
	if err != nil {
		return err
	}
	*into = refusal
	if err := s.show(ans); err != nil {
		return err
	}
	if s.csv {
		fmt.Fprintln(s.stderr, refusal.summary()) //nolint:errcheck // stderr is the last resort
	}
	return &outcome{NoPath}
}

func (s *session) runnerUp(ctx context.Context, q graph.Question, best graph.Path) (*runnerUpDoc, error) {
	alternatives, err := s.planner.Alternatives(ctx, q, 2, nil)
	if err != nil {
		return nil, err
	}
	doc := &runnerUpDoc{objective: string(q.Objective)}
	if len(alternatives.Paths) < 2 {
		return doc, nil
	}
	next := alternatives.Paths[1]
	doc.Path = s.path(next, q.Profile, q.ClimbBy, false)
	more := costDoc{
		Climbing: millionths(next.Cost.Climbing - best.Cost.Climbing),
		Squares:  millionths(next.Cost.Squares - best.Cost.Squares),
		Changes:  millionths(next.Cost.Changes - best.Cost.Changes),
		Distance: millionths(next.Cost.Distance - best.Cost.Distance),
		Steps:    next.Cost.Steps - best.Cost.Steps,
	}
	doc.CostsMore = &more
	return doc, nil
}

// deciding says by how much a cost is higher, in the first key of the objective that differs; ""
// where none does.
func (c costDoc) deciding(objective, lang string) string {
	steps := points(c.Steps * graph.PointsScale)
	type key struct {
		differs bool
		text    graph.Text
		by      fmt.Stringer
	}
	climbing := key{c.Climbing != 0, words.MoreClimbing, c.Climbing}
	distance := key{c.Distance != 0, words.MoreDistance, c.Distance}
	hops := key{c.Steps != 0, words.MoreSteps, steps}
	order := []key{climbing, distance, hops}
	switch graph.Objective(objective) {
	case graph.Shortest:
		order = []key{distance, hops}
	case graph.FewestSteps:
		order = []key{hops, distance}
	}
	for _, k := range order {
		if k.differs {
			return fmt.Sprintf(k.text.In(lang), k.by)
		}
	}
	return ""
}

func (s *session) stability(ctx context.Context, path graph.Path, profile *graph.Profile, trials int, seed uint64) (*stabilityDoc, error) {
	st, err := s.planner.Stability(ctx, path, profile, trials, seed)
	if err != nil {
		return nil, err
	}
	doc := &stabilityDoc{st.Trials, st.Survived, 0, st.Seed, st.Steps}
	if st.Trials > 0 {
		doc.Share = share(float64(st.Survived*10000/st.Trials) / 10000)
	}
	if doc.Steps == nil {
		doc.Steps = []int{}
	}
	return doc, nil
}

func (ans *pathAnswer) text(p *page) {
	if ans.NoPath != nil {
		ans.NoPath.text(p, ans.Question, ans.Dataset)
		return
	}
	q := ans.Question
	p.say(words.PathTitle, q.From.label(p.lang), q.To.label(p.lang), objectiveName(q.Objective).In(p.lang))
	p.line("")
	q.From.caveats(p)
	ans.Path.table(p)
	ans.Path.costs(p, q)
	if ans.explain {
		ans.Path.explanation(p)
	}
	if r := ans.RunnerUp; r != nil {
		p.line("")
		r.text(p)
	}
	if st := ans.Stability; st != nil {
		p.line("")
		st.text(p)
	}
}

// caveats says what a profile does to an answer.
func (e endDoc) caveats(p *page) {
	if e.Profile == nil {
		return
	}
	if e.Profile.Flat {
		p.say(words.Flat)
	}
	if e.Profile.Partial {
		p.say(words.Partial, e.Profile.KnownSkills, e.Profile.Skills)
	}
	if e.Profile.Flat || e.Profile.Partial {
		p.line("")
	}
}

// table writes the path role by role.
func (d *pathDoc) table(p *page) {
	columns := []column{
		right(words.ColStep), left(words.ColRole), left(words.ColCode), right(words.ColTotal),
		right(words.ColCorrelation), right(words.ColChange), right(words.ColGap), right(words.ColNew),
	}
	var rows [][]string
	if d.FromProfile {
		rows = append(rows, []string{"0", words.You.In(p.lang), "", "", "", "", "", ""})
	}
	for i, r := range d.Roles {
		row := []string{"0", r.Name.in(p.lang), r.Code, r.Total.String(), "", "", "", ""}
		if at := i - len(d.Roles) + len(d.Steps); at >= 0 {
			step := d.Steps[at]
			correlation := words.ByEffort.In(p.lang)
			if step.Correlation != nil {
				correlation = step.Correlation.short()
			}
			row = append([]string{strconv.Itoa(at + 1), row[1], row[2], row[3], correlation}, change(step.Climb, step.Drop), orDash(step.SkillGap), orDash(step.NewPoints))
		}
		rows = append(rows, row)
	}
	p.table(columns, rows)
}

// costs sums a path up.
func (d *pathDoc) costs(p *page, q questionDoc) {
	p.line("")
	if len(d.Steps) == 0 {
		p.say(words.AlreadyThere)
		return
	}
	p.say(words.PathCosts, len(d.Steps), d.SteepestClimb, d.Ascent, d.Descent, d.Cost.Distance)
	if d.SkillGap != nil {
		p.say(words.PathCostGaps, d.SkillGap, d.NewPoints)
	}
	switch graph.Objective(q.Objective) {
	case graph.Shortest:
		p.say(words.CostShortest, d.Cost.Distance)
	case graph.FewestSteps:
		p.say(words.CostFewest, d.Cost.Steps)
	default:
		p.say(words.CostGentlest, d.Cost.Climbing, len(d.Steps), q.ComfortableClimb, d.Cost.Climbing-d.Cost.Squares-d.Cost.Changes, d.Cost.Squares, d.Cost.Changes)
		each := make([]string, len(d.Steps))
		for i, step := range d.Steps {
			each[i] = step.Climbing.String()
		}
		if len(each) > 1 {
			p.say(words.CostEach, strings.Join(each, " + "))
		}
	}
	if d.GivesUpAndRegains {
		p.say(words.Regains)
	}
}

// explanation says, step by step, which skills a path asks for.
func (d *pathDoc) explanation(p *page) {
	if d.SkillGap == nil {
		p.line("")
		p.say(words.NoSkills)
		return
	}
	for i, step := range d.Steps {
		to := d.Roles[len(d.Roles)-len(d.Steps)+i]
		from := words.You.In(p.lang)
		if at := len(d.Roles) - len(d.Steps) + i - 1; at >= 0 {
			from = d.Roles[at].Name.in(p.lang)
		}
		p.line("")
		p.say(words.StepLine, i+1, printable(from), printable(to.Name.in(p.lang)))
		stated, unstated := split(step.Gaps)
		if len(stated) == 0 {
			p.line("  " + words.NeedsNothing.In(p.lang))
		} else {
			p.line("  " + fmt.Sprintf(words.Needs.In(p.lang), orDash(step.SkillGap), changeList(stated, p.lang)))
		}
		fresh, _ := split(step.New)
		switch {
		case len(stated) == 0:
		case len(fresh) == 0:
			p.line("  " + words.NewNothing.In(p.lang))
		case *step.NewPoints == *step.SkillGap:
			p.line("  " + words.NewAll.In(p.lang))
		default:
			p.line("  " + fmt.Sprintf(words.NewHere.In(p.lang), orDash(step.NewPoints), changeList(fresh, p.lang)))
		}
		if len(unstated) > 0 {
			p.line("  " + fmt.Sprintf(words.NeedsUnstated.In(p.lang), changeList(unstated, p.lang)))
		}
		p.line("  " + fmt.Sprintf(words.Carries.In(p.lang), orDash(step.CarryOver), to.Total))
	}
}

// split parts what a profile states from what it does not.
func split(list []skillChangeDoc) (stated, unstated []skillChangeDoc) {
	for _, c := range list {
		if c.From == nil {
			unstated = append(unstated, c)
		} else {
			stated = append(stated, c)
		}
	}
	return stated, unstated
}

func changeList(list []skillChangeDoc, lang string) string {
	parts := make([]string, 0, len(list))
	for _, c := range list {
		levels := c.To.String()
		if c.From != nil {
			levels = c.From.String() + "->" + levels
		}
		parts = append(parts, printable(c.Skill.Name.in(lang))+" "+levels)
	}
	return strings.Join(parts, map[string]string{"ja": "、", "en": "; "}[lang])
}

func (r *runnerUpDoc) text(p *page) {
	if r.Path == nil {
		p.say(words.NoRunnerUp)
		return
	}
	p.say(words.RunnerUp, r.Path.chain(p.lang))
	more := r.CostsMore.deciding(r.objective, p.lang)
	if more == "" {
		more = words.CostsSame.In(p.lang)
	}
	p.line("  " + fmt.Sprintf(words.StepsShort.In(p.lang), len(r.Path.Steps), r.Path.SteepestClimb, more))
}

func (st *stabilityDoc) text(p *page) {
	p.say(words.StabilityLine, st.Survived, st.Trials, st.Seed)
	p.say(words.StabilityHeld)
	if len(st.Steps) > 1 {
		weakest := 0
		for i, n := range st.Steps {
			if n < st.Steps[weakest] {
				weakest = i
			}
		}
		p.say(words.StabilityWeakest, weakest+1, strconv.Itoa(st.Steps[weakest]), st.Trials)
	}
}

// pathColumns are the columns of a path in CSV: one row a role.
var pathColumns = []string{"path", "step", "code", "name", "total", "correlation", "climb", "drop", "skill_gap", "new_points", "carry_over"}

func (ans *pathAnswer) sheet(lang string) sheet {
	s := sheet{header: pathColumns}
	if ans.Path != nil {
		s.rows = ans.Path.rows(1, lang)
	}
	if ans.RunnerUp != nil && ans.RunnerUp.Path != nil {
		s.rows = append(s.rows, ans.RunnerUp.Path.rows(2, lang)...)
	}
	return s
}

// rows are the rows of a path in CSV. A profile start is a row without a code.
func (d *pathDoc) rows(number int, lang string) [][]string {
	n := strconv.Itoa(number)
	var rows [][]string
	if d.FromProfile {
		rows = append(rows, []string{n, "0", "", "", "", "", "", "", "", "", ""})
	}
	for i, r := range d.Roles {
		row := []string{n, "0", r.Code, r.Name.in(lang), r.Total.String(), "", "", "", "", "", ""}
		if at := i - len(d.Roles) + len(d.Steps); at >= 0 {
			step := d.Steps[at]
			correlation := ""
			if step.Correlation != nil {
				correlation = step.Correlation.String()
			}
			row = []string{
				n, strconv.Itoa(at + 1), r.Code, r.Name.in(lang), r.Total.String(), correlation, step.Climb.String(), step.Drop.String(),
				orEmpty(step.SkillGap), orEmpty(step.NewPoints), orEmpty(step.CarryOver),
			}
		}
		rows = append(rows, row)
	}
	return rows
}
