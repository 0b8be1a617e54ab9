package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"noboru/graph"
)

// page writes text for people. The first failure to write is kept and ends the writing.
type page struct {
	w    io.Writer
	lang string
	err  error
}

// say writes one line.
func (p *page) say(m graph.Text, args ...any) { p.line(fmt.Sprintf(m.In(p.lang), args...)) }

// line writes a line as it is.
func (p *page) line(text string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, text)
	}
}

// column is a heading and how its cells are aligned.
type column struct {
	title graph.Text
	right bool
}

func left(title graph.Text) column  { return column{title, false} }
func right(title graph.Text) column { return column{title, true} }

// table writes rows under headings, columns aligned by display width. Control characters, which a
// table of roles may hold by accident or by malice, never reach the terminal.
func (p *page) table(columns []column, rows [][]string) {
	lines := make([][]string, 0, len(rows)+1)
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.title.In(p.lang)
	}
	lines = append(append(lines, heads), rows...)
	widths := make([]int, len(columns))
	for _, cells := range lines {
		for i, cell := range cells {
			cells[i] = printable(cell)
			widths[i] = max(widths[i], displayWidth(cells[i]))
		}
	}
	for _, cells := range lines {
		var b strings.Builder
		for i, cell := range cells {
			b.WriteString("  ")
			b.WriteString(pad(cell, widths[i], columns[i].right))
		}
		p.line(strings.TrimRight(b.String(), " "))
	}
}

// displayWidth is how many columns of a terminal text takes: 2 for each wide East Asian character.
// Characters of ambiguous width count 1, as in most terminals, whatever the locale, so that output
// is the same everywhere.
func displayWidth(text string) int {
	c := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return c.StringWidth(text)
}

// pad fills text with spaces up to width.
func pad(text string, width int, right bool) string {
	spaces := strings.Repeat(" ", max(0, width-displayWidth(text)))
	if right {
		return spaces + text
	}
	return text + spaces
}

// printable replaces control and formatting characters.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
