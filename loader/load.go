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
	// MaxBytes bounds each file, and for XLSX a quarter of what it may unpack to. Default 64 MiB.
	MaxBytes int64
	// MaxCells bounds the cells of each table. Default ten million.
	MaxCells int
}

const (
	defaultMaxBytes = 64 << 20
	defaultMaxCells = 10_000_000
	// unzipFactor is how much larger than MaxBytes an XLSX may be unpacked.
	unzipFactor = 4
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
	report   *Report
	faults   Faults
}

func load(ctx context.Context, src source, path string, opts Options) (*graph.Dataset, *Report, error) {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = defaultMaxBytes
	}
	if opts.MaxCells <= 0 {
		opts.MaxCells = defaultMaxCells
	}
	l := &loading{ctx: ctx, src: src, opts: opts, report: &Report{Files: []string{}, Warnings: []Warning{}}}
	d := l.run(path)
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("load %s: %w", path, err)
	}
	if len(l.faults) > 0 {
		l.faults.sort()
		return nil, nil, l.faults
	}
	return d, l.report, nil
}

func (l *loading) run(path string) *graph.Dataset {
	l.findManifest(path)
	if len(l.faults) > 0 {
		return nil
	}
	spec := l.manifest.settings()
	l.report.Form = l.manifest.Form
	switch l.manifest.Form {
	case formCorrelations:
		l.correlations(&spec)
	case formONET:
		l.onet(&spec)
	default:
		l.scores(&spec)
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
	r := l.report
	r.Name, r.Version = d.Name(), d.Version()
	r.Roles, r.Skills, r.Families, r.Pairs = len(d.Roles()), len(d.Skills()), len(d.Families()), len(d.Pairs())
	return d
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

// invalid turns what graph.NewDataset refuses into faults of the manifest or, without one, of the
// table.
func (l *loading) invalid(err error) {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	file := l.report.Manifest
	if file == "" {
		file = l.manifest.Files[0]
	}
	for _, err := range all {
		f := &Fault{File: file, Err: fmt.Errorf("%w: %w", ErrInvalid, err)}
		if field := (*graph.FieldError)(nil); errors.As(err, &field) {
			f.Column, f.Err = field.Field, fmt.Errorf("%w: %w", ErrInvalid, field.Err)
		}
		l.fault(f)
	}
}

// fault adds f, up to the limit.
func (l *loading) fault(f *Fault) {
	switch {
	case len(l.faults) < maxFaults:
		l.faults = append(l.faults, f)
	case len(l.faults) == maxFaults:
		l.faults = append(l.faults, &Fault{File: f.File, Sheet: f.Sheet, Row: f.Row, Err: ErrMany})
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
		l.fault(&Fault{File: name, Err: err, Want: "a smaller file"})
	case errors.Is(err, fs.ErrNotExist):
		l.fault(&Fault{File: name, Err: fmt.Errorf("%w: there is no such file", ErrMissing)})
	default:
		l.fault(&Fault{File: name, Err: fmt.Errorf("%w: %w", ErrRead, err)})
	}
	return nil
}
