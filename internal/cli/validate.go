package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/faults"
	"noboru/loader"
)

func (a *app) validateCommand() *cobra.Command {
	var list []string
	cmd := &cobra.Command{
		Use: "validate [FILE...]", Short: words.ValidateShort.In(a.lang), Long: words.ValidateLong.In(a.lang),
		Example: "  noboru validate\n  noboru validate roles.csv --thresholds 0.7,0.8,0.9",
		RunE: func(cmd *cobra.Command, args []string) error {
			var thresholds []graph.Similarity
			for _, text := range list {
				r, err := decimal(strings.TrimSpace(text))
				t, rangeErr := graph.NewSimilarity(r)
				if err != nil || rangeErr != nil {
					return misuse(words.GotWant.In(a.lang), "--thresholds", text, "0-1")
				}
				thresholds = append(thresholds, t)
			}
			sources := []source{a.source()}
			if len(args) > 0 {
				sources = nil
				for _, path := range args {
					sources = append(sources, fileSource(path))
				}
			}
			return a.runValidate(cmd.Context(), sources, thresholds)
		},
	}
	cmd.Flags().StringSliceVar(&list, "thresholds", nil, words.FlagThresholds.In(a.lang))
	return cmd
}

// defaultThresholds are 0.5 to 0.95 in steps of 0.05.
func defaultThresholds() []graph.Similarity {
	var list []graph.Similarity
	for t := graph.Similarity(500_000); t <= 950_000; t += 50_000 {
		list = append(list, t)
	}
	return list
}

// validateAnswer is the answer of validate: one report a file.
type validateAnswer struct {
	Files []fileReport `json:"files"`
}

// fileReport says what would be loaded of a file, or everything that is wrong with it.
type fileReport struct {
	File       string         `json:"file"`
	Valid      bool           `json:"valid"`
	Faults     loader.Faults  `json:"faults"`
	Dataset    *datasetDoc    `json:"dataset"`
	Report     *loader.Report `json:"report"`
	Comfort    *points        `json:"comfortableClimb"`
	Thresholds []thresholdDoc `json:"thresholds"`
	Isolated   []roleDoc      `json:"isolated"` // at the dataset's own threshold
}

// thresholdDoc is what a threshold would give.
type thresholdDoc struct {
	Threshold  millionths `json:"threshold"`
	Own        bool       `json:"own"` // the dataset's own
	Edges      int        `json:"edges"`
	Components int        `json:"components"`
	Largest    int        `json:"largest"` // roles in the largest component
	Isolated   int        `json:"isolated"`
}

func (a *app) runValidate(ctx context.Context, sources []source, thresholds []graph.Similarity) error {
	ans := &validateAnswer{}
	valid := true
	for _, src := range sources {
		report, err := a.inspect(ctx, src, thresholds)
		if err != nil {
			return err
		}
		ans.Files = append(ans.Files, *report)
		valid = valid && report.Valid
	}
	var err error
	switch {
	case a.json:
		err = writeJSON(a.stdout, ans)
	case a.csv:
		err = ans.sheet().write(a.stdout)
		p := &page{w: a.stderr, lang: a.lang} // stderr is the last resort
		for i, f := range ans.Files {
			for _, fault := range f.Faults {
				p.line(printable(faults.Line(fault, a.lang)))
			}
			if f.Valid {
				a.warn(sources[i], f.Report)
			}
		}
	default:
		p := &page{w: a.stdout, lang: a.lang}
		for i := range ans.Files {
			if i > 0 {
				p.line("")
			}
			ans.Files[i].text(p)
			if d := ans.Files[i].Dataset; d != nil && p.err == nil {
				p.line("")
				p.err = a.footer(a.stdout, *d)
			}
		}
		err = p.err
	}
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if !valid {
		return &outcome{BadInput}
	}
	return nil
}

