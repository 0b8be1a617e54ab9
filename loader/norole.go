package loader

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// noteStarts are how footnotes begin.
var noteStarts = []string{"※", "*", "注", "(注", "（注", "source", "note", "出典", "出所", "備考", "資料", "quelle", "hinweis", "remarque", "fuente"}

// Names of rows that sum up the others, by their letters alone. The first say so by themselves; the
// second may be codes, and count where the numbers agree.
var (
	wholeNames = []string{
		"total", "totals", "sum", "grandtotal", "subtotal", "average", "averages", "mean", "median", "minimum", "maximum", "standarddeviation", "stdev", "stddev",
		"allroles", "alljobs", "overall", "overallaverage", "overallmean", "averagescore", "meanscore", "totalscore",
		"summe", "gesamt", "gesamtsumme", "insgesamt", "mittelwert", "durchschnitt", "somme", "moyenne", "ensemble", "suma", "promedio",
		"合計", "総計", "総合計", "小計", "平均", "平均値", "平均点", "全体", "全職種", "全体平均", "最大", "最小", "最大値", "最小値", "中央値", "標準偏差",
	}
	wholeCodes   = []string{"all", "avg", "min", "max", "sd", "n", "count", "media", "計", "件数"}
	wholeEndings = []string{"合計", "総計", "平均", "平均値", "中央値", "標準偏差"}
)

// drop takes rows out of a table that are no roles: those that the manifest names or, where it names
// none, footnotes, repeated headers, the sum or the mean of the others. Each is said.
func (l *loading) drop(t *table, c *roleColumns, skills []int) {
	wholes := l.wholeRows(t, c, l.numbersOf(t, skills))
	var kept []record
	for n, r := range each(t.rows) {
		kind := Kind("")
		switch {
		case l.manifest.IgnoreRows != nil:
		case t.turned == nil && slices.Equal(r.cells, t.header[:min(len(r.cells), len(t.header))]):
			kind = suspectHeaderRow
		case t.turned == nil && l.isNote(r, skills):
			kind = suspectNote
		case wholes[n]:
			kind = suspectWholeRow
		}
		if kind == "" {
			kept = keep(kept, t.rows, n)
			continue
		}
		l.noRole(t, r, kind)
	}
	t.rows = kept
	for _, r := range each(t.short) {
		if l.manifest.IgnoreRows == nil && (l.isNote(r, skills) || len(r.cells) == 1) {
			l.noRole(t, r, suspectNote)
			continue
		}
		l.fault(t.fault(r.row, -1, kindRagged, "", "cells", len(r.cells), "columns", len(t.header)))
	}
	t.short = nil
}

// noRole says that a row is left out, and remembers it for the manifest that says so.
func (l *loading) noRole(t *table, r *record, kind Kind) {
	l.warn(t.warning(r.row, -1, kind, "text", Name(firstText(r))))
	if t.turned == nil && t.file == l.path(l.manifest.Files[0]) {
		l.noRoles = append(l.noRoles, r.row)
	}
}

// ignored reports whether the manifest says that a row of the first file is none of the table's.
func (l *loading) ignored(t *table, row int) bool {
	return slices.Contains(l.manifest.IgnoreRows, row) && len(l.manifest.Files) > 0 && t.file == l.path(l.manifest.Files[0])
}

func firstText(r *record) string {
	for _, cell := range r.cells {
		if cell != "" {
			return cell
		}
	}
	return ""
}

// isNote reports whether a row has no score and only one text, which reads like a note.
func (l *loading) isNote(r *record, skills []int) bool {
	for _, i := range skills {
		if r.cell(i) != "" {
			return false
		}
	}
	filled := 0
	for _, cell := range r.cells {
		if cell != "" {
			filled++
		}
	}
	text := strings.ToLower(firstText(r))
	begins := slices.ContainsFunc(noteStarts, func(s string) bool { return strings.HasPrefix(text, s) })
	return filled == 1 && (begins || len([]rune(text)) > 40) || begins && filled <= 2
}

// wholeness is how a row is named.
type wholeness uint8

const (
	unnamed    wholeness = iota
	wholeCode            // it may be a code
	wholeNamed           // it says that it sums up the others
)

// wholenessOf reads the names of a row.
func wholenessOf(r *record, c *roleColumns) wholeness {
	best := unnamed
	var room [64]byte
	for _, i := range [...]int{c.code, c.nameJa, c.nameEn} {
		cell := r.cell(i)
		if call := strings.IndexByte(cell, '('); call > 0 && letter(cell[call-1]) && runs(cell) {
			continue // the text of a formula, which says how something is computed and names nothing
		}
		letters := appendLetters(room[:0], cell)
		best = max(best, wholesByName()[string(letters)])
		if n := len(letters); n == 0 || letters[n-1] < utf8.RuneSelf {
			continue // no ending is ASCII
		}
		if slices.ContainsFunc(wholeEndings, func(e string) bool { return bytes.HasSuffix(letters, []byte(e)) }) {
			best = wholeNamed
		}
	}
	return best
}

