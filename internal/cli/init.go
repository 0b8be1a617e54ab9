package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"noboru/internal/export"
	"noboru/internal/terminal"
	"noboru/loader"
)

func (r *run) initCommand() *cobra.Command {
	cmd := r.command("init DIR", "  noboru init my-roles\n  noboru validate my-roles", between(1, 1), func(_ *cobra.Command, args []string) error {
		return r.runInit(args[0])
	})
	cmd.ValidArgsFunction = nil // files
	return cmd
}

// runInit writes a template of a dataset: a manifest, its schema, and the same table as CSV and as XLSX.
// It never writes over a file.
func (r *run) runInit(dir string) error {
	manifest, table := loader.Template()
	schema, err := loader.ManifestSchema()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return badFile(dir, systemFault(err))
	}
	ans := &initAnswer{Folder: dir}
	for _, f := range []struct {
		name  string
		write func(out *os.File) error
	}{
		{"manifest.json", func(out *os.File) error { _, err := out.Write(manifest); return err }},
		{"manifest.schema.json", func(out *os.File) error { _, err := out.Write(schema); return err }},
		{"roles.csv", func(out *os.File) error { return export.WriteCSV(out, table, true) }},
		{"roles.xlsx", func(out *os.File) error { return export.WriteXLSX(out, []string{"roles"}, []export.Table{table}) }},
	} {
		path := filepath.Join(dir, f.name)
		if err := newFile(path, f.write); err != nil {
			return err
		}
		ans.Files = append(ans.Files, path)
	}
	return r.showPlain("init", ans)
}

// newFile writes a file that is not there yet.
func newFile(path string, write func(out *os.File) error) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return misuse("usage.file-exists", "file", path)
	}
	if err == nil {
		err = errors.Join(write(out), out.Close())
	}
	if err != nil {
		return badFile(path, systemFault(err))
	}
	return nil
}

// initAnswer is the answer of init.
type initAnswer struct {
	Folder string   `json:"folder"`
	Files  []string `json:"files"`
}

func (ans *initAnswer) text(p *terminal.Page) {
	for _, f := range ans.Files {
		p.Line(f)
	}
	p.Say("done.started", "folder", ans.Folder)
	p.Say("done.try", "folder", ans.Folder)
}

func (ans *initAnswer) sheet(string) sheet {
	s := sheet{header: []string{"file"}}
	for _, f := range ans.Files {
		s.add(f)
	}
	return s
}

// writeManifest saves what was recognised; names of files are relative to it.
func (r *run) writeManifest(path string, report *loader.Report) error {
	data, outside, err := report.ManifestFor(path)
	if err != nil {
		return badFile(path, systemFault(err))
	}
	if err := newFile(path, func(out *os.File) error { _, err := out.Write(data); return err }); err != nil {
		return err
	}
	r.tell("done.manifest", "file", path)
	if outside {
		r.tell("done.manifest-outside")
	}
	return nil
}
