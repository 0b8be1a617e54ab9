package loader

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"
	sjis "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"noboru/graph"
)

// TestInputs reads small made-up tables, several of each kind that people hand in. An archive of
// testdata/inputs is a kind: its comment says what is right, a folder in it is one input, and the
// file named want is what comes of it. The file that is loaded is the manifest m.json, else the first.
func TestInputs(t *testing.T) {
	archives, err := filepath.Glob("testdata/inputs/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no inputs", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			kept := archive.Files[:0:0]
			for _, in := range inputsOf(t, archive) {
				got := in.load(t)
				if got != in.want && !*update {
					t.Errorf("%s: got\n%s\nwant\n%s", in.name, got, in.want)
				}
				kept = append(append(kept, in.files...), txtar.File{Name: in.name + "/want", Data: []byte(got)})
			}
			if archive.Files = kept; *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// input is one of an archive's folders.
type input struct {
	name  string
	files []txtar.File // all but want
	want  string
}

func inputsOf(t *testing.T, archive *txtar.Archive) []input {
	t.Helper()
	var list []input
	for _, f := range archive.Files {
		name, file, ok := strings.Cut(f.Name, "/")
		if !ok {
			t.Fatalf("%q is in no folder", f.Name)
		}
		if len(list) == 0 || list[len(list)-1].name != name {
			list = append(list, input{name: name})
		}
		if in := &list[len(list)-1]; file == "want" {
			in.want = string(f.Data)
		} else {
			in.files = append(in.files, f)
		}
	}
	return list
}

// load reads the input and writes what came of it.
func (in input) load(t *testing.T) string {
	t.Helper()
	fsys, first, opts := fstest.MapFS{}, "", Options{}
	for _, f := range in.files {
		name := strings.TrimPrefix(f.Name, in.name+"/")
		if name == "options" {
			opts = optionsOf(t, string(f.Data))
			continue
		}
		data := encoded(t, name, string(f.Data))
		fsys[name] = &fstest.MapFile{Data: data}
		if first == "" || name == "m.json" {
			first = name
		}
	}
	if dir := os.Getenv("NOBORU_INPUTS"); dir != "" { // writes them, to be tried by hand
		dir = filepath.Join(dir, filepath.Base(t.Name()), in.name)
		for name, f := range fsys {
			if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, name), f.Data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	d, report, err := LoadFS(t.Context(), fsys, first, opts)
	if err != nil {
		return "refused\n" + err.Error() + "\n"
	}
	manifest := fstest.MapFS{"manifest.json": {Data: report.Recognition.Manifest}}
	for name, f := range fsys {
		manifest[name] = f
	}
	if again, _, err := LoadFS(t.Context(), manifest, "manifest.json", Options{}); err != nil || again.Version() != d.Version() {
		t.Errorf("%s: another dataset by its own manifest: %v\n%s", in.name, err, report.Recognition.Manifest)
	}
	return described(d, report)
}

// described writes a dataset and its warnings for people who check them by eye.
func described(d *graph.Dataset, report *Report) string {
	var b strings.Builder
	fmt.Fprint(&b, report.Form)
	if d.MaxScore() > 0 {
		fmt.Fprintf(&b, ", at most %s", d.MaxScore())
	}
	var skills []string
	for _, s := range d.Skills() {
		text := s.Code
		if s.Name.Ja != s.Code && s.Name.En != s.Code {
			text += "=" + s.Name.Ja + s.Name.En
		}
		if s.Group != "" {
			text = s.Group + "/" + text
		}
		skills = append(skills, strings.ReplaceAll(text, "\n", "\\n"))
	}
	fmt.Fprintf(&b, ": %s\n", strings.Join(skills, " | "))
	for i := range d.Roles() {
		r := d.Role(i)
		fmt.Fprint(&b, r.Code)
		if r.Name.Ja != "" && r.Name.Ja != r.Code {
			fmt.Fprint(&b, " ", r.Name.Ja)
		}
		if r.Name.En != "" && r.Name.En != r.Code {
			fmt.Fprint(&b, " ", strings.ReplaceAll(r.Name.En, "\n", "\\n"))
		}
		if r.Family != "" {
			fmt.Fprintf(&b, " (%s)", r.Family)
		}
		fmt.Fprint(&b, ":")
		if len(r.Scores) == 0 {
			fmt.Fprintf(&b, " total %s", r.Total)
		}
		for _, s := range r.Scores {
			fmt.Fprintf(&b, " %s", s)
		}
		fmt.Fprintln(&b)
	}
	for _, p := range d.Pairs() {
		fmt.Fprintf(&b, "%s ~ %s: %s\n", p.A, p.B, p.Similarity)
	}
	for _, w := range report.Warnings {
		fmt.Fprintln(&b, "warning", w)
	}
	return b.String()
}

// optionsOf reads lines such as "blank: zero".
func optionsOf(t *testing.T, text string) (opts Options) {
	t.Helper()
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch name {
		case "blank":
			opts.Blank = value
		case "form":
			opts.Form = value
		case "sheet":
			opts.Sheet = value
		case "encoding":
			opts.Encoding = value
		default:
			t.Fatalf("no option %q", name)
		}
	}
	return opts
}

// encoded makes the bytes of a file: of a workbook what bookText says, of a text the encoding and the
// line ends that its first line states, such as "#! cp932 crlf".
func encoded(t *testing.T, name, text string) []byte {
	t.Helper()
	if strings.HasSuffix(name, ".xlsx") {
		return []byte(newBook(t, func(b *excelize.File) error { return bookText(b, text) }))
	}
	first, rest, _ := strings.Cut(text, "\n")
	if !strings.HasPrefix(first, "#! ") {
		return []byte(text)
	}
	text = rest
	for _, word := range strings.Fields(first)[1:] {
		var err error
		switch word {
		case "crlf":
			text = strings.ReplaceAll(text, "\n", "\r\n")
		case "cr":
			text = strings.ReplaceAll(text, "\n", "\r")
		case "bom":
			text = "\ufeff" + text
		case "cp932":
			text, err = sjis.ShiftJIS.NewEncoder().String(text)
		case "windows-1250", "windows-1251", "windows-1252", "windows-1253":
			text, err = codePages[word].NewEncoder().String(text)
		case "utf-16le":
			text, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
		case "utf-16be":
			text, err = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
		case "escapes":
			text, err = strconv.Unquote(`"` + strings.ReplaceAll(strings.ReplaceAll(text, `"`, `\"`), "\n", `\n`) + `"`)
		default:
			err = fmt.Errorf("no encoding %q", word)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return []byte(text)
}

// bookText fills a workbook: a line a row, cells between bars, numbers where they look like numbers
// unless behind an apostrophe. Lines that begin with "#! " name sheets and say what cells are beside
// their values.
func bookText(b *excelize.File, text string) error {
	name, row := "Sheet1", 0
	var hidden []string
	for line := range strings.Lines(strings.TrimSuffix(text, "\n")) {
		line = strings.TrimSuffix(line, "\n")
		if command, ok := strings.CutPrefix(line, "#! "); ok {
			words := strings.SplitN(command, " ", 3)
			if words[0] == "sheet" {
				if row == 0 && name == "Sheet1" && len(b.GetSheetList()) == 1 {
					if err := b.SetSheetName("Sheet1", words[1]); err != nil {
						return err
					}
				} else if _, err := b.NewSheet(words[1]); err != nil {
					return err
				}
				if name, row = words[1], 0; len(words) > 2 && words[2] == "hidden" {
					hidden = append(hidden, name)
				}
				continue
			}
			if err := bookCommand(b, name, words); err != nil {
				return fmt.Errorf("%s: %w", line, err)
			}
			continue
		}
		row++
		if line == "" {
			continue
		}
		for i, cell := range strings.Split(line, "|") {
			at, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return err
			}
			if err := setCell(b, name, at, strings.TrimSpace(cell)); err != nil {
				return err
			}
		}
	}
	for i, sheet := range b.GetSheetList() { // the active one cannot be hidden
		if !slices.Contains(hidden, sheet) {
			b.SetActiveSheet(i)
			break
		}
	}
	for _, sheet := range hidden {
		if err := b.SetSheetVisible(sheet, false); err != nil {
			return err
		}
	}
	return nil
}

func setCell(b *excelize.File, sheet, at, cell string) error {
	if text, ok := strings.CutPrefix(cell, "'"); ok {
		return b.SetCellStr(sheet, at, text)
	}
	if cell == "" {
		return nil
	}
	if v, err := strconv.ParseFloat(cell, 64); err == nil && !strings.ContainsAny(cell, "nNfF") {
		return b.SetCellFloat(sheet, at, v, -1, 64)
	}
	if formula, ok := strings.CutPrefix(cell, "="); ok {
		return b.SetCellFormula(sheet, at, formula)
	}
	if cell == "TRUE" || cell == "FALSE" {
		return b.SetCellBool(sheet, at, cell == "TRUE")
	}
	return b.SetCellStr(sheet, at, strings.ReplaceAll(cell, `\n`, "\n"))
}

// bookCommand says what a range of cells is: merge, hide-row, hide-column, format.
func bookCommand(b *excelize.File, sheet string, words []string) error {
	from, to, _ := strings.Cut(words[1], ":")
	switch words[0] {
	case "merge":
		return b.MergeCell(sheet, from, to)
	case "hide-row":
		row, err := strconv.Atoi(words[1])
		return errors.Join(err, b.SetRowVisible(sheet, row, false))
	case "hide-column":
		return b.SetColVisible(sheet, words[1], false)
	case "format":
		style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &words[2]})
		return errors.Join(err, b.SetCellStyle(sheet, from, to, style))
	}
	return fmt.Errorf("no command among %v", slices.Sorted(slices.Values(words)))
}
