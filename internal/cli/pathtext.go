package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// title heads what is said of a path.
func title(p *terminal.Page, path answer.Path, objective graph.Objective) {
	minimised := words.M("objective." + string(objective))
	if path.ClimbBy() == graph.BySkillGap && objective == graph.Gentlest {
		minimised = words.M("shown.by-gap", "objective", minimised)
	}
	from, to := pathEnds(path)
	p.Title("shown.title", "from", from, "to", to)
	p.Say("shown.minimised", "objective", minimised)
	p.Line("")
}

// pathEnds names the first and last role of a path; the first is you where it starts at a profile.
func pathEnds(path answer.Path) (from, to any) {
	roles := path.Roles()
	if path.FromProfile() {
		return words.M("shown.you"), roles[len(roles)-1].Name()
	}
	return roles[0].Name(), roles[len(roles)-1].Name()
}

// profileNote says what a profile does to an answer.
func profileNote(p *terminal.Page, profile *answer.ProfileSummary) {
	if profile == nil {
		return
	}
	if note := profile.Note(); note != nil && profile.Estimate() {
		p.Loud(note.Message())
	} else if note != nil {
		p.Wrap("", note.Message())
	}
	p.Say("profile.most-like", "role", profile.MostLike().Name(), "total", points(profile.Total()))
	p.Line("")
}

// next says what to do first: the next role, what to learn for it, and why this one.
func next(p *terminal.Page, path answer.Path) {
	steps := path.Steps()
	if len(steps) == 0 {
		p.Say("path.there")
		return
	}
	first, goal := steps[0], steps[len(steps)-1].To()
	to := first.To()
	p.Say("path.next", "role", to.Name(), "total", points(to.Total()), "change", upOrDown(first.Climb(), first.Drop()))
	if held := first.CarryOver(); held != nil {
		if skills, any := first.MostToLearn(); any {
			p.Wrap("  ", words.M("path.learn", "skills", skills))
		} else {
			p.Wrap("  ", words.M("path.learn-nothing"))
		}
		why := "path.why"
		if path.Estimate() {
			why = "path.why-assumed"
		}
		p.Wrap("  ", words.M(why, "how", first.How(), "held", number(*held), "total", points(to.Total())))
	} else {
		p.Wrap("  ", words.M("path.why-plain", "how", first.How()))
	}
	if more := len(steps) - 1; more > 0 {
		p.Say("path.then", "count", more, "role", goal.Name())
	} else {
		p.Say("path.last")
	}
	p.Line("")
}

// directMove says that the goal asks for little, by how much its total differs, and what has to be learned for it.
func directMove(p *terminal.Page, m *answer.DirectMove) {
	p.Wrap("", m.Said())
	p.Wrap("  ", m.ToLearn())
	p.Wrap("  ", words.M("path.by-total", "change", upOrDown(m.Climb(), m.Drop())))
}

// postsBetween says what stands between where the goal can be meant at once.
func postsBetween(p *terminal.Page, path answer.Path) {
	p.Line("")
	p.Say("path.between", "way", way(path, p.Lang))
	p.Wrap("  ", wayFigures(path))
	p.Say("path.explain")
}

// ways lists a path and those that differ from it, so that there is a choice, with the direct move where there is one:
// before them where it can be meant at once, after them where something has to be learned first.
func ways(p *terminal.Page, best answer.Path, others []answer.Path) {
	m := best.DirectMove()
	if m.AtOnce() {
		directMove(p, m)
		p.Line("")
	}
	if len(others) > 0 {
		listed(p, best, others)
	}
	if m != nil && !m.AtOnce() {
		directMove(p, m)
	}
	switch {
	case len(others) > 0:
		p.Line("")
		p.Say("path.first")
	case m != nil:
		p.Say("path.otherwise")
	}
}

// listed names each way in a line, and what it comes to.
func listed(p *terminal.Page, best answer.Path, others []answer.Path) {
	all := append([]answer.Path{best}, others...)
	p.Say("path.ways", "count", len(all))
	same := sameEnds(all)
	for i, path := range all {
		named := any(stops(path.Roles(), p.Lang))
		if same {
			named = way(path, p.Lang)
		}
		p.Wrap("  ", words.M("path.way", "number", i+1, "way", named))
		p.Wrap("     ", wayFigures(path))
	}
}

// way names the roles between the ends of a path, with their totals.
func way(path answer.Path, lang string) words.Message {
	roles := path.Roles()
	if !path.FromProfile() {
		roles = roles[1:]
	}
	if roles = roles[:len(roles)-1]; len(roles) == 0 {
		return words.M("path.direct")
	}
	return words.M("path.through", "roles", stops(roles, lang))
}

