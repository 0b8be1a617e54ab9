package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/words"
	"noboru/resolvers"
)

// maxPairsBytes bounds a file of pairs: a few million lines.
const maxPairsBytes = 64 << 20

// pair is one line of a file of pairs.
type pair struct {
	line     int
	from, to string
	cells    int // how many there are, where from or to is not one of them
}

// pairLine is the answer to one pair: a line of JSON Lines. The answer is the GraphQL API's.
type pairLine struct {
	Line   int             `json:"line"`
	From   string          `json:"from"` // as it stands in the file
	To     string          `json:"to"`
	Status string          `json:"status"` // ok, no_path or error
	Answer json.RawMessage `json:"answer,omitempty"`
	Error  string          `json:"error,omitempty"`

	row  [7]string // of a path: steps to path, for CSV
	code ExitCode
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
	pairs, err := readPairs(path, raw)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(r.stdout)
	write := s.pairWriter(out)
	tick := r.progress(len(pairs))
	exec := resolvers.NewExecutor()
	worst := OK
	for i, p := range pairs {
		line := pairLine{Line: p.line, From: p.from, To: p.to, Status: "error", code: OK}
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
	s.footer(r.aside())
	if worst != OK {
		return &outcome{worst}
	}
	return nil
}

// readPairs reads the columns named from and to, or the first two where no header names them.
func readPairs(path string, raw []byte) ([]pair, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	from, to := 0, 1
	var pairs []pair
	for first := true; ; first = false {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, badFile(path, malformedCSV(err).(*faultError).message) //nolint:errorlint,forcetypeassert // it makes no other
		}
		if first {
			if f, t := indexFold(row, "from"), indexFold(row, "to"); f >= 0 && t >= 0 {
				from, to = f, t
				continue
			}
		}
		line, _ := r.FieldPos(0)
		p := pair{line: line, cells: len(row)}
		if from < len(row) {
			p.from = strings.TrimSpace(row[from])
		}
		if to < len(row) {
			p.to = strings.TrimSpace(row[to])
		}
		pairs = append(pairs, p)
	}
	if len(pairs) == 0 {
		return nil, badFile(path, words.M("file.no-pairs"))
	}
	return pairs, nil
}

func indexFold(row []string, name string) int {
	for i, cell := range row {
		if strings.EqualFold(strings.TrimSpace(cell), name) {
			return i
		}
	}
	return -1
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
			"input": in, "explain": false, "stability": false, "trials": 1, "seed": 1, "runnerUp": false,
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
		line.row = [7]string{
			strconv.Itoa(totals.Steps), number(totals.SteepestClimb), number(totals.Ascent), number(totals.Descent), number(totals.Distance),
			maybe(totals.SkillGap, inSheets), codes(path.Roles(), " > "),
		}
		return s.judge(line, nil)
	case *answer.NoPath:
		line.Error, err = noPathShown{f}.summary(ctx)
		return errors.Join(err, s.judge(line, &outcome{NoPath}))
	case *answer.UnknownRole:
		return s.judge(line, &nameError{f.Explanation()})
	case *answer.UnknownFamily:
		return s.judge(line, &nameError{f.Explanation()})
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

// pairWriter writes answers as CSV, or as JSON Lines with --json.
func (s *session) pairWriter(out *bufio.Writer) func(*pairLine) error {
	if s.json {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(line *pairLine) error { return enc.Encode(line) }
	}
	w := csv.NewWriter(out)
	headed := false
	return func(line *pairLine) error {
		if !headed {
			headed = true
			if err := w.Write([]string{"line", "from", "to", "status", "steps", "steepest_climb", "ascent", "descent", "distance", "skill_gap", "path", "detail", "version"}); err != nil {
				return err
			}
		}
		row := append([]string{strconv.Itoa(line.Line), line.From, line.To, line.Status}, line.row[:]...)
		if err := w.Write(append(row, line.Error, string(s.snapshot().Graph.Version()))); err != nil {
			return err
		}
		w.Flush()
		return w.Error()
	}
}

// progress shows how far a batch has come, on a terminal only and ten times a second at most.
func (r *run) progress(of int) func(done int) {
	f, ok := r.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func(int) {}
	}
	var last time.Time
	return func(done int) {
		if time.Since(last) < 100*time.Millisecond && done < of {
			return
		}
		last = time.Now()
		end := ""
		if done == of {
			end = "\n"
		}
		_, _ = f.WriteString("\r" + r.say("done.progress", "done", done, "all", of) + end) // only a courtesy
	}
}
