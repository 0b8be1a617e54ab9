package cli

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/people"
	"noboru/internal/words"
	"noboru/loader"
	"noboru/resolvers"
)

// manyFlags are what is asked for every person and every goal.
type manyFlags struct {
	objectiveFlags
	goalFlags
	details    detailFlags
	unknown    string
	first      int32
	maxOverlap string
}

func (r *run) peoplePathsCommand() *cobra.Command {
	var f manyFlags
	cmd := &cobra.Command{
		Use: "paths FILE", Short: r.say("help.people-paths.short"), Long: r.say("help.people-paths.long"), Args: between(1, 1),
		Example: `  noboru people paths staff.xlsx --to SOC-ANALYST --to family:CSIRT --output plan.xlsx
  noboru people paths staff.csv --to-family SOC --to-text マネージャ --max-climb 15 --csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.details.check(cmd); err != nil {
				return err
			}
			return r.runPeoplePaths(cmd.Context(), args[0], &f)
		},
	}
	f.goalFlags.add(r, cmd)
	f.objectiveFlags.add(r, cmd, noMaxSteps)
	f.details.add(r, cmd)
	cmd.Flags().StringVar(&f.unknown, "unknown", "assumed", r.say("flag.unknown"))
	cmd.Flags().Int32VarP(&f.first, "k", "k", 1, r.say("flag.k"))
	cmd.Flags().StringVar(&f.maxOverlap, "max-overlap", "", r.say("flag.max-overlap"))
	r.completeFixed(cmd, "unknown", wordsOf(unknowns)...)
	return cmd
}

// manyQuestion is what all people are asked.
type manyQuestion struct {
	paths   answer.PathsInput // without its ends
	unknown graph.Unknown
	details detailFlags
}

// personLine is the answer for one person and one goal.
type personLine struct {
	person *people.Person
	goal   goal
	found  []answer.Path
	note   string // what a profile does to the answer
	raw    json.RawMessage
	err    string
	status string // as pairs have it
	code   ExitCode
}

// runPeoplePaths answers every person and every goal, in the order of the table and of the goals. A
// person who cannot be answered says so in their own lines; the exit code is that of the gravest. Levels are
// kept nowhere.
func (r *run) runPeoplePaths(ctx context.Context, path string, f *manyFlags) error {
	if r.query {
		return misuse("usage.not-together", "a", "--query", "b", "people paths")
	}
	s, err := r.open(ctx)
	if err != nil {
		return err
	}
	q, err := s.manyQuestion(ctx, f)
	if err != nil {
		return err
	}
	goals, err := s.goals(&f.goalFlags)
	if err != nil {
		return err
	}
	table, err := s.readPeople(path, people.ReadTable)
	if err != nil {
		return err
	}
	if len(table.People) == 0 {
		return badFile(path, words.M("file.no-people"))
	}
	if own := func(p people.Person) bool { return p.To != "" }; len(goals) == 0 && !slices.ContainsFunc(table.People, own) {
		return misuse("usage.no-goals")
	}
	lines, err := s.answerPeople(ctx, table, goals, q)
	if err != nil {
		return err
	}
	if err := s.showPeople(ctx, table, lines, q); err != nil {
		return err
	}
	worst := OK
	for _, line := range lines {
		worst = graver(worst, line.code)
	}
	if worst != OK {
		return &outcome{worst}
	}
	return nil
}

func (s *session) manyQuestion(ctx context.Context, f *manyFlags) (q manyQuestion, err error) {
	var wrong [4]error
	var limits *answer.LimitsInput
	q.details = f.details
	q.unknown, wrong[0] = chosen("--unknown", f.unknown, unknowns)
	q.paths.Objective, wrong[1] = chosen("--objective", f.objective, objectives)
	q.paths.MaxOverlap, wrong[2] = share("--max-overlap", f.maxOverlap)
	limits, wrong[3] = f.input(s.asker)
	if err := errors.Join(wrong[:]...); err != nil {
		return q, err
	}
	if f.first < 1 || f.first > 10 {
		return q, graph.Invalid("input.first", f.first, "between", "least", 1, "most", 10)
	}
	q.paths.Limits, q.paths.First = limits, f.first
	return q, s.asker.CheckLimits(ctx, limits) // once, and not with every person
}

// readPeople reads a table of people by one of the readers of package people.
func (s *session) readPeople(path string, read func(*loader.Sheet, *graph.Dataset, func(string) (int, bool)) (*people.Table, error)) (*people.Table, error) {
	raw, err := s.readInput(path, maxPeopleBytes)
	if err != nil {
		return nil, err
	}
	d := s.snapshot().Dataset()
	sheet, err := readSheet(path, raw, people.Headers(d))
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		return nil, badFile(path, fault.message)
	}
	if err != nil {
		return nil, err
	}
	table, err := read(sheet, d, func(name string) (int, bool) { i, _, ok := s.asker.Skill(name); return i, ok })
	if err != nil {
		return nil, badFile(path, peopleFaults(err)...)
	}
	return table, nil
}

// answerPeople asks for every person and goal: all people about one goal, then about the next.
func (s *session) answerPeople(ctx context.Context, table *people.Table, goals []goal, q manyQuestion) ([]personLine, error) {
	var lines []personLine
	for i := range table.People {
		p := &table.People[i]
		theirs := goals
		if len(goals) == 0 {
			theirs = []goal{s.ownGoal(p.To)}
		}
		for _, g := range theirs {
			lines = append(lines, personLine{person: p, goal: g, status: "error", code: OK})
		}
	}
	exec := resolvers.NewExecutor()
	tick, done := s.progress(len(lines)), 0
	for _, same := range byGoal(lines) {
		toward, err := s.toward(ctx, same, q)
		if err != nil {
			return nil, err
		}
		asked := map[string]*personLine{} // by the role held
		for _, line := range same {
			p := line.person
			role, shared := line.sharedRole()
			if answered := asked[role]; shared && answered != nil {
				*line = *answered
				line.person = p
			} else if err := errors.Join(ctx.Err(), s.answerPerson(ctx, exec, toward, line, q)); err != nil {
				return nil, err
			} else if shared {
				asked[role] = line
			}
			done++
			tick(done)
		}
	}
	return lines, nil
}

// byGoal groups lines, in the order in which the goals first stand in them.
func byGoal(lines []personLine) [][]*personLine {
	var groups [][]*personLine
	at := map[string]int{}
	for i := range lines {
		text := lines[i].goal.text
		group, ok := at[text]
		if !ok {
			group = len(groups)
			at[text], groups = group, append(groups, nil)
		}
		groups[group] = append(groups[group], &lines[i])
	}
	return groups
}

// sharedRole is the role from which a person is answered, if it is that: all who hold it share one answer. What is wrong
// with a row names the row, and is not shared.
func (line *personLine) sharedRole() (role string, ok bool) {
	p := line.person
	return p.Role, p.Role != "" && line.goal.text != "" && len(p.Levels) == 0 && len(p.Faults) == 0
}

// searchesWorth says from how many starts on one search for the paths of all roles takes less than one a start: from one for
// so many roles. Measured: one for 70 where there are 10,000 roles, one for 300 where there are 100,000.
const searchesWorth = 200

// toward is one search for all lines of a goal, where it takes less than a search for each; else nil.
func (s *session) toward(ctx context.Context, lines []*personLine, q manyQuestion) (*answer.Toward, error) {
	if s.json || lines[0].goal.text == "" {
		return nil, nil
	}
	held, starts := map[string]bool{}, 0
	for _, line := range lines {
		role, shared := line.sharedRole()
		if !shared || !held[role] {
			starts++
		}
		held[role] = held[role] || shared
	}
	if starts < 2 || starts < s.snapshot().Graph.Len()/searchesWorth {
		return nil, nil
	}
	in := q.paths
	in.To = lines[0].goal.to
	return s.asker.Toward(ctx, in)
}

// ownGoal is the goal that stands in a person's row. A name that is not known is said when it is asked for.
func (s *session) ownGoal(text string) goal {
	if g, err := s.goal(text); err == nil && text != "" {
		return g
	}
	return goal{text, words.Name(text), s.asker.Ends(text)}
}

// answerPerson answers one line. The error ends the whole run; what is wrong with the person alone stands in
// the line. toward is the search of its goal, nil for a search of its own.
func (s *session) answerPerson(ctx context.Context, exec resolvers.Executor, toward *answer.Toward, line *personLine, q manyQuestion) error {
	p := line.person
	if len(p.Faults) > 0 {
		return line.refused(s, faultsOf(p.Faults)...)
	}
	in := q.paths
	in.To = line.goal.to
	switch {
	case len(p.Levels) > 0:
		in.From = answer.StartInput{Profile: s.profileOf(p, q.unknown)}
	case p.Role != "":
		from := s.asker.Ends(p.Role)
		in.From = answer.StartInput{Role: from.Role, Roles: from.Roles, Family: from.Family}
	default:
		return line.refused(s, words.M("people.no-start", "row", p.Row))
	}
	if line.goal.text == "" {
		return line.refused(s, words.M("people.no-goal", "row", p.Row))
	}
	if s.json {
		data, err := exec.Execute(ctx, s.snapshot(), document("paths"), q.details.variables(in))
		if err == nil {
			line.raw, err = alone(data)
		}
		if err == nil {
			err = ending(line.raw)
		}
		return line.judge(s, err)
	}
	ask := func() (answer.PathsResult, error) { return s.asker.Paths(ctx, in) }
	if toward != nil {
		ask = func() (answer.PathsResult, error) { return toward.Paths(ctx, in.From) }
	}
	found, err := ask()
	if err != nil {
		return line.judge(s, err)
	}
	switch f := found.(type) {
	case *answer.PathsFound:
		line.found = f.Paths()
		if profile := f.Profile(); profile != nil && profile.Note() != nil {
			line.note = profile.Note().In(s.lang)
		}
		return line.judge(s, nil)
	case *answer.NoPath:
		line.err, err = noPathShown{f}.summary(ctx)
		return errors.Join(err, line.judge(s, &outcome{NoPath}))
	case answer.Unknown:
		return line.judge(s, unknown(f))
	}
	return nil
}

// judge gives a line its status, its code and its error. It returns errors that are not the line's.
func (line *personLine) judge(s *session, err error) error {
	if input := (*graph.InputError)(nil); errors.As(err, &input) && strings.Contains(input.Field, "profile") {
		return line.refused(s, words.M("people.profile", "row", line.person.Row, "want", words.Wanted(input)))
	}
	one := pairLine{Status: "error", Error: line.err}
	err = s.judge(&one, err)
	line.status, line.code, line.err = one.Status, one.code, one.Error
	return err
}

// refused says why a person is not answered.
func (line *personLine) refused(s *session, faults ...words.Message) error {
	var said []string
	for _, f := range faults {
		said = append(said, f.In(s.lang))
	}
	line.err, line.code = strings.Join(said, " / "), BadInput
	return nil
}

// profileOf is a person's levels as the answers take them.
func (s *session) profileOf(p *people.Person, unknown graph.Unknown) *answer.ProfileInput {
	in := &answer.ProfileInput{Levels: []answer.SkillLevelInput{}, Unknown: unknown}
	for _, l := range p.Levels {
		in.Levels = append(in.Levels, answer.SkillLevelInput{Skill: s.snapshot().Dataset().Skills()[l.Skill].Code, Level: l.Score.Float()})
	}
	return in
}
