package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/export"
	"noboru/internal/words"
	"noboru/loader"
	"noboru/resolvers"
)

// maxPairsBytes bounds a file of pairs: a few million lines.
const maxPairsBytes = 64 << 20

// pair is one line of a file of pairs.
type pair struct {
	line     int
	from, to string
	cells    int      // how many there are, where from or to is not one of them
	others   []string // what stands beside them, such as an employee's number
}

// pairLine is the answer to one pair: a line of JSON Lines. The answer is the GraphQL API's.
type pairLine struct {
	Line   int             `json:"line"`
	From   string          `json:"from"` // as it stands in the file
	To     string          `json:"to"`
	Status string          `json:"status"` // ok, no_path or error
	Answer json.RawMessage `json:"answer,omitempty"`
	Error  string          `json:"error,omitempty"`

	row    [8]string // of a path: steps to names, for CSV
	others []string
	code   ExitCode
}

// runPairs answers a file of pairs, line by line and in order. A line that cannot be answered says so
// itself; the exit code is that of the gravest line.
func (r *run) runPairs(ctx context.Context, path string, f *objectiveFlags) error {
	s, err := r.open(ctx)
	if err != nil {
		return err
	}
	objective, wrong := chosen("--objective", f.objective, objectives)
	limits, err := f.input(s.asker)
	if err := errors.Join(wrong, err); err != nil {
		return err
	}
	if err := s.asker.CheckLimits(ctx, limits); err != nil { // once, and not with every pair
		return err
	}
	raw, err := r.readInput(path, maxPairsBytes)
	if err != nil {
		return err
	}
	pairs, others, err := readPairs(path, raw)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(r.stdout)
	collected := sheet{header: append(slices.Clone(pairColumns), others...)}
	write := s.pairWriter(out, &collected)
	tick := r.progress(len(pairs))
	exec := resolvers.NewExecutor()
	worst := OK
	for i, p := range pairs {
		line := pairLine{Line: p.line, From: p.from, To: p.to, Status: "error", code: OK, others: p.others}
		from := s.asker.Ends(p.from)
		in := answer.PathInput{
			From: answer.StartInput{Role: from.Role, Roles: from.Roles, Family: from.Family}, To: s.asker.Ends(p.to), Objective: objective, Limits: limits,
		}
		if err := errors.Join(ctx.Err(), s.answerPair(ctx, exec, p, in, &line)); err != nil {
			return errors.Join(err, out.Flush())
		}
		worst = graver(worst, line.code)
		if err := write(&line); err != nil {
			return written(err)
		}
		tick(i + 1)
	}
	if err := out.Flush(); err != nil {
		return written(err)
	}
	if s.output != "" {
		if err := s.writeSheet(collected); err != nil {
			return err
		}
	}
	s.footer(r.aside())
	if worst != OK {
		return &outcome{worst}
	}
	return nil
}

// readPairs reads the columns that are headed from and to, or the first two where no header names them.
// The other columns pass through.
func readPairs(path string, raw []byte) (pairs []pair, others []string, err error) {
	sheet, err := readSheet(path, raw, slices.Concat(loader.FromHeaders, loader.ToHeaders))
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		return nil, nil, badFile(path, fault.message)
	}
	if err != nil {
		return nil, nil, err
	}
	from, to := sheet.Column(loader.FromHeaders...), sheet.Column(loader.ToHeaders...)
	if from < 0 || to < 0 || from == to {
		from, to = 0, 1
	}
	passing := func(cells []string) []string {
		var rest []string
		for i, cell := range cells {
			if i != from && i != to {
				rest = append(rest, cell)
			}
		}
		return rest
	}
	others = passing(sheet.Header)
	for _, row := range sheet.Rows {
		pairs = append(pairs, pair{line: row.Row, from: row.Cell(from), to: row.Cell(to), cells: len(row.Cells), others: passing(row.Cells)})
	}
	if len(pairs) == 0 {
		return nil, nil, badFile(path, words.M("file.no-pairs"))
	}
	return pairs, others, nil
}

// answerPair answers one line. The error ends the whole run; what is wrong with the line alone stands in
// its answer.
func (s *session) answerPair(ctx context.Context, exec resolvers.Executor, p pair, in answer.PathInput, line *pairLine) error {
	if p.from == "" || p.to == "" {
		line.Error, line.code = atLine(p.line)(words.M("file.cells", "names", "from,to", "got", p.cells)).In(s.lang), BadInput
		return nil
	}
	if s.json {
		data, err := exec.Execute(ctx, s.snapshot(), document("path"), map[string]any{
			"input": in, "explain": false, "stability": false, "trials": 1, "seed": 1, "runnerUp": false, "alternatives": false,
		})
		if err == nil {
			line.Answer, err = alone(data)
		}
		if err == nil {
			err = ending(line.Answer)
		}
		return s.judge(line, err)
	}
	found, err := s.asker.Path(ctx, in)
	if err != nil {
		return s.judge(line, err)
	}
	switch f := found.(type) {
	case *answer.PathFound:
		path := f.Path()
		totals := path.Totals()
		line.row = [8]string{
			strconv.Itoa(totals.Steps), number(totals.SteepestClimb), number(totals.Ascent), number(totals.Descent), number(totals.Distance),
			maybe(totals.SkillGap, inSheets), codes(path.Roles(), " > "), namesOf(path.Roles(), s.lang),
		}
		return s.judge(line, nil)
	case *answer.NoPath:
		line.Error, err = noPathShown{f}.summary(ctx)
		return errors.Join(err, s.judge(line, &outcome{NoPath}))
	case answer.Unknown:
		return s.judge(line, unknown(f))
	}
	return nil
}

// judge gives a line its status, its code and its error. It returns errors that are not the line's.
func (s *session) judge(line *pairLine, err error) error {
	var input *graph.InputError
	var name *nameError
	var done *outcome
	switch {
	case err == nil:
		line.Status = "ok"
		return nil
	case errors.As(err, &done):
		line.Status = "no_path"
	case errors.As(err, &input), errors.As(err, &name):
		line.Error = s.sentence(err)
	default:
		return err
	}
	line.code = exitCode(err)
	return nil
}

// pairColumns are the columns before those that pass through.
var pairColumns = []string{"line", "from", "to", "status", "steps", "steepest_climb", "ascent", "descent", "distance", "skill_gap", "path", "names", "detail", "version"}

// pairWriter writes answers as they come: as CSV, or as JSON Lines with --json. For a file it collects them.
func (s *session) pairWriter(out *bufio.Writer, collected *sheet) func(*pairLine) error {
	if s.json {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(line *pairLine) error { return enc.Encode(line) }
	}
	table := export.Table{collected.header}
	return func(line *pairLine) error {
		row := append([]string{strconv.Itoa(line.Line), line.From, line.To, line.Status}, line.row[:]...)
		row = append(row, line.Error, string(s.snapshot().Graph.Version()))
		row = append(row, line.others...)
		if s.output != "" {
			collected.rows = append(collected.rows, row)
			return nil
		}
		table = append(table, row)
		err := export.WriteCSV(out, table, false)
		table = table[:0]
		return err
	}
}
