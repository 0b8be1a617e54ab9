package loader

import "math"

// digit reports whether c is one of 0 to 9.
func digit(c byte) bool { return c >= '0' && c <= '9' }

// letter reports whether c is one of A to Z and a to z.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// simpleDigits reports whether s is digits with at most one point between them: most cells are.
func simpleDigits(s string) bool { return !math.IsNaN(simpleValue(s)) }

// powersOfTen are those that 15 digits can be divided by.
var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14}

// simpleValue is the number that digits with at most one point between them are, and NaN of any other text. It is exactly
// that of strconv.ParseFloat: at most 15 digits are a whole number that float64 holds, and so is the power of ten, so
// that their quotient is rounded once.
func simpleValue(s string) float64 {
	if len(s) == 0 || len(s) > 15 {
		return math.NaN()
	}
	whole, point := int64(0), -1
	for i := range len(s) {
		switch c := s[i]; {
		case digit(c):
			whole = 10*whole + int64(c-'0')
		case c == '.' && point < 0 && i > 0 && i < len(s)-1:
			point = i
		default:
			return math.NaN()
		}
	}
	if point < 0 {
		return float64(whole)
	}
	return float64(whole) / powersOfTen[len(s)-1-point]
}

// isDecimal reports whether s is how numbers are written once their notation is resolved: a decimal point, an exponent
// of up to four digits if need be.
func isDecimal(s string) bool {
	digits := func() (n int) {
		for n < len(s) && digit(s[n]) {
			n++
		}
		s = s[n:]
		return n
	}
	sign := func() {
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
	}
	sign()
	n := digits()
	if s != "" && s[0] == '.' {
		s = s[1:]
		n += digits()
	}
	if n == 0 {
		return false
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		sign()
		if exponent := digits(); exponent < 1 || exponent > 4 {
			return false
		}
	}
	return s == ""
}
