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
	if v, length := leadingValue(s); length == len(s) {
		return v
	}
	return math.NaN()
}

// leadingValue is simpleValue of the digits that s begins with, with at most one point, and how many bytes they are.
func leadingValue(s string) (v float64, length int) {
	whole, point := int64(0), -1
	n := 0
	for ; n < len(s); n++ {
		if c := s[n]; digit(c) {
			whole = 10*whole + int64(c-'0')
		} else if c == '.' && point < 0 {
			point = n
		} else {
			break
		}
	}
	switch {
	case n == 0, n > 15, point == 0, point == n-1:
		return math.NaN(), n
	case point < 0:
		return float64(whole), n
	}
	return float64(whole) / powersOfTen[n-1-point], n
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
