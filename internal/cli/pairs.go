package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"noboru/graph"
)

// maxPairsBytes bounds a file of pairs: a few million lines.
const maxPairsBytes = 64 << 20

// pair is one line of a file of pairs.
type pair struct {
	line     int
	from, to string
	bad      error // a line without two cells
}

// pairDoc is the answer to one pair: a line of JSON Lines. One of Path, NoPath and Error is there.
type pairDoc struct {
	Line   int         `json:"line"`
	From   string      `json:"from"` // as it stands in the file
	To     string      `json:"to"`
	Status string      `json:"status"` // ok, no_path or error
	Path   *pathDoc    `json:"path,omitempty"`
	NoPath *refusalDoc `json:"noPath,omitempty"`
	Error  string      `json:"error,omitempty"`
	// Candidates are what a wrong name could mean.
	Candidates []candidate    `json:"candidates,omitempty"`
	Dataset    pairDatasetDoc `json:"dataset"`
}

// pairDatasetDoc keeps lines short.
type pairDatasetDoc struct {
	Name         string `json:"name"`
	Version      string `json:"version"`
	Illustrative bool   `json:"illustrative"`
}

// runPairs answers a file of pairs, line by line and in order. A line that cannot be answered says
// so itself; the exit code is that of the gravest line.
func (a *app) runPairs(cmd *cobra.Command, f *pathsFlags) error {
	ctx := cmd.Context()
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	var q graph.Question
	var known bool
	if q.Objective, known = objectives[f.objective]; !known {
		return misuse(words.GotWant.In(a.lang), "--objective", f.objective, "gentlest, shortest, fewest-steps")
	}
	if q.Limits, err = s.limits(&f.limitFlags); err != nil {
		return err
	}
	if err := s.graph.CheckLimits(q.Limits); err != nil { // once, and not with every pair
		return err
	}
	raw, err := a.readInput(f.pairs, maxPairsBytes)
	if err != nil {
		return err
	}
	pairs, err := a.readPairs(f.pairs, raw)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.stdout)
	write := s.pairWriter(out)
	tick := a.progress(len(pairs))
	worst := OK
	for i, p := range pairs {
		if err := ctx.Err(); err != nil {
			return errors.Join(err, out.Flush())
		}
		doc, code, err := s.answerPair(ctx, p, q)
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		worst = graver(worst, code)
		if err := write(doc); err != nil {
			return fmt.Errorf("writing line %d: %w", i+1, err)
		}
		tick(i + 1)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the answers: %w", err)
	}
	if err := a.footer(a.stderr, newDataset(s.data)); err != nil {
		return err
	}
	if worst != OK {
		return &outcome{worst}
	}
	return nil
}

// readPairs reads the columns named from and to, or the first two where no header names them.
func (a *app) readPairs(path string, raw []byte) ([]pair, error) {
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
			return nil, &fileError{File: path, Faults: []string{err.Error()}}
		}
		if first {
			if f, t := indexFold(row, "from"), indexFold(row, "to"); f >= 0 && t >= 0 {
				from, to = f, t
				continue
			}
		}
		line, _ := r.FieldPos(0)
		p := pair{line: line}
		if from < len(row) {
			p.from = strings.TrimSpace(row[from])
		}
		if to < len(row) {
			p.to = strings.TrimSpace(row[to])
		}
		if p.from == "" || p.to == "" {
			p.bad = fmt.Errorf(words.PairsCells.In(a.lang), line)
		}
		pairs = append(pairs, p)
	}
	if len(pairs) == 0 {
		return nil, &fileError{File: path, Faults: []string{words.PairsNoRows.In(a.lang)}}
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

// answerPair answers one line. The error ends the whole run; what is wrong with the line alone
// stands in its answer.
func (s *session) answerPair(ctx context.Context, p pair, q graph.Question) (*pairDoc, ExitCode, error) {
	doc := &pairDoc{
		Line: p.line, From: p.from, To: p.to, Status: "error",
		Dataset: pairDatasetDoc{s.data.Name(), string(s.data.Version()), s.data.Illustrative()},
	}
	if p.bad != nil {
		doc.Error = p.bad.Error()
		return doc, BadInput, nil
	}
	var fromErr, toErr error
	q.From, fromErr = s.roleGroup(p.from)
	q.To, toErr = s.roleGroup(p.to)
	if fromErr != nil || toErr != nil {
		var messages []string
		for _, err := range []error{fromErr, toErr} {
			var name *nameError
			if errors.As(err, &name) {
				messages, doc.Candidates = append(messages, name.brief()), append(doc.Candidates, name.Candidates...)
			} else if err != nil {
				messages = append(messages, err.Error())
			}
		}
		doc.Error = strings.Join(messages, "; ")
		return doc, BadName, nil
	}
	best, found, err := s.planner.Path(ctx, q)
	var input *graph.InputError
	switch {
	case errors.As(err, &input):
		doc.Error = s.inputMessage(input).Error()
		return doc, BadUsage, nil
	case err != nil:
		return nil, Internal, err
	case found:
		doc.Status, doc.Path = "ok", s.path(best, nil, q.ClimbBy, false)
		return doc, OK, nil
	}
	doc.Status = "no_path"
	doc.NoPath, err = s.refuse(ctx, q)
	return doc, NoPath, err
}

// pairWriter writes answers as CSV, or as JSON Lines with --json.
func (s *session) pairWriter(out *bufio.Writer) func(*pairDoc) error {
	if s.json {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(doc *pairDoc) error { return enc.Encode(doc) }
	}
	w := csv.NewWriter(out)
	headed := false
	return func(doc *pairDoc) error {
		if !headed {
			headed = true
			if err := w.Write([]string{"line", "from", "to", "status", "steps", "steepest_climb", "ascent", "descent", "distance", "skill_gap", "path", "detail", "dataset_version"}); err != nil {
				return err
			}
		}
		row := []string{strconv.Itoa(doc.Line), doc.From, doc.To, doc.Status, "", "", "", "", "", "", "", doc.Error, doc.Dataset.Version}
		if d := doc.Path; d != nil {
			copy(row[4:], []string{strconv.Itoa(len(d.Steps)), d.SteepestClimb.String(), d.Ascent.String(), d.Descent.String(), d.Cost.Distance.String(), orEmpty(d.SkillGap), d.codes()})
		}
		if doc.NoPath != nil {
			row[11] = doc.NoPath.summary()
		}
		if err := w.Write(row); err != nil {
			return err
		}
		w.Flush()
		return w.Error()
	}
}

// progress shows how far a batch has come, on a terminal only and ten times a second at most.
func (a *app) progress(of int) func(done int) {
	f, ok := a.stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return func(int) {}
	}
	var last time.Time
	return func(done int) {
		if time.Since(last) < 100*time.Millisecond && done < of {
			return
		}
		last = time.Now()
		fmt.Fprintf(f, "\r"+words.Progress.In(a.lang), done, of) //nolint:errcheck // only a courtesy
		if done == of {
			fmt.Fprintln(f) //nolint:errcheck // as above
		}
	}
}
