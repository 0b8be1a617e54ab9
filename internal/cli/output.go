package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"noboru/internal/export"
	"noboru/internal/words"
	"noboru/loader"
)

// The kinds of file that --output writes, by the end of their names.
const (
	outputCSV  = ".csv"
	outputXLSX = ".xlsx"
)

// checkOutput checks the flag --output.
func (r *run) checkOutput() error {
	if r.output == "" {
		return nil
	}
	for _, other := range []struct {
		set  bool
		flag string
	}{{r.json, "--json"}, {r.query, "--query"}} {
		if other.set {
			return misuse("usage.not-together", "a", other.flag, "b", "--output")
		}
	}
	switch kind := strings.ToLower(filepath.Ext(r.output)); kind {
	case outputCSV, outputXLSX:
		r.csv = true // an answer as a table
		return nil
	}
	return wrongValue("--output", r.output, words.M("takes.table-file"))
}

// writeSheet writes an answer as a table: to stdout, or to the file that --output names. There CSV has the
// byte order mark without which Excel takes Japanese for something else.
func (r *run) writeSheet(s sheet) error {
	if r.output == "" {
		return written(s.write(r.stdout))
	}
	table := append(export.Table{s.header}, s.rows...)
	var write func(io.Writer) error
	if strings.EqualFold(filepath.Ext(r.output), outputXLSX) {
		write = func(w io.Writer) error { return export.WriteXLSX(w, []string{"noboru"}, []export.Table{table}) }
	} else {
		write = func(w io.Writer) error { return export.WriteCSV(w, table, true) }
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	if err := loader.ReplaceFile(r.output, content.Bytes()); err != nil {
		return badFile(r.output, systemFault(err))
	}
	r.tell("done.output", "count", len(s.rows), "file", r.output)
	return nil
}