// wholesByName are the names by which rows are known that sum up others.
var wholesByName = sync.OnceValue(func() map[string]wholeness {
	m := map[string]wholeness{}
	for _, code := range wholeCodes {
		m[code] = wholeCode
	}
	for _, name := range wholeNames {
		m[name] = wholeNamed
	}
	return m
})

// appendLetters appends the letters of a text in lower case and in one width.
func appendLetters(b []byte, s string) []byte {
	if ascii(s) {
		for i := range len(s) {
			if c := s[i]; letter(c) {
				b = append(b, c|0x20)
			}
		}
		return b
	}
	for _, r := range norm.NFKC.String(s) {
		if r = unicode.ToLower(r); unicode.IsLetter(r) {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// wholeRows finds the rows that sum up the others: by their names and numbers, or by numbers that
// leave no chance.
func (l *loading) wholeRows(t *table, c *roleColumns, values [][]float64) []bool {
	wholes := make([]bool, len(t.rows))
	if len(t.rows) < fewRows {
		return wholes
	}
	names := make([]wholeness, len(t.rows))
	first, last := len(t.rows), -1 // of the rows that are not named so
	for n, r := range each(t.rows) {
		if names[n] = wholenessOf(r, c); names[n] == unnamed {
			first, last = min(first, n), n
		}
	}
	others := newColumnSums(values, names)
	for n, r := range each(t.rows) {
		if names[n] == unnamed && r.cell(c.code) != "" && !others.mayAgree(values[n]) {
			continue
		}
		filled := 0
		for _, v := range values[n] {
			if !math.IsNaN(v) {
				filled++
			}
		}
		if filled == 0 {
			continue
		}
		sums, means, ends := others.agree(values, names, n)
		switch {
		case names[n] != unnamed:
			wholes[n] = max(sums, means, ends)*2 >= filled || names[n] == wholeNamed && (n < first || n > last)
		case r.cell(c.code) == "":
			wholes[n] = max(sums, means)*10 >= filled*8
		case filled >= 3 && len(t.rows) > fewRows:
			wholes[n] = sums == filled || means == filled && filled >= 4 && len(t.rows) > 5
		}
	}
	return wholes
}

// columnSums are the sums, counts and ends of every column over rows that are not named as wholes.
type columnSums struct {
	sum, least, most []float64
	count            []int
}

func newColumnSums(values [][]float64, names []wholeness) columnSums {
	width := len(values[0])
	s := columnSums{sum: make([]float64, width), least: make([]float64, width), most: make([]float64, width), count: make([]int, width)}
	for k := range width {
		s.least[k], s.most[k] = math.Inf(1), math.Inf(-1)
	}
	for n, row := range values {
		if names[n] != unnamed {
			continue
		}
		for k, v := range row {
			if math.IsNaN(v) {
				continue // no number
			}
			s.sum[k] += v
			s.count[k]++
			if v < s.least[k] {
				s.least[k] = v
			}
			if v > s.most[k] {
				s.most[k] = v
			}
		}
	}
	return s
}

// isSum and isMean report whether a number is the sum, or the mean, of n others.
func isSum(v, sum float64) bool {
	return sum != 0 && math.Abs(v-sum) < 0.01+0.001*math.Abs(sum)
}

func isMean(v, sum float64, n int) bool { return math.Abs(v-sum/float64(n)) < 0.06 }

// mayAgree reports whether all numbers of a row that no name tells apart from the others may be their sums, or all of them
// their means.
func (s columnSums) mayAgree(row []float64) bool {
	sums, means := true, true
	for k, v := range row {
		if math.IsNaN(v) {
			continue
		}
		sum, n := s.sum[k]-v, s.count[k]-1
		sums = sums && n > 0 && isSum(v, sum)
		means = means && n > 0 && isMean(v, sum, n)
		if !sums && !means {
			return false
		}
	}
	return true
}

// agree counts the columns in which a row is the sum, the mean, or an end of the other rows.
func (s columnSums) agree(values [][]float64, names []wholeness, at int) (sums, means, ends int) {
	for k, v := range values[at] {
		sum, n := s.sum[k], s.count[k]
		if names[at] == unnamed && !math.IsNaN(v) {
			sum, n = sum-v, n-1
		}
		if math.IsNaN(v) || n == 0 {
			continue
		}
		if isSum(v, sum) {
			sums++
		}
		if isMean(v, sum, n) {
			means++
		}
		if v == s.least[k] || v == s.most[k] {
			ends++
		}
	}
	return sums, means, ends
}
