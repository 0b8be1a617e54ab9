package loader

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
	"noboru/internal/lazyregexp"
)

// Digits in groups of three, by commas or, where the comma is for decimals, by points; spaces and
// apostrophes separate groups too.
var (
	commaGroups = lazyregexp.New(`^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$`)
	pointGroups = lazyregexp.New(`^[+-]?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?$`)
	otherGroups = lazyregexp.New(`^[+-]?[0-9]{1,3}([ \x{a0}\x{202f}'’][0-9]{3})+([.,][0-9]*)?$`)
	commaForm   = lazyregexp.New(`^[+-]?[0-9]+,[0-9]+$`)
)

// cellErrors are what a spreadsheet shows in the place of a result.
var cellErrors = []string{
	"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
	"#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
}

// infinities are how programs write what is no finite number.
var infinities = []string{"inf", "infinity", "∞"}

func infinite(s string) bool {
	return slices.ContainsFunc(infinities, func(word string) bool { return strings.EqualFold(s, word) })
}

// What is put in the place of other signs, and what is left out of a number. Each is built once.
var (
	asciiSigns = strings.NewReplacer("−", "-", "、", ",")
	separators = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "")
	noDigits   = strings.NewReplacer(",", "", "、", "", "．", ".", "−", "-", " ", "", "'", "", "%", "")
)

// blanks are what people write into a cell that they leave out.
var blanks = []string{"", "-", "–", "—", "―", "－", "‐", "…", ".", "n/a", "na", "n.a.", "該当なし", "未評価"}

// blank reports whether a cell of a column of numbers says nothing.
func blank(s string) bool {
	switch {
	case s == "":
		return true
	case len(s) >= 20, digit(s[0]), letter(s[0]) && s[0]|0x20 != 'n':
		return false
	}
	return slices.Contains(blanks, strings.ToLower(s))
}

// notation is how a table writes its numbers.
type notation struct {
	comma  bool               // a comma is for decimals
	points bool               // then a point before three digits is for thousands: in text, not in a workbook's numbers
	unit   string             // that stands behind numbers
	marks  map[string]float64 // what stands for a number, such as ◎
}

// aside says in which other way than plain digits a number was written.
type aside uint8

const (
	plainDigits aside = iota
	fullWidth         // ３．５
	grouped           // 1,200
	percent           // 30%
	withUnit          // 3点
	marked            // ◎
	asides            // how many there are
)

// plainNumbers are the numbers of a row whose cells are plain digits, as they were found when the row was cleaned, by
// column; NaN, or beyond their end, are cells to be read. They are nil where digits alone do not say what a cell is.
func (n *notation) plainNumbers(r *record) []float64 {
	if len(r.marks)+len(n.marks) > 0 || n.points {
		return nil
	}
	return r.plain
}

// numberAt is the number in a column, if there is one.
func numberAt(numbers []float64, column int) (v float64, ok bool) {
	if uint(column) >= uint(len(numbers)) {
		return 0, false
	}
	v = numbers[column]
	return v, !math.IsNaN(v)
}

// of reads the cell of a row in column i.
func (n *notation) of(r *record, i int) (v float64, how aside, f *Fault) {
	if v, ok := numberAt(n.plainNumbers(r), i); ok {
		return v, plainDigits, nil
	}
	return n.number(r.cell(i))
}

// number reads s. A problem is a Fault that lacks its place.
func (n *notation) number(s string) (v float64, how aside, f *Fault) {
	if v, how, ok := n.read(s); ok {
		return v, how, nil
	}
	return 0, 0, &Fault{Value: s, Kind: n.noNumber(s)}
}

// read reads s, if it is a number.
func (n *notation) read(s string) (v float64, how aside, ok bool) {
	if len(n.marks) > 0 {
		if v, ok := n.marks[s]; ok {
			return v, marked, true
		}
	}
	if v := simpleValue(s); !math.IsNaN(v) && !(n.points && pointGroups().MatchString(s)) {
		return v, plainDigits, true
	}
	if s == "" || letter(s[0]) { // most texts
		return 0, 0, false
	}
	plain, how := n.plain(s)
	if !isDecimal(plain) {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(plain, 64)
	return v, how, !errors.Is(err, strconv.ErrRange)
}

// noNumber says what a text is that is no number.
func (n *notation) noNumber(s string) Kind {
	if blank(s) {
		return kindMissingNumber
	}
	if s[0] == '#' && slices.Contains(cellErrors, strings.ToUpper(s)) {
		return kindCellError
	}
	unsigned := s
	if !letter(s[0]) {
		if plain, _ := n.plain(s); isDecimal(plain) {
			return kindInfinite // beyond what a number can be
		}
		unsigned = strings.TrimLeft(s, "+-")
	}
	switch {
	case infinite(unsigned):
		return kindInfinite
	case truth(s):
		return kindBoolean
	case !letter(s[0]) && !strings.EqualFold(unsigned, "nan") && looksNumeric(s):
		return kindNotation
	}
	return kindNotNumber
}

// plain writes a number with a decimal point and nothing but digits, where there is one reading.
func (n *notation) plain(s string) (plain string, how aside) {
	if !ascii(s) {
		if folded := asciiSigns.Replace(norm.NFKC.String(s)); folded != s {
			s, how = folded, fullWidth
		}
	}
	if n.unit != "" && strings.HasSuffix(s, n.unit) {
		s, how = strings.TrimSpace(strings.TrimSuffix(s, n.unit)), withUnit
	}
	if strings.HasSuffix(s, "%") {
		s, how = strings.TrimSpace(strings.TrimSuffix(s, "%")), percent
	}
	if s == "" || s[0] != '+' && s[0] != '-' && !digit(s[0]) {
		return s, how
	}
	switch {
	case n.comma && pointGroups().MatchString(s) && (n.points || strings.Contains(s, ",") || strings.Count(s, ".") > 1):
		return strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1), grouped
	case n.comma && commaForm().MatchString(s):
		return strings.Replace(s, ",", ".", 1), how
	case !n.comma && strings.Contains(s, ",") && commaGroups().MatchString(s):
		return strings.ReplaceAll(s, ",", ""), grouped
	case spaced(s) && otherGroups().MatchString(s):
		s = separators.Replace(s)
		if n.comma {
			s = strings.Replace(s, ",", ".", 1)
		}
		return s, grouped
	}
	return s, how
}

