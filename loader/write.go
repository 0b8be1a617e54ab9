package loader

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"noboru/graph"
	"noboru/internal/lazyregexp"
)

var (
	// ErrExists says that Write would replace a manifest that it has not written.
	ErrExists = errors.New("a manifest of another hand is there")
	// ErrLossy says that a dataset has texts that its files could not give back, such as a name
	// with spaces around it.
	ErrLossy = errors.New("the files would not load as the same dataset")
)

// writtenTable is what Write calls its tables. The version in the name makes replacing atomic: old
// and new tables stand side by side until the manifest changes over.
var writtenTable = lazyregexp.New(`^(roles|skills|families|pairs)-[0-9a-f]{12}\.csv$`)

// Write saves a dataset in dir as manifest.json and CSV tables that load as the same version. It
// makes dir if need be, and replaces what an earlier Write left there.
//
// The change is atomic: the manifest is renamed into place after its tables are on disk and have
// been loaded back. Whatever is killed whenever, a reader finds the old dataset or the new one. One
// writer at a time.
//
// It returns ErrExists for a manifest.json that Write did not make, and ErrLossy for texts that
// the format cannot hold; then dir keeps its old dataset.
func Write(ctx context.Context, dir string, d *graph.Dataset) error {
	if err := write(ctx, dir, d); err != nil {
		return fmt.Errorf("write dataset %s to %s: %w", d.Name(), dir, err)
	}
	return nil
}

func write(ctx context.Context, dir string, d *graph.Dataset) error {
	if err := replaceable(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	m, tables := filesOf(d)
	for _, t := range tables {
		data, err := t.bytes()
		if err == nil {
			err = replaceFile(dir, t.name, data)
		}
		if err != nil {
			return err
		}
	}
	data, err := m.bytes()
	if err != nil {
		return err
	}
	temp, err := tempFile(dir, "manifest-*.json", data)
	if err != nil {
		return err
	}
	defer os.Remove(temp) //nolint:errcheck // gone already where all went well
	back, _, err := Load(ctx, temp, Options{MaxBytes: 1 << 40, MaxCells: 1 << 40})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLossy, err)
	}
	if back.Version() != d.Version() {
		return fmt.Errorf("%w: version %s became %s", ErrLossy, d.Version().Short(), back.Version().Short())
	}
	if err := os.Rename(temp, filepath.Join(dir, manifestName)); err != nil {
		return err
	}
	syncDir(dir)
	return removeOld(dir, tables)
}

// replaceable refuses a manifest that names other tables than Write's.
func replaceable(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var m struct {
		Files []string `json:"files"`
	}
	if json.Unmarshal(data, &m) != nil || len(m.Files) == 0 || slices.ContainsFunc(m.Files, func(f string) bool { return !writtenTable().MatchString(f) }) {
		return ErrExists
	}
	return nil
}

// removeOld removes the tables of earlier versions.
func removeOld(dir string, keep []csvTable) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		current := slices.ContainsFunc(keep, func(t csvTable) bool { return t.name == e.Name() })
		if !current && writtenTable().MatchString(e.Name()) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// csvTable is a table to be written; its first row is the header.
type csvTable struct {
	name string
	rows [][]string
}

