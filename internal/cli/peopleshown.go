package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/people"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// showPeople shows the answers for many people: as JSON Lines, as a table for programs and spreadsheets, or
// as text.
func (s *session) showPeople(ctx context.Context, table *people.Table, lines []personLine, q manyQuestion) error {
	if s.json {
		return s.peopleJSON(table, lines)
	}
	return s.show(ctx, peopleShown{table, lines, q.details, q.paths.Limits.ClimbBy, string(s.snapshot().Graph.Version())})
}

// personJSON is one line of JSON Lines. The answer is the GraphQL API's.
type personJSON struct {
	Row    int             `json:"row"`
	Person [][2]string     `json:"person"` // headers and cells of what passes through
	To     string          `json:"to"`
	Status string          `json:"status"`
	Answer json.RawMessage `json:"answer,omitempty"`
	Error  string          `json:"error,omitempty"`
}

func (s *session) peopleJSON(table *people.Table, lines []personLine) error {
	out := bufio.NewWriter(s.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, line := range lines {
		one := personJSON{Row: line.person.Row, Person: [][2]string{}, To: line.goal.text, Status: line.status, Answer: line.raw, Error: line.err}
		for i, h := range table.Header {
			one.Person = append(one.Person, [2]string{h, line.person.Cells[i]})
		}
		if err := enc.Encode(one); err != nil {
			return written(err)
		}
	}
	if err := out.Flush(); err != nil {
		return written(err)
	}
	s.footer(s.aside())
	return nil
}

// peopleShown is the answers for many people.
type peopleShown struct {
	table   *people.Table
	lines   []personLine
	details detailFlags
	climbBy graph.ClimbBy
	version string // of the dataset
}

func (ans peopleShown) text(_ context.Context, p *terminal.Page) error {
	p.Title("people-paths.title", "people", words.M("people-paths.people", "count", len(ans.table.People)), "questions", words.M("people-paths.questions", "count", len(ans.lines)))
	p.Line("")
	var rows [][]string
	notes := 0
	for _, line := range ans.lines {
		who := line.person.Name
		if who == "" {
			who = line.person.ID
		}
		if who == "" {
			who = words.Say(p.Lang, "people-paths.row", "row", line.person.Row)
		}
		row := []string{who, words.Write(p.Lang, line.goal.name), "", "", "", line.err}
		for _, path := range line.found[:min(1, len(line.found))] {
			totals := path.Totals()
			row[2], row[3], row[5] = strconv.Itoa(totals.Steps), number(totals.SteepestClimb), chain(path, p.Lang)
			if steps := path.Steps(); len(steps) > 0 {
				row[4] = steps[0].To().Name().In(p.Lang)
			}
			if path.DirectMove().AtOnce() {
				row[4] = words.Say(p.Lang, "people-paths.at-once")
			}
		}
		if line.note != "" {
			notes++
		}
		rows = append(rows, row)
	}
	p.Table([]terminal.Column{
		terminal.Left("person"), terminal.Left("goal"), terminal.Right("steps"), steepest(ans.climbBy), terminal.Left("next"), terminal.Left("path"),
	}, rows)
	if notes > 0 {
		p.Line("")
		p.Loud(words.M("people-paths.estimates", "count", notes))
	}
	return nil
}

// peopleColumns are the columns after those that pass through.
var peopleColumns = []string{
	"from", "from_name", "to", "to_name", "path", "status", "steps", "steepest_climb", "steepest_drop", "ascent", "descent", "distance", "skill_gap", "new_points",
	"assumed_new_points", "next", "next_name", "learn_first", "codes", "names", "detail", "version", "direct_move",
}

// sheet has a row for each path of each person and goal; one without a path where there is none.
func (ans peopleShown) sheet(ctx context.Context, lang string) (sheet, error) {
	s := sheet{header: slices.Concat(ans.table.Header, peopleColumns)}
	if ans.details.explain {
		s.header = append(s.header, "explanation")
	}
	if ans.details.stability > 0 {
		s.header = append(s.header, "survived")
	}
	for _, line := range ans.lines {
		lead := slices.Concat(line.person.Cells)
		to := words.Write(lang, line.goal.name)
		if len(line.found) == 0 {
			row := make([]string, len(s.header)-len(lead))
			row[0], row[2], row[3], row[5], row[20], row[21] = line.person.Role, line.goal.text, to, line.status, line.err, ans.version
			s.rows = append(s.rows, append(lead, row...))
		}
		for i, path := range line.found {
			row, err := ans.row(ctx, line, i+1, path, to, lang)
			if err != nil {
				return s, err
			}
			s.rows = append(s.rows, slices.Concat(lead, row))
		}
	}
	return s, nil
}

func (ans peopleShown) row(ctx context.Context, line personLine, at int, path answer.Path, to, lang string) ([]string, error) {
	roles, steps, totals := path.Roles(), path.Steps(), path.Totals()
	from, fromName := "", words.Say(lang, "people-paths.own-levels")
	if !path.FromProfile() {
		from, fromName = roles[0].Code(), roles[0].Name().In(lang)
	}
	goal := roles[len(roles)-1]
	if line.goal.text == goal.Code() {
		to = goal.Name().In(lang)
	}
	next, nextName, learn, drop := "", "", "", 0.0
	if len(steps) > 0 {
		next, nextName = steps[0].To().Code(), steps[0].To().Name().In(lang)
		if skills, any := steps[0].MostToLearn(); any {
			learn = skills.In(lang)
		}
	}
	for _, step := range steps {
		drop = max(drop, step.Drop())
	}
	direct := ""
	if m := path.DirectMove(); m != nil {
		direct = m.Said().In(lang)
	}
	row := []string{
		from, fromName, line.goal.text, to, strconv.Itoa(at), line.status, strconv.Itoa(totals.Steps), number(totals.SteepestClimb), number(drop), number(totals.Ascent), number(totals.Descent),
		number(totals.Distance), maybe(totals.SkillGap, inSheets), maybe(totals.NewPoints(), inSheets), maybe(totals.AssumedNewPoints(), inSheets), next, nextName, learn,
		codes(roles, " > "), namesOf(roles, lang), line.note, ans.version, direct,
	}
	if ans.details.explain {
		var said []string
		for _, step := range steps {
			said = append(said, step.Explanation().In(lang))
		}
		row = append(row, strings.Join(said, " / "))
	}
	if ans.details.stability > 0 {
		found, err := path.Stability(ctx, ans.details.stability, int32(ans.details.seed))
		if err != nil {
			return nil, errors.Join(err, ctx.Err())
		}
		row = append(row, strconv.Itoa(found.Survived())+"/"+strconv.Itoa(found.Trials()))
	}
	return row, nil
}
