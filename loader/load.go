package loader

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"noboru/graph"
)

// Options bound and direct the loading. The zero value is the default.
type Options struct {
	// BaseDir is where a manifest's relative file names start; empty for the manifest's own folder.
	BaseDir string
	// Root is the folder that a manifest's files must lie in, links followed; empty for where their
	// names start. What a manifest from elsewhere names must not reach the rest of the disk.
	Root string
	// MaxBytes bounds each file, and for XLSX a quarter of what it may unpack to. Default 64 MiB.
	MaxBytes int64
	// MaxCells bounds the cells of each table. Default ten million.
	MaxCells int

	// What the caller says in the place of the manifest; zero values leave it as it is.
	Threshold *graph.Similarity
	TopK      *int
	Measure   graph.Measure
	Form      string // scores, long, ...
	Blank     string // missing, zero or leave-out
	Sheet     string
	Encoding  string
}

const (
	defaultMaxBytes = 64 << 20
	defaultMaxCells = 10_000_000
)

// Load reads the dataset at path: a manifest (.json), a folder with a manifest.json, or a table
// (.csv, .xlsx). A table is read by the manifest beside it (roles.csv.manifest.json,
// roles.manifest.json, or a manifest.json that names it), else by the usual names of its columns.
//
// Everything wrong with the input comes back as Faults, and then there is neither dataset nor
// report. Other errors are ctx's.
func Load(ctx context.Context, path string, opts Options) (*graph.Dataset, *Report, error) {
	return load(ctx, source{}, path, opts)
}

// LoadFS is Load for a name in fsys, such as the bundled data.
func LoadFS(ctx context.Context, fsys fs.FS, name string, opts Options) (*graph.Dataset, *Report, error) {
	return load(ctx, source{fsys}, name, opts)
}

// loading is the state of one run.
type loading struct {
	ctx      context.Context
	src      source
	opts     Options
	manifest manifest
	base     string // folder of the manifest's relative names
	implied  bool   // there is no manifest: columns go by their usual names
	readable bool   // enough is known to read the tables
	doubts   doubts // fields of the manifest that are not known
	where    func(field string) position
	report   *Report
	faults   Faults

	grids       map[string]*grid // files that were read, by name and sheet
	said        map[string]bool  // warnings that are said once
	notes       []Fact           // evidence
	guessed     []string         // fields of the manifest that were filled in
	notation    notation
	scaleBy     float64      // 0 and 1: scores stay as they are
	columns     *columnNames // of the first table of roles, once they are known
	pairsAlone  bool         // the pairs name the roles
	totalHeader string       // of a column that turned out to be the total
	wrongTotals []string     // roles of the table that is being read whose total is not the sum
	linkKind    string       // header of what a link says that counts for nothing
	noRoles     []int        // rows of the first file that turned out to be no roles
}

func load(ctx context.Context, src source, path string, opts Options) (*graph.Dataset, *Report, error) {
	l := newLoading(ctx, src, opts)
	d := l.run(path)
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("load %s: %w", path, err)
	}
	if len(l.faults) > 0 {
		l.faults.sort()
		return nil, nil, condense(l.faults)
	}
	l.report.Warnings = condenseWarnings(l.report.Warnings)
	return d, l.report, nil
}

func newLoading(ctx context.Context, src source, opts Options) *loading {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = defaultMaxBytes
	}
	if opts.MaxCells <= 0 {
		opts.MaxCells = defaultMaxCells
	}
	return &loading{ctx: ctx, src: src, opts: opts, report: newReport(), grids: map[string]*grid{}, said: map[string]bool{}}
}

func (l *loading) run(path string) *graph.Dataset {
	l.findManifest(path)
	l.override()
	spec := l.manifest.settings()
	if l.readable && len(l.manifest.Files) > 0 {
		before := len(l.faults)
		if l.recognise() {
			spec = l.manifest.settings()
			l.tables(&spec)
			l.checkSettings(&spec, len(l.faults) == before)
		}
	}
	if len(l.faults) > 0 || l.ctx.Err() != nil {
		return nil
	}
	l.finish(&spec)
	d, err := graph.NewDataset(spec)
	if err != nil {
		l.invalid(err)
		return nil
	}
	l.writeManifest(&spec)
	r := l.report
	r.Name, r.Version = d.Name(), d.Version()
	r.Roles, r.Skills, r.Families, r.Pairs = len(d.Roles()), len(d.Skills()), len(d.Families()), len(d.Pairs())
	return d
}

// tables reads the tables by the manifest's form.
func (l *loading) tables(spec *graph.Spec) {
	l.report.Form = l.manifest.Form
	switch l.manifest.Form {
	case formCorrelations:
		l.correlations(spec)
	case formMatrix:
		l.matrix(spec)
	case formONET, formLong, formLinks:
		l.long(spec)
	default:
		l.scores(spec)
	}
}

