package loader

import (
	"slices"
	"sync"

	"noboru/loader/internal/workbook"
)

// headerPlace says which rows of a grid are the header, the groups above it (-1: none), and the
// first row of the table proper, as indices.
type headerPlace struct{ row, group, first int }

// findHeader finds the header by evidence: words over columns of values, names that are usual, few
// blanks. What stands above it is a title or a comment; what stands right below it may be codes.
func findHeader(g *grid) headerPlace {
	if g.header == nil {
		h := searchHeader(g)
		g.header = &h
	}
	return *g.header
}

func searchHeader(g *grid) headerPlace {
	best, most := 0, -1.0
	counts := countCells(g.rows[:min(len(g.rows), titleRows+1+bodySampled)])
	for i := range min(len(g.rows), titleRows+1) {
		if score := headerScore(g, i, counts); score > most {
			best, most = i, score
		}
	}
	h := headerPlace{row: best, group: -1, first: best + 1}
	h = splitHeader(g, h)
	if h.group < 0 && h.row > 0 && isGroupRow(g, h.row-1, h.row) {
		h.group = h.row - 1
	}
	if h.first < len(g.rows)-1 && isCodeRow(g, h.row, h.first) {
		h.first++
	}
	return h
}

// bodySampled is how many rows below a header are looked at.
const bodySampled = 60

// cellCounts says how many cells of each column have a value, and how many of those look like numbers, above each row.
type cellCounts struct {
	width           int
	filled, numeric []int // by row, one more than there are, and column
}

func countCells(rows []record) cellCounts {
	c := cellCounts{}
	for _, r := range each(rows) {
		c.width = max(c.width, len(r.cells))
	}
	c.filled, c.numeric = make([]int, (len(rows)+1)*c.width), make([]int, (len(rows)+1)*c.width)
	for n, r := range each(rows) {
		for i := range c.width {
			at := n*c.width + i
			filled, numeric := c.filled[at], c.numeric[at]
			if r.cell(i) != "" {
				filled++
				if r.looksNumeric(i) {
					numeric++
				}
			}
			c.filled[at+c.width], c.numeric[at+c.width] = filled, numeric
		}
	}
	return c
}

// between counts in a column from one row up to another.
func (c cellCounts) between(from, to, column int) (filled, numeric int) {
	from, to = from*c.width+column, to*c.width+column
	return c.filled[to] - c.filled[from], c.numeric[to] - c.numeric[from]
}

// headerScore grows with the columns that a row would name. counts are of all rows from the first on.
func headerScore(g *grid, at int, counts cellCounts) float64 {
	row := g.rows[at]
	body := g.rows[at+1 : min(len(g.rows), at+1+bodySampled)]
	score := 0.0
	seen := map[string]bool{}
	named := 0
	for i := range counts.width {
		text := row.cell(i)
		filled, numbers := counts.between(at+1, at+1+len(body), i)
		switch {
		case text == "":
			if filled > len(body)/2 {
				score -= 0.5
			}
			continue
		case row.looksNumeric(i) || row.mark(i).Kind != workbook.Plain && row.mark(i).Kind != workbook.Covered:
			score--
			continue
		}
		named++
		if seen[text] {
			score -= 0.25
		} else if knownHeader(text) {
			score += 2
		}
		seen[text] = true
		if filled > 0 {
			score += 0.5
		}
		if numbers*2 > filled {
			score++
		}
		if len([]rune(text)) > 60 {
			score -= 2
		}
	}
	if named < 2 {
		return -1
	}
	// Of rows that explain as much the upper one is the header: the lower ones repeat it or are roles.
	return score - float64(at)*0.01
}

// knownHeader reports whether a text heads a column of a table in any form.
func knownHeader(text string) bool {
	u := usual(text)
	return labelHeaders()[u] || dataHeaders()[u]
}

// dataHeaders head what is no label of a role.
var dataHeaders = sync.OnceValue(func() map[string]bool {
	return setOf(skillHeaders, skillKeyHeaders, statementHeaders, levelHeaders, linkKindHeaders, skillGroupHeaders, correlationHeaders)
})

func setOf(lists ...[]string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, s := range list {
			set[s] = true
		}
	}
	return set
}

// splitHeader looks at a header in two rows, of which the upper one was found: it names what is no
// skill and the groups, and the skills stand in the next row, where it is blank or merged.
func splitHeader(g *grid, h headerPlace) headerPlace {
	if h.first >= len(g.rows)-1 {
		return h
	}
	upper, lower := g.rows[h.row], g.rows[h.first]
	body := g.rows[h.first+1 : min(len(g.rows), h.first+1+bodySampled)]
	names, both := 0, 0
	for i, text := range lower.cells {
		if text == "" {
			continue
		}
		if lower.looksNumeric(i) {
			return h
		}
		if upper.cell(i) == "" {
			names++ // a skill below a group that reaches over it
			continue
		}
		both++
	}
	numeric := 0
	for i := range lower.cells {
		for _, r := range body {
			if lower.cells[i] != "" && r.looksNumeric(i) {
				numeric++
				break
			}
		}
	}
	if names == 0 || numeric*2 < names+both {
		return h
	}
	return headerPlace{row: h.first, group: h.row, first: h.first + 1}
}

// isGroupRow reports whether a row above the header names groups of columns: fewer texts than the
// header, each over columns that are named, and none over the first one alone as a title has it.
func isGroupRow(g *grid, at, header int) bool {
	row := g.rows[at]
	names, beyond := map[string]bool{}, 0
	for i, text := range row.cells {
		if text == "" {
			continue
		}
		if row.looksNumeric(i) || i >= len(g.rows[header].cells) {
			return false
		}
		names[text] = true
		if i >= 2 {
			beyond++
		}
	}
	if beyond == 0 || g.rows[header].row-row.row != 1 {
		return false
	}
	filled := 0
	for _, text := range g.rows[header].cells {
		if text != "" {
			filled++
		}
	}
	return len(names)*2 <= filled
}

// isCodeRow reports whether the row below the header repeats it in codes or units: texts in
// columns whose other cells are numbers.
func isCodeRow(g *grid, header, at int) bool {
	row := &g.rows[at]
	body := g.rows[at+1 : min(len(g.rows), at+1+bodySampled)]
	texts, numbers, again := 0, 0, 0
	seen := map[string]bool{}
	label := slices.IndexFunc(g.rows[header].cells, func(c string) bool { return c != "" })
	// The row has no name of a role, or heads the same column in other words.
	second := row.cell(label) == "" || isRoleLabel(usual(row.cell(label))) && isRoleLabel(usual(g.rows[header].cell(label)))
	if usualHeader(firstText(row)) && !second {
		return false // a line of a table that has roles in columns
	}
	for i, text := range row.cells {
		if text == "" || g.rows[header].cell(i) == "" {
			continue
		}
		filled, numeric := 0, 0
		for _, r := range body {
			if r.cell(i) != "" {
				filled++
				if r.looksNumeric(i) {
					numeric++
				}
			}
		}
		if numeric*10 < filled*9 || filled == 0 {
			continue
		}
		if row.looksNumeric(i) {
			numbers++
		} else if !blank(text) && !seen[text] {
			seen[text] = true
			texts++
		} else if blank(text) {
			numbers++
		} else {
			again++ // marks and families repeat, codes do not
		}
	}
	if numbers == 0 && (second && texts+again >= 2 || again == 0 && texts >= 2) {
		return true
	}
	return texts >= 3 && texts > (numbers+again)*3
}
