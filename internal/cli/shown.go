package cli

import (
	"bufio"
	"context"
	"errors"
	"io"

	"noboru/internal/answer"
	"noboru/internal/export"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// shown is an answer as text for people and as a sheet for programs.
type shown interface {
	text(ctx context.Context, p *terminal.Page) error
	sheet(ctx context.Context, lang string) (sheet, error)
}

// plain is an answer that is not the GraphQL API's: its JSON is the value itself.
type plain interface {
	text(p *terminal.Page)
	sheet(lang string) sheet
}

// sheet is an answer as CSV. Column names are the same in every language.
type sheet struct {
	header []string
	rows   [][]string
}

func (s *sheet) add(cells ...string) { s.rows = append(s.rows, cells) }

func (s sheet) write(w io.Writer) error {
	return export.WriteCSV(w, append(export.Table{s.header}, s.rows...), false)
}

// show writes an answer as text or as CSV. What must stand beside every answer stands where it does not get
// in the way: under a table, on stderr beside CSV.
func (s *session) show(ctx context.Context, ans shown) error {
	if s.csv {
		table, err := ans.sheet(ctx, s.lang)
		if err == nil {
			err = s.writeSheet(table)
		}
		if err != nil {
			return err
		}
		p := s.aside()
		s.footer(p)
		return written(p.Err)
	}
	out := bufio.NewWriter(s.stdout)
	p := s.page(out, s.stdout)
	if err := ans.text(ctx, p); err != nil {
		return err
	}
	p.Line("")
	s.footer(p)
	return written(errors.Join(p.Err, out.Flush()))
}

// footer is what must stand beside every answer.
func (s *session) footer(p *terminal.Page) { footer(p, answer.Stamped(s.asker).Dataset()) }

func footer(p *terminal.Page, d answer.Dataset) {
	name := any(d.Name())
	if title := d.Title().In(p.Lang); title != "" && title != d.Name() {
		name = words.M("unknown.named", "name", title, "code", d.Name())
	}
	p.Dim(words.Say(p.Lang, "shown.dataset", "name", name, "version", shortVersion(d.Version())))
	if notice := d.Notice().In(p.Lang); notice != "" {
		p.Dim(notice)
	}
	for _, caveat := range d.Caveats() {
		if caveat.Code() != answer.IllustrativeCaveat || d.Notice().In(p.Lang) == "" { // which says so in its own words
			p.Dim(caveat.In(p.Lang))
		}
	}
}

func shortVersion(version string) string { return version[:min(12, len(version))] }

// showPlain writes an answer that is not the GraphQL API's.
func (r *run) showPlain(cmd string, ans plain) error {
	switch {
	case r.query:
		return misuse("usage.no-query", "command", cmd)
	case r.json:
		return r.writeJSON(ans)
	case r.csv:
		return r.writeSheet(ans.sheet(r.lang))
	}
	out := bufio.NewWriter(r.stdout)
	p := r.page(out, r.stdout)
	ans.text(p)
	return written(errors.Join(p.Err, out.Flush()))
}