// checkSettings faults settings that do not fit the tables: a largest score that overflows the exact
// sums, a comfortable climb beyond the largest total. sound says that the tables have no fault.
func (l *loading) checkSettings(spec *graph.Spec, sound bool) {
	scored := spec.Measure != graph.Given
	known := scored && len(spec.Skills) > 0 && !l.doubts.within("skills")
	if most := scoreBound(0, len(spec.Skills)).most; known && spec.MaxScore > most {
		l.settingFault("maxScore", spec.MaxScore, kindMaxScoreTooLarge, "most", most, "sum", largestSum, "skills", len(spec.Skills))
		return
	}
	var largest graph.Points
	switch {
	case known && spec.MaxScore > 0:
		largest = spec.MaxScore * graph.Points(len(spec.Skills))
	case sound:
		for i := range spec.Roles {
			largest = max(largest, total(&spec.Roles[i]))
		}
	}
	if climb := spec.ComfortableClimb; largest > 0 && climb > max(1, largest) {
		l.settingFault("comfortableClimb", climb, kindClimbTooLarge, "most", largest)
	}
}

// total is the sum of a role's scores, or what the table gave as its total.
func total(r *graph.Role) graph.Points {
	sum := r.Total
	for _, s := range r.Scores {
		sum += s
	}
	return sum
}

// settingFault faults a setting of the manifest.
func (l *loading) settingFault(field string, value any, kind Kind, vs ...any) {
	p := l.where(field)
	l.fault(&Fault{File: l.report.Manifest, Row: p.line, Char: p.char, Column: field, Value: fmt.Sprint(value), Kind: kind, Values: vs})
}

// finish fills in languages and ids.
func (l *loading) finish(spec *graph.Spec) {
	if spec.Languages == nil {
		spec.Languages = []string{}
		if slices.ContainsFunc(spec.Roles, func(r graph.Role) bool { return r.Name.Ja != "" }) {
			spec.Languages = append(spec.Languages, "ja")
		}
		if slices.ContainsFunc(spec.Roles, func(r graph.Role) bool { return r.Name.En != "" }) {
			spec.Languages = append(spec.Languages, "en")
		}
	}
	ids := NewIDs(spec.Name)
	for i := range spec.Roles {
		spec.Roles[i].ID = ids.Role(spec.Roles[i].Code)
	}
	for i := range spec.Skills {
		spec.Skills[i].ID = ids.Skill(spec.Skills[i].Code)
	}
	for i := range spec.SkillGroups {
		spec.SkillGroups[i].ID = ids.Group(spec.SkillGroups[i].Code)
	}
	for i := range spec.Families {
		spec.Families[i].ID = ids.Family(spec.Families[i].Code)
	}
}

// invalid adds what graph.NewDataset refuses, as faults of the manifest or, without one, of the
// table.
func (l *loading) invalid(err error) {
	file := l.report.Manifest
	if file == "" {
		file = l.manifest.Files[0]
	}
	for _, f := range Refused(file, err) {
		l.fault(f)
	}
}

// fault adds f, up to the limit.
func (l *loading) fault(f *Fault) {
	if n := len(l.faults); n > 0 && f.Row > 0 && f.Char == 0 {
		if last := l.faults[n-1]; last.Row == f.Row && last.Kind == f.Kind && last.Column == f.Column && last.Value == f.Value && last.File == f.File && last.Sheet == f.Sheet {
			return // two meanings of one column
		}
	}
	switch {
	case len(l.faults) < maxFaults:
		l.faults = append(l.faults, f)
	case len(l.faults) == maxFaults:
		l.faults = append(l.faults, &Fault{File: f.File, Sheet: f.Sheet, Row: f.Row, Kind: kindTooManyFaults})
	}
}

func (l *loading) warn(w Warning) { l.report.Warnings = append(l.report.Warnings, w) }

// stopped says whether to give up: the context is done or there are faults beyond counting.
// Long loops ask it now and then.
func (l *loading) stopped(i int) bool {
	return len(l.faults) > maxFaults || (i%1024 == 0 && l.ctx.Err() != nil)
}

// read returns a file's bytes and notes that it was read. A failure is a fault, and nil.
func (l *loading) read(name string) []byte {
	data, err := l.src.read(name, l.opts.MaxBytes)
	switch {
	case err == nil:
		if !slices.Contains(l.report.Files, name) {
			l.report.Files = append(l.report.Files, name)
		}
		if data == nil {
			data = []byte{}
		}
		return data
	case errors.Is(err, ErrTooLarge):
		l.fault(&Fault{File: name, Kind: kindFileTooLarge, Values: Values{"limit", l.opts.MaxBytes}})
	case errors.Is(err, fs.ErrNotExist):
		l.fault(&Fault{File: name, Kind: kindNoFile})
	case errors.Is(err, errNoFile):
		l.fault(&Fault{File: name, Kind: kindNotAFile})
	default:
		l.fault(&Fault{File: name, Kind: kindUnreadable, Err: err})
	}
	return nil
}
