package cli

import (
	"encoding/json"
	"io"

	"noboru/graph"
)

// This file holds the parts that JSON answers are made of. Field names are part of the interface:
// they are added to, never renamed. Points, correlations and distances are exact decimal numbers.

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// points is a number of points.
type points graph.Points

func (p points) String() string               { return graph.Points(p).String() }
func (p points) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// millionths is a correlation, a distance, or a cost in square points.
type millionths int64

func (m millionths) String() string               { return graph.Distance(m).String() }
func (m millionths) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }

// short is the number to three decimals, for tables.
func (m millionths) short() string { return formatFixed(int64(m), 3) }

// nameDoc is a text in both languages; either may be empty.
type nameDoc struct {
	Ja string `json:"ja"`
	En string `json:"en"`
}

func newName(t graph.Text) nameDoc { return nameDoc{t.Ja, t.En} }

func (n nameDoc) in(lang string) string { return graph.Text{Ja: n.Ja, En: n.En}.In(lang) }

// datasetDoc says what an answer rests on. It stands in every answer.
type datasetDoc struct {
	Name         string     `json:"name"`
	Version      string     `json:"version"`
	Title        nameDoc    `json:"title"`
	Illustrative bool       `json:"illustrative"`
	Notice       nameDoc    `json:"notice"`
	Caution      nameDoc    `json:"caution"`
	Measure      string     `json:"measure"`
	Threshold    millionths `json:"threshold"`
	TopK         int        `json:"topK"`
}

func newDataset(d *graph.Dataset) datasetDoc {
	return datasetDoc{
		Name: d.Name(), Version: string(d.Version()), Title: newName(d.Title()), Illustrative: d.Illustrative(),
		Notice: newName(d.Notice()), Caution: newName(words.Caution), Measure: string(d.Measure()),
		Threshold: millionths(d.Threshold()), TopK: d.TopK(),
	}
}

// notice makes every answer that embeds a header able to say what it rests on.
func (h header) notice() datasetDoc { return h.Dataset }

// header is embedded in every answer.
type header struct {
	Dataset datasetDoc `json:"dataset"`
}

func (s *session) header() header { return header{newDataset(s.data)} }

// roleDoc is a role.
type roleDoc struct {
	Code   string  `json:"code"`
	Name   nameDoc `json:"name"`
	Family string  `json:"family,omitempty"`
	Total  points  `json:"total"`
}

func (s *session) role(i int) roleDoc {
	r := s.data.Role(i)
	return roleDoc{r.Code, newName(r.Name.Text), r.Family, points(r.Total)}
}

func (s *session) roles(indices []int) []roleDoc {
	roles := make([]roleDoc, 0, len(indices))
	for _, i := range indices {
		roles = append(roles, s.role(i))
	}
	return roles
}

// skillDoc is a skill as it stands in an explanation.
type skillDoc struct {
	Code string  `json:"code"`
	Name nameDoc `json:"name"`
}

func (s *session) skill(i int) skillDoc {
	k := s.data.Skills()[i]
	return skillDoc{k.Code, newName(k.Name.Text)}
}

// skillChangeDoc is a skill that a step asks more of. From is null where a profile does not state it.
type skillChangeDoc struct {
	Skill skillDoc `json:"skill"`
	From  *points  `json:"from"`
	To    points   `json:"to"`
}

func (s *session) changes(list []graph.SkillChange) []skillChangeDoc {
	changes := make([]skillChangeDoc, 0, len(list))
	for _, c := range list {
		doc := skillChangeDoc{Skill: s.skill(c.Skill), To: points(c.To)}
		if !c.Assumed {
			from := points(c.From)
			doc.From = &from
		}
		changes = append(changes, doc)
	}
	return changes
}

// stepDoc is one move. From is null for the first step from a profile, correlation where that
// step was drawn by effort, and what counts skills where the dataset has no scores.
type stepDoc struct {
	From        *string          `json:"from"`
	To          string           `json:"to"`
	Correlation *millionths      `json:"correlation"`
	ByEffort    bool             `json:"byEffort,omitempty"`
	Climb       points           `json:"climb"`
	Drop        points           `json:"drop"`
	SkillGap    *points          `json:"skillGap"`
	Climbing    millionths       `json:"climbing"` // c² + climb², in square points
	NewPoints   *points          `json:"newPoints"`
	CarryOver   *points          `json:"carryOver"`
	Gaps        []skillChangeDoc `json:"gaps,omitempty"` // with --explain
	New         []skillChangeDoc `json:"new,omitempty"`  // with --explain
}

// costDoc is the keys that objectives compare.
type costDoc struct {
	Climbing millionths `json:"climbing"` // sum of c² + climb², in square points
	Squares  millionths `json:"squares"`  // what the climbs have in that: sum of climb²
	Changes  millionths `json:"changes"`  // what changes of family have in that
	Distance millionths `json:"distance"`
	Steps    int        `json:"steps"`
}

// pathDoc is a path. Roles leave out the profile that it may start from.
type pathDoc struct {
	FromProfile       bool      `json:"fromProfile"`
	Roles             []roleDoc `json:"roles"`
	Steps             []stepDoc `json:"steps"`
	SteepestClimb     points    `json:"steepestClimb"` // counted by climbBy
	Ascent            points    `json:"ascent"`
	Descent           points    `json:"descent"`
	SkillGap          *points   `json:"skillGap"`
	NewPoints         *points   `json:"newPoints"`
	GivesUpAndRegains bool      `json:"givesUpAndRegains"`
	Cost              costDoc   `json:"cost"`

	Stability *stabilityDoc `json:"stability,omitempty"` // of paths, with --stability
}

