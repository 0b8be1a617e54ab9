package terminal

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"

	"noboru/internal/words"
)

// Column is a heading, the id of its message, and how its cells are aligned.
type Column struct {
	heading string
	named   bool // the heading is text, not the id of a message
	right   bool
}

// Left and Right make columns. Cells on the left may be folded where the table is too wide.
func Left(heading string) Column  { return Column{heading: heading} }
func Right(heading string) Column { return Column{heading: heading, right: true} }

// Named makes a column of numbers whose heading is a name.
func Named(heading string) Column { return Column{heading: heading, named: true, right: true} }

const (
	between  = 2  // columns before each cell
	leastFit = 12 // no column is folded to less
)

// Table writes rows under headings, aligned by display width. A table that is wider than the page folds
// the widest of its left columns, so that no line is wider than the page where cells allow it.
func (p *Page) Table(columns []Column, rows [][]string) {
	heads := make([]string, len(columns))
	for i, c := range columns {
		if heads[i] = c.heading; !c.named {
			heads[i] = words.Say(p.Lang, "column."+c.heading)
		}
	}
	all := append([][]string{heads}, rows...)
	widths, whole := widest(all), unbroken(all)
	foldHeadings(columns, widths, widest(append([][]string{make([]string, len(columns))}, rows...)), whole, p.Width)
	fit(columns, widths, whole, p.Width)
	for _, line := range lines(columns, widths, heads) {
		p.styled(bold, line)
	}
	for _, cells := range rows {
		for _, line := range lines(columns, widths, cells) {
			p.line(line)
		}
	}
}

// leastHeading is how wide the heading of a column of numbers stays.
const leastHeading = 10

// foldHeadings narrows columns whose headings are wider than their numbers, one after the other, until the
// table fits.
func foldHeadings(columns []Column, widths, cells, unbroken []int, width int) {
	for sum(widths) > width {
		most, by := -1, 0
		for i, c := range columns {
			if spare := widths[i] - max(cells[i], unbroken[i], leastHeading); c.right && spare > by {
				most, by = i, spare
			}
		}
		if most < 0 {
			return
		}
		widths[most] -= by
	}
}

// widest is the width of the widest cell of each column.
func widest(rows [][]string) []int {
	most := make([]int, len(rows[0]))
	for _, cells := range rows {
		for i, cell := range cells {
			most[i] = max(most[i], Width(Printable(cell)))
		}
	}
	return most
}

// sum is the width of a table with columns of these widths.
func sum(widths []int) (total int) {
	for _, w := range widths {
		total += between + w
	}
	return total
}

// unbroken is the width of what no line may break, such as a code, in each column.
func unbroken(rows [][]string) []int {
	least := make([]int, len(rows[0]))
	for _, cells := range rows {
		for i, cell := range cells {
			for _, word := range wordsOf(Printable(cell)) {
				least[i] = max(least[i], Width(strings.TrimRight(word, " ")))
			}
		}
	}
	return least
}

// fit narrows left columns, always the widest, until the table fits; none is narrowed to less than what cannot
// be broken in it.
func fit(columns []Column, widths, unbroken []int, width int) {
	total := sum(widths)
	for total > width {
		widest := -1
		for i, c := range columns {
			if !c.right && widths[i] > max(leastFit, unbroken[i]) && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
		total--
	}
}

// lines are the lines of one row: more than one where a cell is folded.
func lines(columns []Column, widths []int, cells []string) []string {
	folded := make([][]string, len(cells))
	height := 1
	for i, cell := range cells {
		folded[i] = []string{Printable(cell)}
		if Width(folded[i][0]) > widths[i] {
			folded[i] = Fold(folded[i][0], widths[i])
		}
		height = max(height, len(folded[i]))
	}
	var list []string
	for at := range height {
		var b strings.Builder
		for i := range cells {
			text := ""
			if at < len(folded[i]) {
				text = folded[i][at]
			}
			b.WriteString(strings.Repeat(" ", between))
			b.WriteString(Pad(text, widths[i], columns[i].right))
		}
		list = append(list, strings.TrimRight(b.String(), " "))
	}
	return list
}

// Width is how many columns of a terminal text takes: 2 for each wide East Asian character. Characters
// of ambiguous width count 1, as in most terminals, whatever the locale, so that output is the same
// everywhere.
func Width(text string) int {
	c := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return c.StringWidth(text)
}

// Pad fills text with spaces up to width.
func Pad(text string, width int, right bool) string {
	spaces := strings.Repeat(" ", max(0, width-Width(text)))
	if right {
		return spaces + text
	}
	return text + spaces
}

// Printable replaces control and formatting characters.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}