// stops names roles that follow each other, with their totals.
func stops(roles []answer.Role, lang string) string {
	named := make([]string, 0, len(roles))
	for _, r := range roles {
		named = append(named, words.Say(lang, "path.stop", "role", r.Name(), "total", number(r.Total())))
	}
	return strings.Join(named, words.Say(lang, "shown.arrow"))
}

// sameEnds reports whether all paths join the same two roles. A question may name several.
func sameEnds(paths []answer.Path) bool {
	end := func(p answer.Path) int { roles := p.Roles(); return roles[len(roles)-1].Index }
	return !slices.ContainsFunc(paths, func(p answer.Path) bool {
		return !p.FromProfile() && p.Roles()[0].Index != paths[0].Roles()[0].Index || end(p) != end(paths[0])
	})
}

// wayFigures sums a way up.
func wayFigures(path answer.Path) words.Message {
	totals := path.Totals()
	if totals.NewPoints() == nil || path.ClimbBy() == graph.BySkillGap {
		return pathFigures(path)
	}
	return words.M("path.way-figures", "count", totals.Steps, "steepest", points(totals.SteepestClimb), "new", points(*totals.NewPoints()), "changes", totals.FamilyChanges)
}

// wholePath writes a path role by role, its sums, and what else was asked for. Of several paths only the last has
// the legend.
func wholePath(ctx context.Context, p *terminal.Page, path answer.Path, details detailFlags, last bool) error {
	pathTable(p, path)
	if last {
		pathLegend(p)
	}
	figures(p, path)
	if details.explain {
		explain(p, path)
	}
	if details.stability == 0 {
		return nil
	}
	s, err := path.Stability(ctx, details.stability, int32(details.seed))
	if err != nil {
		return err
	}
	p.Line("")
	p.Say("stability.line", "survived", s.Survived(), "trials", s.Trials(), "seed", s.Seed())
	if err := weakest(ctx, p, s); err != nil {
		return err
	}
	p.Wrap("", s.Note().Message())
	return nil
}

// weakest names the weakest of several steps, and what stands in for it.
func weakest(ctx context.Context, p *terminal.Page, s *answer.Stability) error {
	w := s.Weakest()
	if w == nil || len(s.Steps()) < 2 {
		return nil
	}
	p.Say("stability.weakest", "step", w.Step.At(), "share", number(100*w.Share))
	instead, err := w.StandIn(ctx)
	if err == nil && instead != nil {
		p.Say("stability.stand-in", "path", chain(*instead, p.Lang))
	}
	return err
}

// pathTable writes the path role by role.
func pathTable(p *terminal.Page, path answer.Path) {
	var rows [][]string
	if path.FromProfile() {
		rows = append(rows, []string{"0", words.Say(p.Lang, "shown.you"), "", "", "", "", "", ""})
	}
	steps := path.Steps()
	for i, r := range path.Roles() {
		row := []string{"0", r.Name().In(p.Lang), r.Code(), number(r.Total()), "", "", "", ""}
		if at := i - len(path.Roles()) + len(steps); at >= 0 {
			step := steps[at]
			correlation := words.Say(p.Lang, "shown.by-skill-gap")
			if c := step.Correlation(); c != nil {
				correlation = short(*c)
			}
			row = append([]string{strconv.Itoa(at + 1)}, append(row[1:4], correlation, change(step.Climb(), step.Drop()), maybe(step.SkillGap(), inTables), maybe(step.NewPoints(), inTables))...)
		}
		rows = append(rows, row)
	}
	p.Table([]terminal.Column{
		terminal.Right("step"), terminal.Left("role"), terminal.Left("code"), terminal.Right("total"),
		terminal.Right("correlation"), terminal.Right("climb"), terminal.Right("skill-gap"), terminal.Right("new-points"),
	}, rows)
}

// pathLegend says what the columns of a path mean.
func pathLegend(p *terminal.Page) { p.Dim(words.Say(p.Lang, "legend.path")) }

// figures sums a path up, and says what it owns up to.
func figures(p *terminal.Page, path answer.Path) {
	totals := path.Totals()
	if totals.Steps == 0 {
		return
	}
	p.Line("")
	p.Wrap("", pathFigures(path))
	if totals.SkillGap != nil {
		p.Say("path.learned", "gap", points(*totals.SkillGap), "new", maybePoints(totals.NewPoints()))
	}
	if assumed := totals.AssumedNewPoints(); assumed != nil && *assumed > 0 {
		p.Say("path.learned-assumed", "assumed", points(*assumed))
	}
	for _, note := range path.Notes() {
		p.Wrap("", note.Message())
	}
}

