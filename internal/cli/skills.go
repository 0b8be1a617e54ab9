package cli

import (
	"github.com/spf13/cobra"

	"noboru/graph"
)

func (a *app) skillsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "skills", Short: words.SkillsShort.In(a.lang),
		Args: a.between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			if !s.data.HasScores() {
				return misuse(words.SkillsNone.In(a.lang), s.data.Name())
			}
			ans := &skillsAnswer{header: s.header(), MaxScore: points(s.data.MaxScore()), Skills: []listedSkill{}}
			groups := map[string]graph.Text{}
			for _, g := range s.data.SkillGroups() {
				groups[g.Code] = g.Name.Text
			}
			for i, k := range s.data.Skills() {
				ans.Skills = append(ans.Skills, listedSkill{s.skill(i), k.Group, newName(groups[k.Group])})
			}
			return a.show(ans)
		},
	}
}

// skillsAnswer is the answer of skills: as declared.
type skillsAnswer struct {
	header
	MaxScore points        `json:"maxScore"` // 0 where unknown
	Skills   []listedSkill `json:"skills"`
}

// listedSkill is a skill and its group.
type listedSkill struct {
	skillDoc
	Group     string  `json:"group"`
	GroupName nameDoc `json:"groupName"`
}

func (ans *skillsAnswer) text(p *page) {
	rows := make([][]string, 0, len(ans.Skills))
	for _, k := range ans.Skills {
		rows = append(rows, []string{k.Code, k.Name.in(p.lang), k.GroupName.in(p.lang)})
	}
	p.table([]column{left(words.ColCode), left(words.ColName), left(words.ColGroup)}, rows)
}

func (ans *skillsAnswer) sheet(string) sheet {
	s := sheet{header: []string{"code", "name_ja", "name_en", "group"}}
	for _, k := range ans.Skills {
		s.rows = append(s.rows, []string{k.Code, k.Name.Ja, k.Name.En, k.Group})
	}
	return s
}
