package answer

import (
	"context"

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
	var openers []graph.Opener
	err = a.Snapshot.Plan(func(p *graph.Planner) (err error) {
		openers, err = p.Openers(ctx, graph.ReachQuestion{Roles: s.roles, Profile: s.profile, Direction: graph.Outward, Limits: q.Limits})
		return err
	})
	if err != nil {
		return nil, within(err, inMiddle)
	}
	return NewDoorOpeners(q, openers, int(in.First)), nil
}

// DoorOpeners is skills ranked by what one level more brings within reach.
type DoorOpeners struct {
	Stamped
	asked
	openers []graph.Opener
	first   int
}

// NewDoorOpeners shows the first of a ranking.
func NewDoorOpeners(q *Question, openers []graph.Opener, first int) *DoorOpeners {
	return &DoorOpeners{q.Stamped, asked{q}, openers, first}
}

func (*DoorOpeners) IsDoorOpenersResult() {}

func (d *DoorOpeners) TotalCount() int { return len(d.openers) }

func (d *DoorOpeners) DoorOpeners() []DoorOpener {
	openers := []DoorOpener{}
	for _, o := range d.openers[:min(d.first, len(d.openers))] {
		openers = append(openers, DoorOpener{
			Skill: Skill{d.Stamped, o.Skill}, From: o.From.Float(), To: o.To.Float(),
			Opened: d.roles(o.Gained), Lost: d.roles(o.Lost),
		})
	}
	return openers
}

// DoorOpener is one level more in one skill.
type DoorOpener struct {
	Skill        Skill
	From, To     float64
	Opened, Lost []Role
}
