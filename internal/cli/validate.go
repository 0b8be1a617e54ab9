package cli

import (
	"bufio"
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/app"
	"noboru/internal/faults"
	"noboru/internal/serving"
	"noboru/internal/terminal"
	"noboru/internal/words"
	"noboru/loader"
)

func (r *run) validateCommand() *cobra.Command {
	var list []string
	var manifest string
	cmd := r.command("validate [FILE...]", "  noboru validate\n  noboru validate roles.csv --thresholds 0.7,0.8,0.9", nil, func(cmd *cobra.Command, args []string) error {
		var thresholds []graph.Similarity
		for _, text := range list {
			n, err := decimal(strings.TrimSpace(text))
			t, rangeErr := graph.NewSimilarity(n)
			if err != nil || rangeErr != nil {
				return wrongValue("--thresholds", text, words.M("input.correlation"))
			}
			thresholds = append(thresholds, t)
		}
		sources := []app.Source{r.source}
		if len(args) > 0 {
			sources = nil
			for _, path := range args {
				sources = append(sources, app.Source{File: path, Reading: r.source.Reading})
			}
		}
		if manifest != "" && len(sources) != 1 {
			return misuse("usage.one-manifest")
		}
		return r.runValidate(cmd.Context(), sources, thresholds, manifest)
	})
	cmd.ValidArgsFunction = nil // files
	cmd.Flags().StringVar(&manifest, "write-manifest", "", r.say("flag.write-manifest"))
	cmd.Flags().StringSliceVar(&list, "thresholds", nil, r.say("flag.thresholds"))
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
	File             string         `json:"file"`
	Valid            bool           `json:"valid"`
	Faults           loader.Faults  `json:"faults"`
	Dataset          *datasetInFile `json:"dataset"`
	Report           *loader.Report `json:"report"`
	ComfortableClimb *float64       `json:"comfortableClimb"`
	Thresholds       []threshold    `json:"thresholds"`
	Isolated         []string       `json:"isolated"` // codes of roles, at the dataset's own threshold
	Advice           *advice        `json:"advice"`

	shown    answer.Dataset
	isolated []words.Message // the same by name
}

// datasetInFile is what a file says of its dataset.
type datasetInFile struct {
	named
	Title        bilingual `json:"title"`
	Illustrative bool      `json:"illustrative"`
	Notice       bilingual `json:"notice"`
	Measure      string    `json:"measure"`
	Threshold    float64   `json:"threshold"`
	TopK         *int      `json:"topK"`
}

// threshold is what a threshold would give.
type threshold struct {
	Threshold  float64 `json:"threshold"`
	Own        bool    `json:"own"` // the dataset's own
	Edges      int     `json:"edges"`
	Components int     `json:"components"`
	Largest    int     `json:"largest"` // roles in the largest component
	Isolated   int     `json:"isolated"`
}

// advice is the threshold and topK that are recommended, and why.
type advice struct {
	Threshold    float64 `json:"threshold"`
	TopK         int     `json:"topK"`      // 0: all edges over the threshold
	Connected    float64 `json:"connected"` // share of roles in the largest component
	EdgesPerRole float64 `json:"edgesPerRole"`
	StepsApart   float64 `json:"stepsApart"` // mean, between roles that are connected
	Isolated     int     `json:"isolated"`   // roles without an edge
	Whole        bool    `json:"whole"`      // nine roles of ten are connected
}

func (r *run) runValidate(ctx context.Context, sources []app.Source, thresholds []graph.Similarity, manifest string) error {
	ans := &validateAnswer{}
	valid := true
	answers := bufio.NewScanner(r.stdin)
	for _, src := range sources {
		done := r.busy("done.reading", "file", src)
		report, err := inspect(ctx, src, thresholds)
		done()
		if err == nil && !report.Valid && r.asks() {
			report, err = r.settleDoubts(ctx, src, thresholds, report, answers)
		}
		if err != nil {
			return err
		}
		ans.Files = append(ans.Files, *report)
		valid = valid && report.Valid
	}
	if err := r.showPlain("validate", ans); err != nil {
		return err
	}
	if f := ans.Files[0]; manifest != "" && f.Valid {
		if err := r.writeManifest(manifest, f.Report); err != nil {
			return err
		}
	}
	if r.csv {
		p := r.aside()
		for _, f := range ans.Files {
			f.faults(p, "")
			if f.Valid {
				r.warn(f.File, f.Report)
			}
		}
	}
	if !valid {
		return &outcome{BadInput}
	}
	return nil
}

