package loader

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"noboru/internal/lazyregexp"
	"noboru/loader/internal/workbook"
)

// columnFacts is what the cells of a column have in common.
type columnFacts struct {
	filled, numbers, texts int
	blanks                 int // texts that say nothing, which filled leaves out
	percents, others       int // percentages; dates, truth values, formulas without value
	integers, negatives    int
	distinct               func() map[string]int // text -> how often; nil where there are too many
	unique                 func() bool           // no value stands twice
	least, most            float64
	exact                  bool // every number is whole in thousandths
	longest                int  // characters of the longest text
	runes                  int  // characters of all texts
}

// maxDistinct is how many different values of a column are told apart.
const maxDistinct = 20_000

// facts looks through a column.
func (l *loading) facts(t *table, column int) columnFacts {
	return l.countFacts(t.rows, []int{column})[0]
}

// countFacts looks through columns, of which -1 is one without a value.
func (l *loading) countFacts(rows []record, columns []int) []columnFacts {
	all := make([]columnFacts, len(columns))
	for k, i := range columns {
		all[k] = columnFacts{least: math.Inf(1), most: math.Inf(-1), exact: true}
		all[k].distinct = sync.OnceValue(func() map[string]int { return distinctTexts(rows, i) })
		all[k].unique = sync.OnceValue(func() bool { return unique(&all[k], rows, i) })
	}
	for n := range rows {
		r := &rows[n]
		plain := l.notation.plainNumbers(r)
		for k, i := range columns {
			if v, ok := numberAt(plain, i); ok {
				all[k].filled++
				all[k].add(v)
			} else {
				l.countCell(&all[k], r, i)
			}
		}
	}
	return all
}

// distinctTexts tells the texts of a column apart; nil where there are too many.
func distinctTexts(rows []record, column int) map[string]int {
	texts := make(map[string]int, min(len(rows), 1000))
	for _, r := range each(rows) {
		if text := r.ownText(column); text != "" {
			if texts[text]++; len(texts) > maxDistinct {
				return nil
			}
		}
	}
	return texts
}

// unique reports whether no value of a column stands twice, or there are too many to tell.
func unique(f *columnFacts, rows []record, column int) bool {
	if f.filled+f.blanks <= maxDistinct && recurSoon(rows[:min(len(rows), 200)], column, f.blanks) {
		return false // as in most columns of numbers, which saves telling all of them apart
	}
	texts := f.distinct()
	return texts == nil || len(texts) == f.filled
}

// recurSoon reports whether more than so many texts of a column stand in a row further up already.
func recurSoon(rows []record, column, most int) bool {
	seen := map[string]bool{}
	for _, r := range each(rows) {
		text := r.ownText(column)
		if seen[text] {
			if most--; most < 0 {
				return true
			}
		}
		seen[text] = text != ""
	}
	return false
}

// ownText is what a cell says of itself: "" where a merged cell covers it, and where the value of its formula is not known.
func (r *record) ownText(column int) string {
	if kind := r.mark(column).Kind; kind == workbook.Covered || kind == workbook.Formula {
		return ""
	}
	return r.cell(column)
}

// countCell counts one cell of a column.
func (l *loading) countCell(f *columnFacts, r *record, column int) {
	text := r.cell(column)
	if text == "" {
		return
	}
	kind := r.mark(column).Kind
	if kind == workbook.Covered || kind == workbook.Formula {
		f.others++
		return
	}
	f.filled++
	if kind == workbook.DateCell || kind == workbook.ClockCell || kind == workbook.Boolean {
		f.others++
		return
	}
	v, how, ok := l.notation.read(text)
	if !ok {
		if blank(text) {
			f.filled--
			f.blanks++
			return
		}
		n := utf8.RuneCountInString(text)
		f.texts++
		f.runes += n
		f.longest = max(f.longest, n)
		return
	}
	if kind == workbook.PercentOf {
		v, how = v*100, percent
	}
	if how == percent {
		f.percents++
	}
	f.add(v)
}

// add counts a number.
func (f *columnFacts) add(v float64) {
	f.numbers++
	if v < f.least {
		f.least = v
	}
	if v > f.most {
		f.most = v
	}
	if v < 0 {
		f.negatives++
	}
	if v == math.Trunc(v) {
		f.integers++
	} else if scaled := v * 1000; f.exact && math.Abs(scaled-math.Round(scaled)) > 1e-6 {
		f.exact = false
	}
}

// isNumbers reports whether the column means to hold numbers: at least half of what it says.
func (f columnFacts) isNumbers() bool { return f.numbers > 0 && f.numbers >= f.texts+f.others }

// isText reports whether the column means to hold words.
func (f columnFacts) isText() bool { return f.texts > 0 && f.texts > f.numbers+f.others }

