package cli

import (
	"context"
	"strings"

	"noboru/graph"
)

// refusalDoc says why there is no path and what would open one.
type refusalDoc struct {
	Blockage      string          `json:"blockage"`
	Relaxations   []relaxationDoc `json:"relaxations"`
	Joint         []relaxationDoc `json:"joint"`
	JointPath     *pathDoc        `json:"jointPath"`
	JointComplete bool            `json:"jointComplete"`
	Nearest       *nearestDoc     `json:"nearest"`
}

// relaxationDoc is one limit, changed. Value is the new limit (maxSteps, maxClimb, maxDrop,
// minCorrelation); Role or Family is what to allow or to leave out (avoid, avoidFamily, via).
type relaxationDoc struct {
	Limit  string   `json:"limit"`
	Value  any      `json:"value,omitempty"`
	Role   *roleDoc `json:"role,omitempty"`
	Family string   `json:"family,omitempty"`
	Path   *pathDoc `json:"path,omitempty"`
}

// nearestDoc is the reachable role most similar to the goal. Role is null for the profile itself.
type nearestDoc struct {
	Role        *roleDoc    `json:"role"`
	Correlation *millionths `json:"correlation"`
	Path        *pathDoc    `json:"path"`
}

// refuse asks why q has no path.
func (s *session) refuse(ctx context.Context, q graph.Question) (*refusalDoc, error) {
	r, err := s.planner.WhyNoPath(ctx, q)
	if err != nil {
		return nil, err
	}
	doc := &refusalDoc{
		Blockage: string(r.Blockage), JointComplete: r.JointComplete,
		Relaxations: s.relaxations(r.Relaxations, q), Joint: s.relaxations(r.Joint, q),
	}
	if len(r.JointPath.Roles) > 0 {
		doc.JointPath = s.path(r.JointPath, q.Profile, q.ClimbBy, false)
	}
	nearest := &nearestDoc{}
	if r.Nearest.Role != graph.FromProfile {
		role := s.role(r.Nearest.Role)
		nearest.Role = &role
	}
	if r.Nearest.Known {
		c := millionths(r.Nearest.Similarity)
		nearest.Correlation = &c
	}
	if len(r.Nearest.Path.Roles) > 0 {
		nearest.Path = s.path(r.Nearest.Path, q.Profile, q.ClimbBy, false)
	}
	doc.Nearest = nearest
	return doc, nil
}

func (s *session) relaxations(list []graph.Relaxation, q graph.Question) []relaxationDoc {
	docs := make([]relaxationDoc, 0, len(list))
	for _, r := range list {
		doc := relaxationDoc{Limit: string(r.Limit)}
		switch r.Limit {
		case graph.MaxStepsObstacle:
			doc.Value = int(r.Value.Float())
		case graph.MaxClimbObstacle, graph.MaxDropObstacle:
			doc.Value = points(r.Value.(graph.Points))
		case graph.MinCorrelationObstacle:
			doc.Value = millionths(r.Value.(graph.Similarity))
		case graph.ViaObstacle, graph.AvoidRoleObstacle:
			role := s.role(r.Role)
			doc.Role = &role
		case graph.AvoidFamilyObstacle:
			doc.Family = s.data.Families()[r.Family].Code
		}
		if len(r.Path.Roles) > 0 {
			doc.Path = s.path(r.Path, q.Profile, q.ClimbBy, false)
		}
		docs = append(docs, doc)
	}
	return docs
}

// flag writes a relaxation as the command line has it.
func (r relaxationDoc) flag(lang string) string {
	format := map[graph.Obstacle]graph.Text{
		graph.MaxStepsObstacle: words.RelaxMaxSteps, graph.MaxClimbObstacle: words.RelaxMaxClimb,
		graph.MaxDropObstacle: words.RelaxMaxDrop, graph.MinCorrelationObstacle: words.RelaxMinCorrelation,
		graph.ViaObstacle: words.RelaxVia, graph.AvoidRoleObstacle: words.RelaxAvoid, graph.AvoidFamilyObstacle: words.RelaxAvoidFamily,
	}[graph.Obstacle(r.Limit)]
	var value string
	switch v := r.Value.(type) {
	case int:
		value = points(v * graph.PointsScale).String()
	case points:
		value = v.String()
	case millionths:
		value = v.String()
	}
	if r.Role != nil {
		value = r.Role.Code
	}
	return strings.ReplaceAll(format.In(lang), "%s", value+r.Family)
}

// text renders the refusal of a question.
func (r *refusalDoc) text(p *page, q questionDoc, d datasetDoc) {
	if graph.Blockage(r.Blockage) != graph.Disconnected {
		p.say(words.NoPathTitle, q.From.label(p.lang), q.To.label(p.lang))
	}
	switch graph.Blockage(r.Blockage) {
	case graph.Disconnected:
		p.say(words.Disconnected, q.From.label(p.lang), q.To.label(p.lang), d.Threshold)
	case graph.BlockedByOne:
		p.line("")
		p.say(words.BlockedByOne)
		rows := make([][]string, 0, len(r.Relaxations))
		for _, x := range r.Relaxations {
			row := []string{x.flag(p.lang), "", "", ""}
			if x.Path != nil {
				row = []string{x.flag(p.lang), points(len(x.Path.Steps) * graph.PointsScale).String(), x.Path.SteepestClimb.String(), x.Path.chain(p.lang)}
			}
			rows = append(rows, row)
		}
		p.table([]column{left(words.ColLimit), right(words.ColSteps), right(words.ColSteepest), left(words.ColOpens)}, rows)
	default:
		p.line("")
		p.say(words.Jointly)
		for _, x := range r.Joint {
			p.line("  " + x.flag(p.lang))
		}
		if r.JointPath != nil {
			p.say(words.JointPath, r.JointPath.chain(p.lang))
		}
		if !r.JointComplete {
			p.say(words.JointlyIncomplete)
		}
	}
	p.line("")
	r.nearest(p)
}

func (r *refusalDoc) nearest(p *page) {
	n := r.Nearest
	switch {
	case n == nil || n.Role == nil:
		p.say(words.NearestNone)
	case n.Path == nil || len(n.Path.Steps) == 0:
		correlation := "-"
		if n.Correlation != nil {
			correlation = n.Correlation.short()
		}
		p.say(words.NearestStart, printable(n.Role.Name.in(p.lang)), correlation)
	case n.Correlation == nil:
		p.say(words.NearestUnknown, printable(n.Role.Name.in(p.lang)), n.Path.chain(p.lang))
	default:
		p.say(words.Nearest, printable(n.Role.Name.in(p.lang)), n.Correlation.short(), n.Path.chain(p.lang))
	}
}

// summary is the refusal in one line, for CSV.
func (r *refusalDoc) summary() string {
	parts := []string{strings.ToLower(strings.ReplaceAll(r.Blockage, "_", " "))}
	list := r.Relaxations
	if len(list) == 0 {
		list = r.Joint
	}
	for _, x := range list {
		parts = append(parts, x.flag("en"))
	}
	return strings.Join(parts, "; ")
}