// inspect reads one source. The error is not about the input.
func inspect(ctx context.Context, src app.Source, thresholds []graph.Similarity) (*fileReport, error) {
	f := &fileReport{File: src.String(), Faults: loader.Faults{}, Thresholds: []threshold{}, Isolated: []string{}}
	snapshot, report, err := src.FromTables(ctx)
	if errors.As(err, &f.Faults) {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	d := snapshot.Dataset()
	f.shown = answer.NewDataset(snapshot)
	comfort := f.shown.ComfortableClimb()
	f.Valid, f.Report, f.ComfortableClimb = true, report, &comfort
	f.Dataset = &datasetInFile{
		named: named{d.Name(), string(d.Version())}, Title: bilingual{d.Title().Ja, d.Title().En}, Illustrative: d.Illustrative(),
		Notice: bilingual{d.Notice().Ja, d.Notice().En}, Measure: string(d.Measure()), Threshold: f.shown.Threshold(), TopK: f.shown.TopK(),
	}
	return f, f.graph(ctx, snapshot, thresholds)
}

// graph says what each threshold would give.
func (f *fileReport) graph(ctx context.Context, snapshot *serving.Snapshot, thresholds []graph.Similarity) error {
	d := snapshot.Dataset()
	if thresholds == nil {
		thresholds = defaultThresholds()
	}
	thresholds = append(slices.Clone(thresholds), d.Threshold())
	slices.Sort(thresholds)
	rows, err := graph.Thresholds(ctx, d, slices.Compact(thresholds))
	if err != nil {
		return err
	}
	for _, t := range rows {
		f.Thresholds = append(f.Thresholds, threshold{t.Threshold.Float(), t.Threshold == d.Threshold(), t.Edges, t.Components, t.Largest, t.Isolated})
	}
	if len(d.Roles()) > 1 {
		a, err := graph.Advise(ctx, d)
		if err != nil {
			return err
		}
		n := float64(len(d.Roles()))
		f.Advice = &advice{a.Threshold.Float(), a.TopK, float64(a.Largest) / n, 2 * float64(a.Edges) / n, a.StepsApart, a.Isolated, a.Whole}
	}
	for role := range d.Roles() {
		if snapshot.Graph.Degree(role) == 0 {
			f.Isolated = append(f.Isolated, d.Role(role).Code)
			f.isolated = append(f.isolated, words.M("unknown.named", "name", d.Role(role).Name, "code", d.Role(role).Code))
		}
	}
	return nil
}

func (ans *validateAnswer) text(p *terminal.Page) {
	for i := range ans.Files {
		if i > 0 {
			p.Line("")
		}
		ans.Files[i].text(p)
	}
}

// faults lists what is wrong, each in a line of its own.
func (f *fileReport) faults(p *terminal.Page, indent string) {
	for _, fault := range f.Faults {
		p.Line(indent + faults.Line(fault, p.Lang))
	}
}

func (f *fileReport) text(p *terminal.Page) {
	if !f.Valid {
		p.Say("validated.faults", "file", f.File, "count", len(f.Faults))
		f.faults(p, "  ")
		return
	}
	r := f.Report
	p.Say("validated.title", "file", f.File, "name", r.Name, "version", r.Version.Short())
	p.Say("validated.counts", "roles", r.Roles, "skills", r.Skills, "families", r.Families)
	if r.Pairs > 0 {
		p.Say("validated.pairs", "pairs", r.Pairs)
	}
	rule := []any{"measure", words.M("measure." + f.Dataset.Measure), "threshold", number(f.Dataset.Threshold), "comfortable", points(*f.ComfortableClimb)}
	if k := f.Dataset.TopK; k != nil {
		p.Say("validated.rule-top-k", append(rule, "topK", *k)...)
	} else {
		p.Say("validated.rule", rule...)
	}
	f.recognition(p)
	if r.Rounded > 0 {
		p.Say("validated.rounded", "count", r.Rounded)
	}
	for _, w := range r.Warnings {
		sayWarning(p, w)
	}
	if len(r.SkillColumns) > 0 {
		p.Say("validated.skills")
		p.Wrap("  ", words.M("shown.text", "text", skillColumns(r.SkillColumns)))
	}
	p.Line("")
	p.Say("validated.thresholds")
	rows := make([][]string, 0, len(f.Thresholds))
	for _, t := range f.Thresholds {
		own := ""
		if t.Own {
			own = "*"
		}
		rows = append(rows, []string{own + number(t.Threshold), strconv.Itoa(t.Edges), strconv.Itoa(t.Components), strconv.Itoa(t.Largest), strconv.Itoa(t.Isolated)})
	}
	p.Table([]terminal.Column{terminal.Right("threshold"), terminal.Right("edges"), terminal.Right("components"), terminal.Right("largest"), terminal.Right("isolated")}, rows)
	if a := f.Advice; a != nil {
		id := "validated.advice"
		switch {
		case !a.Whole:
			id = "validated.advice-poor"
		case a.TopK > 0:
			id = "validated.advice-strongest"
		}
		p.Say(id, "threshold", number(a.Threshold), "topK", a.TopK, "isolated", a.Isolated, "connected", number(math.Round(a.Connected*100)), "edges", number(math.Round(a.EdgesPerRole*10)/10), "steps", number(math.Round(a.StepsApart*10)/10))
	}
	if len(f.Isolated) > 0 {
		p.Line("")
		p.Say("validated.isolated", "roles", f.isolated)
	}
	p.Line("")
	footer(p, f.shown)
}

// recognition says what the table was taken for, and why.
func (f *fileReport) recognition(p *terminal.Page) {
	rec := f.Report.Recognition
	if rec.Form == "" || rec.Stated {
		return
	}
	p.Say("validated.form", "form", faults.Form(rec.Form))
	for _, e := range rec.Evidence {
		p.Line("  " + faults.Evidence(e).In(p.Lang))
	}
	if len(rec.Alternatives) > 0 && !rec.Certain {
		var others []words.Message
		for _, form := range rec.Alternatives {
			others = append(others, faults.Form(form))
		}
		p.Say("validated.alternatives", "forms", words.ListOf(others))
	}
	if len(rec.Guessed) > 0 {
		p.Wrap("", words.M("validated.guessed", "fields", words.AllOf(guesses(rec))))
	}
}

// guesses says what was found of the table; what is shown elsewhere stands back.
func guesses(rec loader.Recognition) []words.Message {
	var said []words.Message
	for _, g := range rec.Guesses() {
		field := words.M("guessed." + g.Field)
		switch {
		case g.Field == "form", g.Field == "skills":
		case g.Value == "":
			said = append(said, field)
		default:
			said = append(said, words.M("validated.guess", "field", field, "value", words.Name(g.Value)))
		}
	}
	return said
}

// skillColumns lists columns with the range of their scores, by which a person sees one that is no skill.
func skillColumns(columns []loader.SkillColumn) words.List {
	list := make([]words.Message, 0, len(columns))
	for _, c := range columns {
		list = append(list, words.M("validated.range", "column", words.Name(c.Column), "least", number(c.Least), "most", number(c.Most)))
	}
	return words.AllOf(list)
}

// sheet has one row for each threshold of each file.
func (ans *validateAnswer) sheet(string) sheet {
	s := sheet{header: []string{"file", "valid", "threshold", "own", "edges", "components", "largest", "isolated"}}
	for _, f := range ans.Files {
		if !f.Valid {
			s.add(f.File, "false", "", "", "", "", "", "")
		}
		for _, t := range f.Thresholds {
			s.add(f.File, "true", number(t.Threshold), strconv.FormatBool(t.Own), strconv.Itoa(t.Edges), strconv.Itoa(t.Components), strconv.Itoa(t.Largest), strconv.Itoa(t.Isolated))
		}
	}
	return s
}
