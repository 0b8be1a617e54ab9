package cli

import (
	"fmt"
	"math"
	"strings"

	"noboru/graph"
)

// formatFixed writes n millionths with a fixed number of decimals, rounded half away from zero.
func formatFixed(n int64, decimals int) string {
	unit := int64(math.Pow10(6 - decimals))
	half := unit / 2
	if n < 0 {
		half = -half
	}
	n = (n + half) / unit
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	scale := int64(math.Pow10(decimals))
	return fmt.Sprintf("%s%d.%0*d", sign, n/scale, decimals, n%scale)
}

// change writes a climb or a drop: "+12", "-3" or "0".
func change(climb, drop points) string {
	switch {
	case climb > 0:
		return "+" + climb.String()
	case drop > 0:
		return "-" + drop.String()
	}
	return "0"
}

// orDash writes a number that may be missing.
func orDash(p *points) string {
	if p == nil {
		return "-"
	}
	return p.String()
}

// orEmpty writes a number that may be missing, for CSV.
func orEmpty(p *points) string {
	if p == nil {
		return ""
	}
	return p.String()
}

// label names one end of a question for a title.
func (e endDoc) label(lang string) string {
	if e.Profile != nil {
		return words.You.In(lang)
	}
	if len(e.Roles) == 1 {
		return printable(e.Roles[0].Name.in(lang))
	}
	return printable(e.Text)
}

// chain writes a path in one line.
func (d *pathDoc) chain(lang string) string {
	arrow := map[string]string{"ja": " → ", "en": " -> "}[lang]
	var names []string
	if d.FromProfile {
		names = append(names, words.You.In(lang))
	}
	for _, r := range d.Roles {
		names = append(names, printable(r.Name.in(lang)))
	}
	return strings.Join(names, arrow)
}

// codes writes a path's codes for one cell of CSV.
func (d *pathDoc) codes() string {
	codes := make([]string, 0, len(d.Roles))
	for _, r := range d.Roles {
		codes = append(codes, r.Code)
	}
	return strings.Join(codes, " > ")
}

// objectiveName is an objective in words.
func objectiveName(objective string) graph.Text {
	switch graph.Objective(objective) {
	case graph.Shortest:
		return words.Shortest
	case graph.FewestSteps:
		return words.FewestSteps
	}
	return words.Gentlest
}
