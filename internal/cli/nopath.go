package cli

import (
	"context"
	"math"
	"strconv"
	"strings"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
)

// noPathShown is why there is no path and what would open one.
type noPathShown struct{ *answer.NoPath }

func (ans noPathShown) text(ctx context.Context, p *terminal.Page) error {
	relaxations, err := ans.Relaxations(ctx)
	if err != nil {
		return err
	}
	explanation, err := ans.Explanation(ctx)
	if err != nil {
		return err
	}
	p.Wrap("", explanation.Message())
	threshold, err := ans.ConnectingThreshold(ctx)
	if err != nil {
		return err
	}
	if threshold != nil {
		// Rounded down, so that it is low enough.
		p.Say("no-path-shown.threshold", "threshold", strconv.FormatFloat(math.Floor(*threshold*100)/100, 'f', -1, 64))
	}
	path, err := ans.JointPath(ctx)
	if err != nil {
		return err
	}
	if path != nil {
		p.Line("")
		p.Say("no-path-shown.joint-path", "path", chain(*path, p.Lang))
		if complete, err := ans.JointComplete(ctx); err != nil {
			return err
		} else if !complete {
			p.Say("no-path-shown.incomplete")
		}
	}
	if len(relaxations) > 0 {
		var rows [][]string
		for _, r := range relaxations {
			row := []string{r.Explanation().In(p.Lang), relaxedFlag(r), "", "", ""}
			if path := r.Path(); path != nil {
				totals := path.Totals()
				row[2], row[3], row[4] = strconv.Itoa(totals.Steps), number(totals.SteepestClimb), chain(*path, p.Lang)
			}
			rows = append(rows, row)
		}
		p.Line("")
		p.Table([]terminal.Column{terminal.Left("change"), terminal.Left("flag"), terminal.Right("steps"), terminal.Right("steepest-climb"), terminal.Left("path")}, rows)
	}
	nearest, err := ans.Nearest(ctx)
	if err != nil {
		return err
	}
	if path := nearest.Path(); path != nil && len(path.Steps()) > 0 {
		p.Line("")
		p.Say("no-path-shown.way", "role", nearest.Role().Name())
		pathTable(p, *path)
		pathLegend(p)
	}
	return nil
}

// relaxedFlag writes a relaxation as the command line has it: what to add, or in brackets what to leave out.
func relaxedFlag(r answer.Relaxation) string {
	flag := "--" + strings.ReplaceAll(strings.ToLower(string(r.Limit())), "_", "-")
	switch {
	case r.Value() != nil:
		return flag + " " + number(*r.Value())
	case r.Limit() == graph.AvoidRoleObstacle:
		return "(--avoid " + r.Role().Code() + ")"
	case r.Family() != nil:
		return "(" + flag + " " + r.Family().Code() + ")"
	default:
		return "(" + flag + " " + r.Role().Code() + ")"
	}
}

func (ans noPathShown) sheet(ctx context.Context, _ string) (sheet, error) {
	s := sheet{header: []string{"no_path", "limit", "flag", "steps", "steepest_climb", "path"}}
	blockage, relaxations, err := ans.blocked(ctx)
	for _, r := range relaxations {
		row := []string{strings.ToLower(string(blockage)), string(r.Limit()), relaxedFlag(r), "", "", ""}
		if path := r.Path(); path != nil {
			totals := path.Totals()
			row[3], row[4], row[5] = strconv.Itoa(totals.Steps), number(totals.SteepestClimb), codes(path.Roles(), " > ")
		}
		s.add(row...)
	}
	if len(relaxations) == 0 {
		s.add(strings.ToLower(string(blockage)), "", "", "", "", "")
	}
	return s, err
}

// blocked is what blocks, and what opens a path: each by itself, or all together.
func (ans noPathShown) blocked(ctx context.Context) (graph.Blockage, []answer.Relaxation, error) {
	blockage, err := ans.Blockage(ctx)
	if err != nil {
		return "", nil, err
	}
	find := ans.Relaxations
	if blockage == graph.JointlyBlocks {
		find = ans.Joint
	}
	relaxations, err := find(ctx)
	return blockage, relaxations, err
}

// summary is the answer in one cell.
func (ans noPathShown) summary(ctx context.Context) (string, error) {
	blockage, relaxations, err := ans.blocked(ctx)
	parts := []string{strings.ToLower(string(blockage))}
	for _, r := range relaxations {
		parts = append(parts, relaxedFlag(r))
	}
	return strings.Join(parts, "; "), err
}