// spaced reports whether s has what may stand between groups of digits, or what is not ASCII.
func spaced(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == ' ' || c == '\'' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// looksNumeric reports whether s means to be a number, in whatever notation.
func looksNumeric(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	if simpleDigits(s) {
		return true
	}
	if !strings.ContainsAny(s, "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨∞#") && !strings.ContainsAny(s, "nN") {
		return false
	}
	if unsigned := strings.TrimLeft(s, "+-"); strings.EqualFold(unsigned, "nan") || infinite(unsigned) {
		return true
	}
	if first := strings.TrimLeft(s, ", '%"); first != "" && first[0] < utf8.RuneSelf && !digit(first[0]) && !strings.ContainsRune("+-.#", rune(first[0])) {
		return false // most names
	}
	return isDecimal(noDigits.Replace(norm.NFKC.String(s))) || slices.Contains(cellErrors, strings.ToUpper(s))
}

// never says why s, which means to be a number, can be none that this table has, in whatever
// column; nil where it can. Only correlations are signed.
func (n *notation) never(s string, signed bool) *Fault {
	if !looksNumeric(s) {
		return nil
	}
	v, _, fault := n.number(s)
	if fault == nil && v < 0 && !signed {
		return &Fault{Value: s, Kind: kindNegative}
	}
	return fault
}

// Limits of package graph.
const (
	largestPoints graph.Points = 1<<31 - 1                     // of a number of points
	largestSum    graph.Points = 2_000_000 * graph.PointsScale // of the largest score times the number of skills
)

// bound is the largest number of points that is allowed, and why.
type bound struct {
	most   graph.Points
	stated bool // as the manifest's maxScore
	skills int  // that largestSum was divided by; 0 where it was not
}

// scoreBound is the bound of scores: maxScore, or where that is 0 what the exact sums can take with
// so many skills (0: unknown).
func scoreBound(maxScore graph.Points, skills int) bound {
	switch {
	case maxScore > 0:
		return bound{most: maxScore, stated: true}
	case skills > 0:
		return bound{most: min(largestPoints, largestSum/graph.Points(skills)), skills: skills}
	}
	return bound{most: largestPoints}
}

// points makes a score of a number, from 0 to b. A problem is a Fault that lacks its place.
func points(v float64, s string, b bound) (p graph.Points, exact bool, fault *Fault) {
	p, exact, err := graph.NewPoints(v)
	switch {
	case v < 0 && !b.stated:
		fault = &Fault{Value: s, Kind: kindNegative}
	case v >= 0 && err == nil && p <= b.most:
		return p, exact, nil
	case b.skills > 0:
		fault = &Fault{Value: s, Kind: kindScoreBound, Values: Values{"most", b.most, "sum", largestSum, "skills", b.skills}}
	default:
		fault = &Fault{Value: s, Kind: kindRange, Values: Values{"least", 0, "most", b.most}}
	}
	return 0, false, fault
}

// similarity reads a number from -1 to 1.
func (n *notation) similarity(s string) (graph.Similarity, *Fault) {
	v, how, fault := n.number(s)
	if fault != nil {
		return 0, fault
	}
	if how == percent {
		v /= 100 // a correlation has no other reading
	}
	r, err := graph.NewSimilarity(v)
	if err != nil {
		return 0, &Fault{Value: s, Kind: kindRange, Values: Values{"least", -1, "most", 1}}
	}
	return r, nil
}

// totalTolerance is how far a printed total may lie from the sum of n rounded scores, in points:
// half a unit of its last digit, and half a thousandth a score.
func totalTolerance(printed string, n int) float64 {
	digits := 0
	if _, fraction, ok := strings.Cut(printed, "."); ok && !strings.ContainsAny(fraction, "eE") {
		digits = min(len(fraction), 3)
	}
	return 0.5*math.Pow10(-digits) + 0.0005*float64(n) + 1e-9
}
