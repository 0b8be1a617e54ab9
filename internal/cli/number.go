package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// number writes a number as it is: none has more than six decimals.
func number(f float64) string { return strconv.FormatFloat(math.Round(f*1e6)/1e6, 'f', -1, 64) }

// maybe writes a number that may be missing.
func maybe(f *float64, none string) string {
	if f == nil {
		return none
	}
	return number(*f)
}

// inTables stands for a number that is missing, in tables and in CSV.
const (
	inTables = "-"
	inSheets = ""
)

// short writes a correlation for tables.
func short(f float64) string { return fmt.Sprintf("%.3f", f) }

// maybeShort writes a correlation that may be missing, for tables.
func maybeShort(f *float64) string {
	if f == nil {
		return inTables
	}
	return short(*f)
}

// points is a number of points with its unit.
func points(f float64) words.Message { return words.M("unit.points", "count", number(f)) }

// maybePoints is points that may be missing.
func maybePoints(f *float64) any {
	if f == nil {
		return inTables
	}
	return points(*f)
}

// change writes a climb or a drop: "+12", "-3" or "0".
func change(climb, drop float64) string {
	switch {
	case climb > 0:
		return "+" + number(climb)
	case drop > 0:
		return "-" + number(drop)
	}
	return "0"
}

// upOrDown says a climb or a drop.
func upOrDown(climb, drop float64) words.Message {
	switch {
	case climb > 0:
		return words.M("path.up", "points", points(climb))
	case drop > 0:
		return words.M("path.down", "points", points(drop))
	}
	return words.M("path.level")
}

// byClimb is the message that says what was counted as climb.
func byClimb(by graph.ClimbBy, total, gap string) string {
	if by == graph.BySkillGap {
		return gap
	}
	return total
}

// steepest heads the column of a path's steepest climb.
func steepest(by graph.ClimbBy) terminal.Column {
	return terminal.Right(byClimb(by, "steepest-climb", "steepest-gap"))
}

// codes writes a path's codes for one cell.
func codes(roles []answer.Role, by string) string {
	text := ""
	for i, r := range roles {
		if i > 0 {
			text += by
		}
		text += r.Code()
	}
	return text
}

// namesOf lists the names of roles in the reader's language.
func namesOf(roles []answer.Role, lang string) string {
	var list []string
	for _, r := range roles {
		list = append(list, r.Name().In(lang))
	}
	return strings.Join(list, " > ")
}

// chain writes a path in one line.
func chain(p answer.Path, lang string) string {
	text := ""
	if p.FromProfile() {
		text = words.Say(lang, "shown.you")
	}
	for _, r := range p.Roles() {
		if text != "" {
			text += words.Say(lang, "shown.arrow")
		}
		text += r.Name().In(lang)
	}
	return text
}

// firstNames names the first most of some roles.
func firstNames(roles []answer.Role, most int) words.List {
	list := words.List{More: max(0, len(roles)-most)}
	for _, r := range roles[:min(most, len(roles))] {
		list.Items = append(list.Items, r.Name())
	}
	return list
}

// someNames writes the first most of some roles.
func someNames(roles []answer.Role, most int, lang string) string {
	return firstNames(roles, most).In(lang)
}

// byWayOf names the roles between the ends of a path.
func byWayOf(p answer.Path, lang string) string {
	roles := p.Roles()
	if !p.FromProfile() {
		roles = roles[1:]
	}
	text := ""
	for _, r := range roles[:max(0, len(roles)-1)] {
		if text != "" {
			text += words.Say(lang, "shown.arrow")
		}
		text += r.Name().In(lang)
	}
	return text
}
