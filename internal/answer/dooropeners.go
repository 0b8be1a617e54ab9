package answer

import (
	"context"
	"fmt"

	"noboru/graph"
)

// DoorOpeners ranks skills by what one level more opens.
func (a Asker) DoorOpeners(ctx context.Context, in DoorOpenersInput) (DoorOpenersResult, error) {
	q, s, err := a.middle(ctx, in.Of.start(), in.Limits)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	if err := checkRange("input.first", in.First, 1, MaxPage); err != nil {
		return nil, err
	}
	raises, err := a.raises("input.raises", in.Raises)
	if err != nil {
		return nil, err
	}
	d := &DoorOpeners{Stamped: q.Stamped, asked: asked{q}, raises: raises, first: int(in.First)}
	d.reach = graph.ReachQuestion{Roles: s.roles, Profile: s.profile, Direction: graph.Outward, Limits: q.Limits}
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		d.openers, err = p.Openers(ctx, d.reach, raises)
		return err
	})
	if err != nil {
		return nil, within(err, inMiddle)
	}
	return d, nil
}

// maxRaises is how many raises a question may name.
const maxRaises = 20

func (a Asker) raises(field string, in []RaiseInput) ([]graph.Raise, error) {
	if err := checkLength(field, len(in), maxRaises); err != nil {
		return nil, err
	}
	raises := make([]graph.Raise, 0, len(in))
	for i, r := range in {
		skill, err := a.skill(fmt.Sprintf("%s[%d].skill", field, i), r.Skill)
		if err != nil {
			return nil, err
		}
		raises = append(raises, graph.Raise{Skill: skill, Levels: int(r.Levels)})
	}
	return raises, nil
}

// DoorOpeners is skills ranked by what one level more brings within reach.
type DoorOpeners struct {
	Stamped
	asked
	reach   graph.ReachQuestion
	raises  []graph.Raise
	openers graph.Openers
	first   int
}

func (*DoorOpeners) IsDoorOpenersResult() {}

func (d *DoorOpeners) TotalCount() int { return len(d.openers.Openers) }

func (d *DoorOpeners) DoorOpeners() []DoorOpener {
	openers := []DoorOpener{}
	for _, o := range d.openers.Openers[:min(d.first, len(d.openers.Openers))] {
		openers = append(openers, DoorOpener{
			Skill: Skill{d.Stamped, o.Skill}, From: o.From.Float(), To: o.To.Float(), Assumed: o.Assumed, Opening: d.opening(o.Opening),
		})
	}
	return openers
}

// Raised is what the raises that were asked about change.
func (d *DoorOpeners) Raised() *Opening {
	if len(d.raises) == 0 {
		return nil
	}
	o := d.opening(d.openers.Raised)
	return &o
}

// Why no single level more is of use.
func (d *DoorOpeners) Why() *graph.NoOpener {
	if d.openers.Why == "" {
		return nil
	}
	return &d.openers.Why
}

// Pair is searched when it is asked for.
func (d *DoorOpeners) Pair(ctx context.Context) (*OpenerPair, error) {
	var pair *graph.OpenerPair
	err := d.Snapshot.Plan(func(p *graph.Planner) (err error) {
		pair, err = p.OpenerPair(ctx, d.reach, d.raises)
		return err
	})
	if err != nil || pair == nil {
		return nil, err
	}
	return &OpenerPair{Skills: []Skill{{d.Stamped, pair.Skills[0]}, {d.Stamped, pair.Skills[1]}}, Opening: d.opening(pair.Opening)}, nil
}

// Opening is what more of some skills changes within reach.
type Opening struct {
	Opened []Role
	Eased  float64
}

func (d *DoorOpeners) opening(o graph.Opening) Opening {
	return Opening{d.roles(o.Opened), o.Eased.Float()}
}

// DoorOpener is one level more in one skill.
type DoorOpener struct {
	Skill    Skill
	From, To float64
	Assumed  bool
	Opening
}

// OpenerPair is one level more in each of two skills, or two in one.
type OpenerPair struct {
	Skills []Skill
	Opening
}
