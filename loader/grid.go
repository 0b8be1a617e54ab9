package loader

import (
	"bytes"
	"math"
	"path"
	"slices"
	"strings"

	"noboru/loader/internal/workbook"
)

// grid is a table as it stands in a file: rows of cells. What they mean is not known yet.
type grid struct {
	file, sheet string // sheet is empty for text
	encoding    string // of text
	delimiter   string // of text; empty for a workbook

	of                   workbook.Sheet
	sheets, hiddenSheets []string
	sheetGuessed         bool

	rows   []record     // blank rows dropped, cells trimmed
	header *headerPlace // found by evidence, once it was asked for
}

func (g *grid) isText() bool { return g.delimiter != "" }

// unreadable are files that people mistake for tables.
var unreadable = []string{".ods", ".numbers", ".pdf", ".parquet", ".docx", ".html", ".xml", ".zip"}

// grid reads a file once for every sheet that is asked for; nil where it cannot be read, which is a
// fault. The sheet may be empty: then the likeliest is taken.
func (l *loading) grid(name, sheet string) *grid {
	if name == "" {
		return nil // the manifest has this fault
	}
	file := l.path(name)
	key := file + "\x00" + sheet
	if g, done := l.grids[key]; done {
		return g
	}
	l.grids[key] = nil
	if !l.allowed(name, file) {
		l.fault(&Fault{File: l.report.Manifest, Column: "files", Value: name, Kind: kindOutside})
		return nil
	}
	data := l.read(file)
	if data == nil {
		return nil
	}
	g := l.gridOf(file, data, sheet)
	if g == nil {
		return nil
	}
	l.grids[key] = g
	return g
}

// gridOf reads the bytes of a file, whatever it is by its name or its first bytes.
func (l *loading) gridOf(file string, data []byte, sheet string) *grid {
	g := &grid{file: file}
	ext := strings.ToLower(path.Ext(file))
	var ok bool
	switch {
	case slices.Contains(unreadable, ext):
		l.fault(&Fault{File: file, Value: ext, Kind: kindNoTable})
	case ext == ".json":
		ok = l.jsonRows(g, data)
	case ext == ".xlsx", ext == ".xlsm", bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		ok = l.bookRows(g, data, sheet)
	default:
		ok = l.textRows(g, data)
	}
	if !ok {
		return nil
	}
	g.rows = l.clean(g, g.rows)
	return g
}

// clean trims every cell and drops blank rows.
func (l *loading) clean(g *grid, rows []record) []record {
	trimmed, blank := 0, 0
	firstTrimmed, firstBlank := 0, 0
	kept := rows[:0]
	for _, r := range each(rows) {
		empty := true
		if r.plain == nil {
			r.plain = make([]float64, len(r.cells))
			for i, cell := range r.cells {
				r.plain[i] = simpleValue(cell)
			}
		}
		for i, cell := range r.cells {
			if !math.IsNaN(r.plain[i]) {
				empty = false
				continue
			}
			if cell == "" {
				continue
			}
			clean := trim(cell)
			r.plain[i] = simpleValue(clean)
			if len(clean) != len(cell) && strings.ReplaceAll(cell, "\r\n", "\n") != clean {
				if trimmed++; trimmed == 1 {
					firstTrimmed = r.row
				}
			}
			r.cells[i] = clean
			empty = empty && clean == ""
		}
		if empty {
			if blank++; blank == 1 {
				firstBlank = r.row
			}
			continue
		}
		kept = append(kept, *r)
	}
	if trimmed > 0 {
		l.warn(Warning{File: g.file, Sheet: g.sheet, Row: firstTrimmed, Kind: warnSpaces, Values: Values{"cells", trimmed}})
	}
	if blank > 0 && len(kept) > 0 && firstBlank < kept[len(kept)-1].row {
		l.warn(Warning{File: g.file, Sheet: g.sheet, Row: firstBlank, Kind: warnBlankRows, Values: Values{"rows", blank}})
	}
	return kept
}

// rowIndex is the place of the row with that number among the grid's rows, or of the next one.
func (g *grid) rowIndex(number int) int {
	at, _ := slices.BinarySearchFunc(g.rows, number, func(r record, n int) int { return r.row - n })
	return at
}
