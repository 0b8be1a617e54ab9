package cli

import (
	"bufio"
	"fmt"
	"io"
)

// answer is what a command found. Its JSON form is the value itself.
type answer interface {
	text(p *page)
	sheet(lang string) sheet
}

// noticed is an answer that rests on one dataset, whose notices stand beside it.
type noticed interface{ notice() datasetDoc }

// show writes an answer in the form that the flags ask for. The notices stand where they do not
// get in the way: under a table, in a field of JSON, on stderr beside CSV.
func (a *app) show(ans answer) error {
	out := bufio.NewWriter(a.stdout)
	n, hasNotice := ans.(noticed)
	switch {
	case a.json:
		if err := writeJSON(out, ans); err != nil {
			return fmt.Errorf("writing the answer: %w", err)
		}
	case a.csv:
		if err := ans.sheet(a.lang).write(out); err != nil {
			return fmt.Errorf("writing the answer: %w", err)
		}
		if hasNotice {
			if err := a.footer(a.stderr, n.notice()); err != nil {
				return fmt.Errorf("writing the notice: %w", err)
			}
		}
	default:
		p := &page{w: out, lang: a.lang}
		ans.text(p)
		if p.err == nil && hasNotice {
			p.line("")
			p.err = a.footer(out, n.notice())
		}
		if p.err != nil {
			return fmt.Errorf("writing the answer: %w", p.err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	return nil
}

// footer writes what must stand beside every result.
func (a *app) footer(w io.Writer, d datasetDoc) error {
	p := &page{w: w, lang: a.lang}
	p.say(words.Dataset, d.Name, d.Version[:min(12, len(d.Version))])
	if notice := d.Notice.in(a.lang); notice != "" {
		p.line(printable(notice))
	} else if d.Illustrative {
		p.say(words.Illustrative)
	}
	p.say(words.Caution)
	return p.err
}
