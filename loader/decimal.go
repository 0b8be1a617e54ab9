package loader

// digit reports whether c is one of 0 to 9.
func digit(c byte) bool { return c >= '0' && c <= '9' }

// simpleDigits reports whether s is digits with at most one point between them: most cells are.
func simpleDigits(s string) bool {
	if len(s) == 0 || len(s) > 15 {
		return false
	}
	points := 0
	for i := range len(s) {
		switch c := s[i]; {
		case digit(c):
		case c == '.' && i > 0 && i < len(s)-1:
			points++
		default:
			return false
		}
	}
	return points <= 1
}

// valueOf is the number that simple digits are. It is exactly that of strconv.ParseFloat: at most 15 digits are a
// whole number that float64 holds, and so is the power of ten, so that their quotient is rounded once.
func valueOf(simple string) float64 {
	whole, scale, fraction := int64(0), 1.0, false
	for i := range len(simple) {
		if simple[i] == '.' {
			fraction = true
			continue
		}
		whole = 10*whole + int64(simple[i]-'0')
		if fraction {
			scale *= 10
		}
	}
	return float64(whole) / scale
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