// inspect reads one source. The error is not about the input.
func (a *app) inspect(ctx context.Context, src source, thresholds []graph.Similarity) (*fileReport, error) {
	doc := &fileReport{File: src.String(), Faults: loader.Faults{}, Thresholds: []thresholdDoc{}, Isolated: []roleDoc{}}
	d, report, err := src.open(ctx)
	if errors.As(err, &doc.Faults) {
		return doc, nil
	}
	if err != nil {
		return nil, err
	}
	g, err := graph.Build(ctx, d)
	if field := (*graph.FieldError)(nil); errors.As(err, &field) {
		doc.Faults = loader.Refused(doc.File, err)
		return doc, nil
	}
	if err != nil {
		return nil, err
	}
	dataset, comfort := newDataset(d), points(d.ComfortableClimb())
	doc.Valid, doc.Dataset, doc.Report, doc.Comfort = true, &dataset, report, &comfort
	if thresholds == nil {
		thresholds = defaultThresholds()
	}
	thresholds = append(slices.Clone(thresholds), d.Threshold())
	slices.Sort(thresholds)
	rows, err := graph.Thresholds(ctx, d, slices.Compact(thresholds))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		doc.Thresholds = append(doc.Thresholds, thresholdDoc{millionths(r.Threshold), r.Threshold == d.Threshold(), r.Edges, r.Components, r.Largest, r.Isolated})
	}
	s := &session{app: a, data: d, graph: g}
	for role := range d.Roles() {
		if g.Degree(role) == 0 {
			doc.Isolated = append(doc.Isolated, s.role(role))
		}
	}
	return doc, nil
}

func (f *fileReport) text(p *page) {
	if !f.Valid {
		p.say(words.ValidateFaults, f.File, len(f.Faults))
		for _, fault := range f.Faults {
			p.line("  " + printable(faults.Line(fault, p.lang)))
		}
		return
	}
	r := f.Report
	p.say(words.ValidateTitle, f.File, r.Name, r.Version.Short())
	p.say(words.ValidateCounts, r.Roles, r.Skills, r.Families, r.Pairs, r.Form, f.Dataset.Measure, f.Dataset.TopK, f.Comfort)
	if r.Rounded > 0 {
		p.say(words.ValidateRounded, r.Rounded)
	}
	for _, w := range r.Warnings {
		p.say(words.ValidateWarning, printable(faults.WarningLine(w, p.lang)))
	}
	if len(r.SkillColumns) > 0 {
		p.say(words.ValidateSkills)
		p.wrap(skillColumns(r.SkillColumns, p.lang))
	}
	p.line("")
	p.say(words.ValidateThresholds)
	rows := make([][]string, 0, len(f.Thresholds))
	for _, t := range f.Thresholds {
		own := ""
		if t.Own {
			own = words.ValidateOwn.In(p.lang)
		}
		rows = append(rows, []string{own + t.Threshold.String(), strconv.Itoa(t.Edges), strconv.Itoa(t.Components), strconv.Itoa(t.Largest), strconv.Itoa(t.Isolated)})
	}
	p.table([]column{right(words.ColThreshold), right(words.ColEdges), right(words.ColComponents), right(words.ColLargest), right(words.ColIsolated)}, rows)
	if len(f.Isolated) > 0 {
		p.line("")
		p.say(words.ValidateIsolated, someCodes(f.Isolated, 20, p.lang))
	}
}

// skillColumns lists columns with the range of their scores, by which a person sees one that is no skill.
func skillColumns(columns []loader.SkillColumn, lang string) []string {
	list := make([]string, 0, len(columns))
	plain := func(points float64) string { return strconv.FormatFloat(points, 'f', -1, 64) }
	for _, c := range columns {
		list = append(list, fmt.Sprintf(words.ValidateRange.In(lang), printable(c.Column), plain(c.Least), plain(c.Most)))
	}
	return list
}

// wrap writes items separated by commas, in lines of at most 100 columns where they fit.
func (p *page) wrap(items []string) {
	line := ""
	for i, item := range items {
		if i < len(items)-1 {
			item += ","
		}
		if line != "" && displayWidth(line)+displayWidth(item) > 97 {
			p.line(" " + line)
			line = ""
		}
		line += " " + item
	}
	p.line(" " + line)
}

// sheet has one row for each threshold of each file.
func (ans *validateAnswer) sheet() sheet {
	s := sheet{header: []string{"file", "valid", "threshold", "own", "edges", "components", "largest", "isolated"}}
	for _, f := range ans.Files {
		if !f.Valid {
			s.rows = append(s.rows, []string{f.File, "false", "", "", "", "", "", ""})
		}
		for _, t := range f.Thresholds {
			s.rows = append(s.rows, []string{
				f.File, "true", t.Threshold.String(), strconv.FormatBool(t.Own), strconv.Itoa(t.Edges), strconv.Itoa(t.Components), strconv.Itoa(t.Largest), strconv.Itoa(t.Isolated),
			})
		}
	}
	return s
}