func (t csvTable) bytes() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff") // so that Excel reads it as UTF-8
	w := csv.NewWriter(&b)
	for _, row := range t.rows {
		for i, cell := range row {
			row[i] = SafeCell(cell)
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	if w.Flush(); w.Error() != nil {
		return nil, w.Error()
	}
	return b.Bytes(), nil
}

func (m *manifest) bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// fixedHeader heads the columns of written roles that are no scores.
var fixedHeader = []string{"code", "name_ja", "name_en", "name_kana", "family", "description_ja", "description_en", "total"}

// filesOf lays a dataset out as files. Everything is stated, so that no default and no guess has
// a part in reading it back.
func filesOf(d *graph.Dataset) (manifest, []csvTable) {
	named := func(kind string) string { return kind + "-" + d.Version().Short() + ".csv" }
	m := settingsOf(d)
	columns := scoreColumns(d)
	roles := rolesOf(d, named("roles"), columns)
	m.Files = []string{roles.name}
	tables := []csvTable{roles}
	if len(d.Skills()) > 0 {
		skills := skillsOf(d, named("skills"), columns)
		m.Skills.File = skills.name
		tables = append(tables, skills)
	}
	if len(d.Families()) > 0 {
		families := familiesOf(d, named("families"))
		m.Families.File = families.name
		tables = append(tables, families)
	}
	if !d.HasScores() {
		m.Form = formCorrelations
		pairs := pairsOf(d, named("pairs"))
		m.Pairs = pairsPart{File: pairs.name, Columns: pairColumns{A: "role_a", B: "role_b", Correlation: "correlation"}}
		tables = append(tables, pairs)
	}
	return m, tables
}

// settingsOf is the manifest but for the names of tables.
func settingsOf(d *graph.Dataset) manifest {
	threshold := d.Threshold().Float()
	m := manifest{
		Name: d.Name(), Title: text(d.Title()), Languages: d.Languages(), Illustrative: d.Illustrative(),
		Notice: text(d.Notice()), MaxScore: d.MaxScore().Float(), Measure: string(d.Measure()),
		Threshold: &threshold, TopK: d.TopK(), ComfortableClimb: d.ComfortableClimb().Float(),
		Form: formScores, IgnoreRows: []int{}, // every row is a role
		Columns: columnNames{
			Code: "code", NameJa: "name_ja", NameEn: "name_en", NameKana: "name_kana", Family: "family",
			DescriptionJa: "description_ja", DescriptionEn: "description_en", Total: "total",
		},
	}
	if m.Languages == nil {
		m.Languages = []string{}
	}
	for _, l := range d.Levels() {
		m.Levels = append(m.Levels, levelEntry{Score: l.Score.Float(), Ja: l.Meaning.Ja, En: l.Meaning.En})
	}
	for _, g := range d.SkillGroups() {
		m.Groups = append(m.Groups, groupEntry{Code: g.Code, NameJa: g.Name.Ja, NameEn: g.Name.En, Kana: g.Name.Kana})
	}
	return m
}

// scoreColumns names the column of each skill: its code, made different from all other headers.
func scoreColumns(d *graph.Dataset) []string {
	taken := map[string]bool{}
	for _, s := range d.Skills() {
		taken[s.Code] = true
	}
	var columns []string
	for _, s := range d.Skills() {
		column := s.Code
		for slices.Contains(fixedHeader, column) || (column != s.Code && taken[column]) {
			column = "skill " + column
		}
		taken[column] = true
		columns = append(columns, column)
	}
	return columns
}

func rolesOf(d *graph.Dataset, file string, columns []string) csvTable {
	header := slices.Clone(fixedHeader)
	if d.HasScores() {
		header = append(header, columns...)
	}
	t := csvTable{name: file, rows: [][]string{header}}
	for i := range d.Roles() {
		r := d.Role(i)
		row := []string{r.Code, r.Name.Ja, r.Name.En, r.Name.Kana, r.Family, r.Description.Ja, r.Description.En, r.Total.String()}
		for _, s := range r.Scores {
			row = append(row, s.String())
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func skillsOf(d *graph.Dataset, file string, columns []string) csvTable {
	t := csvTable{name: file, rows: [][]string{{"code", "column", "group_code", "name_ja", "name_en", "kana"}}}
	for k, s := range d.Skills() {
		t.rows = append(t.rows, []string{s.Code, columns[k], s.Group, s.Name.Ja, s.Name.En, s.Name.Kana})
	}
	return t
}

func familiesOf(d *graph.Dataset, file string) csvTable {
	t := csvTable{name: file, rows: [][]string{{"code", "name_ja", "name_en", "kana", "description_ja", "description_en"}}}
	for _, f := range d.Families() {
		t.rows = append(t.rows, []string{f.Code, f.Name.Ja, f.Name.En, f.Name.Kana, f.Description.Ja, f.Description.En})
	}
	return t
}

func pairsOf(d *graph.Dataset, file string) csvTable {
	t := csvTable{name: file, rows: [][]string{{"role_a", "role_b", "correlation"}}}
	for _, p := range d.Pairs() {
		t.rows = append(t.rows, []string{p.A, p.B, p.Similarity.String()})
	}
	return t
}

// ReplaceFile writes data to a file beside its place and renames it, so that there is never half of it.
func ReplaceFile(path string, data []byte) error {
	return replaceFile(filepath.Dir(path), filepath.Base(path), data)
}

func replaceFile(dir, name string, data []byte) error {
	temp, err := tempFile(dir, name+".*", data)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(dir, name)); err != nil {
		os.Remove(temp) //nolint:errcheck // the first error is the one to tell
		return err
	}
	return nil
}

// tempFile writes data to a new file that is on disk when it returns, hidden by a leading dot.
func tempFile(dir, pattern string, data []byte) (string, error) {
	f, err := os.CreateTemp(dir, "."+pattern)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		os.Remove(f.Name()) //nolint:errcheck // the first error is the one to tell
		return "", err
	}
	return f.Name(), nil
}

// syncDir asks that renames reach the disk. Not every system can; the names are right regardless.
func syncDir(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