// path describes a path; explain adds the skills of every step.
func (s *session) path(path graph.Path, profile *graph.Profile, by graph.ClimbBy, explain bool) *pathDoc {
	doc := &pathDoc{
		FromProfile: path.Start() == graph.FromProfile, Roles: s.roles(path.Roles), Steps: []stepDoc{},
		SteepestClimb: points(path.SteepestClimb(by)), Ascent: points(path.Ascent()), Descent: points(path.Descent()),
		GivesUpAndRegains: path.GivesUpAndRegains(),
		Cost:              costDoc{millionths(path.Cost.Climbing), millionths(path.Cost.Squares), millionths(path.Cost.Changes), millionths(path.Cost.Distance), path.Cost.Steps},
	}
	var details []graph.StepDetail
	if s.data.HasScores() {
		details = s.graph.Explain(path, profile)
		effort, learn := points(path.Effort()), points(0)
		for _, d := range details {
			learn += points(d.NewPoints)
		}
		doc.SkillGap, doc.NewPoints = &effort, &learn
	}
	for i, step := range path.Steps {
		to := s.data.Role(step.To).Code
		d := stepDoc{
			To: to, ByEffort: step.ByEffort, Climb: points(step.Climb), Drop: points(step.Drop),
			Climbing: millionths(path.Weights.Climbing(step)),
		}
		if step.From != graph.FromProfile {
			from := s.data.Role(step.From).Code
			d.From = &from
		}
		if !step.ByEffort {
			r := millionths(step.Similarity)
			d.Correlation = &r
		}
		if s.data.HasScores() {
			gap := points(step.Gap)
			d.SkillGap = &gap
		}
		if i < len(details) {
			learn, carry := points(details[i].NewPoints), points(details[i].CarryOver)
			d.NewPoints, d.CarryOver = &learn, &carry
			if explain {
				d.Gaps, d.New = s.changes(details[i].Gaps), s.changes(details[i].New)
			}
		}
		doc.Steps = append(doc.Steps, d)
	}
	return doc
}

// endDoc is FROM or TO of a question: what was typed and the roles that it stands for; no roles for
// a profile.
type endDoc struct {
	Text    string      `json:"text"`
	Profile *profileDoc `json:"profile,omitempty"`
	Roles   []roleDoc   `json:"roles"`
}

// profileDoc says what a profile does to an answer. It holds none of its scores.
type profileDoc struct {
	KnownSkills int  `json:"knownSkills"`
	Skills      int  `json:"skills"`
	Partial     bool `json:"partial"`
	Flat        bool `json:"flat"`
}

func (s *session) end(text string, roles []int, profile *graph.Profile) endDoc {
	doc := endDoc{Text: text, Roles: s.roles(roles)}
	if profile != nil {
		doc.Profile = &profileDoc{profile.Known(), len(s.data.Skills()), profile.Partial(), s.graph.Flat(profile)}
	}
	return doc
}

// questionDoc repeats what was asked.
type questionDoc struct {
	From             endDoc    `json:"from"`
	To               endDoc    `json:"to"`
	Objective        string    `json:"objective"`
	ClimbBy          string    `json:"climbBy"`
	ComfortableClimb points    `json:"comfortableClimb"`
	Limits           limitsDoc `json:"limits"`
}

// limitsDoc holds what limits a question; null is no limit.
type limitsDoc struct {
	MaxSteps       *int        `json:"maxSteps"`
	MaxClimb       *points     `json:"maxClimb"`
	MaxDrop        *points     `json:"maxDrop"`
	MinCorrelation *millionths `json:"minCorrelation"`
	Via            []string    `json:"via"`
	Avoid          []string    `json:"avoid"`
	AvoidFamilies  []string    `json:"avoidFamilies"`
}

// questionDoc describes q, whose ends were typed as args: FROM TO, or TO alone.
func (s *session) questionDoc(q graph.Question, args []string) questionDoc {
	c := q.ComfortableClimb
	if c == 0 {
		c = s.data.ComfortableClimb()
	}
	from := ""
	if q.Profile == nil {
		from = args[0]
	}
	return questionDoc{
		From: s.end(from, q.From, q.Profile), To: s.end(args[len(args)-1], q.To, nil),
		Objective: string(q.Objective), ClimbBy: string(q.ClimbBy), ComfortableClimb: points(c), Limits: s.limitsDoc(&q.Limits),
	}
}

func (s *session) limitsDoc(l *graph.Limits) limitsDoc {
	doc := limitsDoc{
		MaxSteps: l.MaxSteps, MaxClimb: (*points)(l.MaxClimb), MaxDrop: (*points)(l.MaxDrop),
		Via: s.codes(l.Via), Avoid: s.codes(l.AvoidRoles), AvoidFamilies: []string{},
	}
	if l.MinCorrelation != nil {
		c := millionths(*l.MinCorrelation)
		doc.MinCorrelation = &c
	}
	for _, f := range l.AvoidFamilies {
		doc.AvoidFamilies = append(doc.AvoidFamilies, s.data.Families()[f].Code)
	}
	return doc
}

func (s *session) codes(roles []int) []string {
	codes := make([]string, 0, len(roles))
	for _, r := range roles {
		codes = append(codes, s.data.Role(r).Code)
	}
	return codes
}