// repeats reports whether values stand in several rows, as a family's or a skill's do.
func (f columnFacts) repeats() bool {
	return f.filled > 0 && f.distinct() != nil && len(f.distinct())*2 <= f.filled
}

// recurs reports whether some value stands in several rows.
func (f columnFacts) recurs() bool { return f.distinct() != nil && len(f.distinct()) < f.filled }

// notationOf finds how a table writes its numbers. ambiguous is a number that could be read in two
// ways, where nothing in the table decides.
func notationOf(g *grid, first int) (n notation, ambiguous string) {
	var none notation
	commas, points, groups, hundreds := 0, 0, 0, 0
	sure := false
	units := map[string]int{}
	unitNumbers, numbers := 0, 0
	rows := g.rows[min(first, len(g.rows)):]
	for _, r := range each(rows[:min(len(rows), looked)]) {
		for i, s := range r.cells {
			if !math.IsNaN(r.plain[i]) || s == "" || len(s) > 30 || letter(s[0]) || !strings.ContainsAny(s, "0123456789０１２３４５６７８９") {
				continue
			}
			if len(r.marks) > 0 && r.mark(i).Kind != workbook.Plain {
				continue
			}
			s = strings.TrimSpace(strings.TrimRight(s, "%％"))
			plain, _ := none.plain(s)
			comma := strings.Contains(s, ",")
			switch {
			case comma && commaGroups().MatchString(s):
				groups++
				if ambiguous == "" {
					ambiguous = s
				}
				sure = sure || strings.Count(s, ",") > 1 || strings.Contains(s, ".")
			case comma && (commaForm().MatchString(s) || pointGroups().MatchString(s)):
				commas++
			case isDecimal(plain):
				numbers++
				if strings.Contains(plain, ".") && !pointGroups().MatchString(plain) {
					points++
				}
				if len(plain) >= 3 && !strings.Contains(plain, ".") && plain[0] != '0' {
					hundreds++
				}
			default:
				number, unit := splitUnit(s)
				if comma := strings.Contains(number, ",") && commaForm().MatchString(number); unit != "" && (comma || isDecimal(number)) {
					units[unit]++
					unitNumbers++
					if comma && !commaGroups().MatchString(number) {
						commas++
					}
				}
			}
		}
	}
	digits := digitsOf{}
	if commas+groups+len(units) > 0 || g.delimiter == ";" {
		digits = countDigits(rows[:min(len(rows), looked)])
	}
	numbers, points, hundreds = numbers+digits.numbers, points+digits.points, hundreds+digits.hundreds
	for unit, count := range units {
		if count == unitNumbers && count >= 2 && count*2 > numbers {
			n.unit = unit
		}
	}
	switch {
	case commas > 0 && points == 0:
		n.comma = true
		return n, ""
	case digits.three != "" && groups == 0 && commas == 0 && points == 0 && g.delimiter == ";":
		return n, digits.three // where a semicolon separates cells, a point may separate thousands
	case groups == 0 || sure || points > 0 || commas > 0:
		return n, ""
	case hundreds > 0:
		return n, "" // 1,200 beside 900
	}
	return n, ambiguous
}

// digitsOf counts the cells of a table that are plain digits.
type digitsOf struct {
	numbers, points, hundreds int
	three                     string // the first with three digits behind its point, such as 1.200
}

func countDigits(rows []record) (d digitsOf) {
	for _, r := range each(rows) {
		for i, s := range r.cells {
			if math.IsNaN(r.plain[i]) {
				continue
			}
			d.numbers++
			if at := strings.IndexByte(s, '.'); at >= 0 && (len(s)-at-1 != 3 || s[0] == '0') {
				d.points++
			} else if at >= 0 && d.three == "" {
				d.three = s
			} else if at < 0 && len(s) >= 3 && s[0] != '0' {
				d.hundreds++
			}
		}
	}
	return d
}

// outOf is a number of points and how many there are, such as 3/5.
var outOf = lazyregexp.New(`^([0-9]+(?:[.,][0-9]+)?) ?/ ?[0-9]+$`)

// splitUnit splits a number from the letters behind it, such as 3点 or 4 pts.
func splitUnit(s string) (number, unit string) {
	if strings.Contains(s, "/") {
		if m := outOf().FindStringSubmatch(s); m != nil {
			return m[1], strings.TrimSpace(s[len(m[1]):])
		}
	}
	i := strings.LastIndexAny(s, "0123456789０１２３４５６７８９")
	if i < 0 {
		return "", ""
	}
	for i < len(s) && (s[i] >= 0x80 && s[i] < 0xc0 || i == strings.LastIndexAny(s[:i+1], "0123456789０１２３４５６７８９")) {
		i++
	}
	number, unit = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i:])
	if unit == "%" || len([]rune(unit)) > 6 || unit != "" && strings.ContainsAny(unit, ".,:/-+") {
		return "", ""
	}
	plain, _ := (&notation{}).plain(number)
	return plain, unit
}