// pathFigures are the steps, climbs and drops of a path.
func pathFigures(path answer.Path) words.Message {
	totals := path.Totals()
	return words.M(byClimb(path.ClimbBy(), "path.figures", "path.figures-by-gap"), "count", totals.Steps, "steepest", points(totals.SteepestClimb), "ascent", points(totals.Ascent), "descent", points(totals.Descent))
}

// explain says what the path costs and, step by step, which skills it asks for.
func explain(p *terminal.Page, path answer.Path) {
	steps, cost := path.Steps(), path.Cost()
	p.Line("")
	if path.Objective() == graph.Gentlest && len(steps) > 0 {
		p.Say("explained.gentlest", "count", cost.Steps, "cost", number(cost.Climbing), "comfortable", number(path.ComfortableClimb()), "share", number(cost.Climbing-cost.Squares-cost.Changes), "squares", number(cost.Squares), "changes", number(cost.Changes))
		if len(steps) > 1 {
			each := make([]string, len(steps))
			for i, step := range steps {
				each[i] = number(step.Climbing())
			}
			p.Say("explained.each", "costs", strings.Join(each, " + "))
		}
	}
	p.Say("explained.distance", "distance", number(cost.Distance))
	if path.Totals().SkillGap == nil {
		p.Say("explained.no-skills")
		return
	}
	for i, step := range steps {
		from := any(words.M("shown.you"))
		if f := step.From(); f != nil {
			from = f.Name()
		}
		p.Line("")
		p.Say("explained.step", "number", i+1, "from", from, "to", step.To().Name())
		explainStep(p, step)
	}
}

// explainStep says which skills a step asks for, what of that is new, and what carries over.
func explainStep(p *terminal.Page, step answer.Step) {
	say := func(id string, values ...any) { p.Wrap("  ", words.M(id, values...)) }
	needed, fresh := step.SkillGaps(), step.NewSkills()
	gap, isNew := *step.SkillGap(), *step.NewPoints()
	switch {
	case len(needed) == 0:
		say("explained.needs-nothing")
	case len(fresh) == 0:
		say("explained.needs", "points", points(gap), "skills", changes(needed))
		say("explained.new-nothing")
	case gap == isNew:
		say("explained.needs", "points", points(gap), "skills", changes(needed))
		say("explained.new-all")
	default:
		say("explained.needs", "points", points(gap), "skills", changes(needed))
		say("explained.new", "points", points(isNew), "skills", changes(fresh))
	}
	if assumed := step.AssumedNewPoints(); assumed != nil && *assumed > 0 {
		p.Wrap("  ", words.M("step.assumed", "points", points(*assumed)))
	}
	say("explained.held", "held", points(*step.CarryOver()), "total", points(step.To().Total()))
}

// changes lists skills with their levels.
func changes(list []answer.SkillChange) words.List {
	said := make([]words.Message, 0, len(list))
	for _, c := range list {
		id := "explained.change"
		if c.Assumed {
			id = "explained.change-assumed"
		}
		said = append(said, words.M(id, "skill", c.Skill.Name(), "from", number(c.From), "to", number(c.To)))
	}
	return words.AllOf(said)
}

// pathColumns are the columns of a path in CSV: one row a role.
var pathColumns = []string{"path", "step", "code", "name", "total", "correlation", "climb", "drop", "skill_gap", "new_points", "carry_over"}

// addPath adds the rows of a path. A profile start is a row without a code.
func (s *sheet) addPath(path int, of answer.Path, lang string) {
	n := strconv.Itoa(path)
	if of.FromProfile() {
		s.add(n, "0", "", "", "", "", "", "", "", "", "")
	}
	steps := of.Steps()
	for i, r := range of.Roles() {
		at := i - len(of.Roles()) + len(steps)
		if at < 0 {
			s.add(n, "0", r.Code(), r.Name().In(lang), number(r.Total()), "", "", "", "", "", "")
			continue
		}
		step := steps[at]
		s.add(n, strconv.Itoa(at+1), r.Code(), r.Name().In(lang), number(r.Total()), maybe(step.Correlation(), inSheets), number(step.Climb()), number(step.Drop()),
			maybe(step.SkillGap(), inSheets), maybe(step.NewPoints(), inSheets), maybe(step.CarryOver(), inSheets))
	}
}
