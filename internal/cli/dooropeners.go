package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// openersMaxSteps is how far door openers look where nothing is said. With neither this nor a limit on
// the climb everything that is connected is within reach already, and nothing opens.
const openersMaxSteps = 2

func (r *run) doorOpenersCommand() *cobra.Command {
	var (
		ends   ends
		limits limitFlags
		raises []string
		w      window
	)
	cmd := r.command("door-openers ROLE", `  noboru door-openers SOC-OPERATOR --max-steps 1
  noboru door-openers SOC-OPERATOR --raise NETWORK+2,LAW-AUDIT+1
  noboru door-openers --profile me.csv --max-climb 15`, ends.args(1), func(cmd *cobra.Command, args []string) error {
		first, err := w.first(r, cmd)
		if err != nil {
			return err
		}
		if !cmd.Flags().Changed("limit") {
			first = shownRows // in every form: what is below opens next to nothing
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		in := answer.DoorOpenersInput{First: first}
		if in.Limits, err = limits.input(s.asker); err != nil {
			return err
		}
		if in.Raises, err = readRaises(raises); err != nil {
			return err
		}
		if in.Of, err = ends.standing(s, args); err != nil {
			return err
		}
		return s.answer(cmd.Context(), question{
			document: "door-openers", variables: map[string]any{"input": in},
			ask: func(ctx context.Context) (any, error) { return s.asker.DoorOpeners(ctx, in) },
			show: func(found any) shown {
				return doorOpenersShown{
					DoorOpeners: found.(*answer.DoorOpeners), of: s.startName(answer.StartInput{Role: in.Of.Role, Profile: in.Of.Profile}),
					within: within(in.Limits), whole: cmd.Flags().Changed("limit"),
				}
			},
		})
	})
	cmd.Aliases = []string{"openers"}
	cmd.ValidArgsFunction = r.completeEnds(1)
	ends.add(r, cmd)
	limits.add(r, cmd, openersMaxSteps)
	cmd.Flags().StringSliceVar(&raises, "raise", nil, r.say("flag.raise"))
	w.add(r, cmd, false)
	return cmd
}

// doorOpenersShown is the answer of door-openers.
type doorOpenersShown struct {
	*answer.DoorOpeners
	of     any // whom it is about
	within words.List
	whole  bool // skills that open no door are listed as well
}

// easing is how many skills that open no door are listed where nothing is said.
const easing = 5

// within says how far door openers look.
func within(limits *answer.LimitsInput) words.List {
	said := []words.Message{words.M("door-openers.without-limit")}
	if limits.MaxSteps != nil {
		said[0] = words.M("door-openers.within-steps", "count", int(*limits.MaxSteps))
	}
	if limits.MaxClimb != nil {
		said = append(said, words.M("door-openers.within-climb", "climb", points(*limits.MaxClimb)))
	}
	return words.ListOf(said)
}

func (ans doorOpenersShown) text(ctx context.Context, p *terminal.Page) error {
	p.Title("door-openers.title", "role", ans.of, "limits", ans.within)
	p.Line("")
	profileNote(p, ans.Profile())
	if raised := ans.Raised(); raised != nil {
		p.Say("door-openers.raised", "opening", opening(*raised))
		p.Line("")
	}
	if why := ans.Why(); why != nil {
		p.Say("door-openers.why." + strings.ToLower(strings.ReplaceAll(string(*why), "_", "-")))
		pair, err := ans.Pair(ctx)
		if err != nil {
			return err
		}
		if pair != nil {
			p.Say("door-openers.pair", "first", pair.Skills[0].Name(), "second", pair.Skills[1].Name(), "opening", opening(pair.Opening))
		}
		return nil
	}
	list := ans.DoorOpeners.DoorOpeners()
	opening := slices.IndexFunc(list, func(o answer.DoorOpener) bool { return len(o.Opened) == 0 })
	short := !ans.whole && opening >= 0 && opening+easing < len(list)
	if short {
		list = list[:opening+easing]
	}
	var rows [][]string
	for _, o := range list {
		from := number(o.From)
		if o.Assumed {
			from = words.Say(p.Lang, "shown.assumed", "level", from)
		}
		rows = append(rows, []string{o.Skill.Name().In(p.Lang), from + " -> " + number(o.To), orNone(len(o.Opened)), number(o.Eased), someNames(o.Opened, 3, p.Lang)})
	}
	p.Table([]terminal.Column{terminal.Left("skill"), terminal.Right("level"), terminal.Right("opened"), terminal.Right("eased"), terminal.Left("opened-roles")}, rows)
	p.Dim(words.Say(p.Lang, "legend.door-openers"))
	if short {
		p.Line("")
		p.Say("door-openers.others", "count", ans.TotalCount()-len(rows))
		return nil
	}
	shownOf(p, len(rows), ans.TotalCount())
	return nil
}

// orNone writes a number, or that there is none.
func orNone(n int) string {
	if n == 0 {
		return inTables
	}
	return strconv.Itoa(n)
}

// opening says what more of some skills changes within reach.
func opening(o answer.Opening) words.Message {
	if len(o.Opened) == 0 {
		return words.M("door-openers.eased", "eased", points(o.Eased))
	}
	return words.M("door-openers.opening", "count", len(o.Opened), "roles", firstNames(o.Opened, 3), "eased", points(o.Eased))
}

// readRaises reads SKILL+2 and the like; without a number it is one level.
func readRaises(texts []string) ([]answer.RaiseInput, error) {
	var raises []answer.RaiseInput
	for _, text := range texts {
		skill, levels, given := strings.Cut(strings.TrimSpace(text), "+")
		n := uint64(1)
		if given {
			var err error
			if n, err = strconv.ParseUint(levels, 10, 31); err != nil {
				return nil, wrongValue("--raise", text, words.M("takes.raise"))
			}
		}
		raises = append(raises, answer.RaiseInput{Skill: strings.TrimSpace(skill), Levels: int32(n)})
	}
	return raises, nil
}

func (ans doorOpenersShown) sheet(context.Context, string) (sheet, error) {
	s := sheet{header: []string{"skill", "from", "to", "assumed", "opened", "eased", "opened_roles"}}
	for _, o := range ans.DoorOpeners.DoorOpeners() {
		s.add(o.Skill.Code(), number(o.From), number(o.To), strconv.FormatBool(o.Assumed), strconv.Itoa(len(o.Opened)), number(o.Eased), codes(o.Opened, " "))
	}
	return s, nil
}
