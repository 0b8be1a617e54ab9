package cli

import (
	"github.com/spf13/cobra"

	"noboru/internal/answer"
)

func (r *run) profileCommand() *cobra.Command {
	cmd := r.command("profile new", "  noboru profile new --from SOC-OPERATOR --output me.xlsx\n  noboru path --profile me.xlsx SOC-MANAGER", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return cmd.Help()
	})
	var from string
	made := &cobra.Command{
		Use: "new", Short: r.say("help.profile-new.short"), Long: r.say("help.profile-new.long"), Args: between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if r.json || r.query {
				return misuse("usage.table-only", "command", "profile new")
			}
			s, err := r.open(cmd.Context())
			if err != nil {
				return err
			}
			return s.newProfile(from)
		},
	}
	made.Flags().StringVar(&from, "from", "", r.say("flag.profile-from"))
	r.completeRoleFlag(made, "from")
	cmd.AddCommand(made)
	return cmd
}

// newProfile writes a table of every skill for a person to fill in, with the levels of a role where one is
// named. It reads back by --profile: further columns say nothing there.
func (s *session) newProfile(from string) error {
	d := answer.Stamped(s.asker).Dataset()
	if !s.snapshot().Dataset().HasScores() {
		return misuse("usage.no-scores", "dataset", d.Name())
	}
	levels := map[int]float64{}
	if from != "" {
		found, err := s.asker.FindRole("from", from)
		if err != nil {
			return err
		}
		role, ok := found.(answer.Role)
		if !ok {
			return unknown(found.(answer.Unknown))
		}
		for _, k := range role.Scores() {
			levels[k.Skill.Index] = k.Level
		}
	}
	meanings := map[float64]string{}
	for _, l := range d.Levels() {
		meanings[l.Score()] = l.Meaning().In(s.lang)
	}
	table := sheet{}
	for _, heading := range []string{"skill", "name-ja", "name-en", "level", "meaning"} {
		table.header = append(table.header, s.say("profile-new."+heading))
	}
	for _, k := range answer.Skills(answer.Stamped(s.asker)) {
		level, meaning := "", ""
		if v, ok := levels[k.Index]; ok {
			level, meaning = number(v), meanings[v]
		}
		table.add(k.Code(), orNothing(k.Name().Ja()), orNothing(k.Name().En()), level, meaning)
	}
	if err := s.writeSheet(table); err != nil {
		return err
	}
	p := s.aside()
	for _, l := range d.Levels() {
		p.Say("profile-new.level-means", "level", number(l.Score()), "meaning", l.Meaning())
	}
	s.footer(p)
	return p.Err
}
