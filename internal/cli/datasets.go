package cli

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"noboru/internal/terminal"
	"noboru/internal/words"
	"noboru/store"
)

func (r *run) datasetsCommand() *cobra.Command {
	return r.command("datasets", "", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return r.withStore(cmd.Context(), func(s store.Store) error {
			list, err := s.List(cmd.Context())
			if err != nil {
				return err
			}
			ans := &datasetsAnswer{Datasets: []storedDataset{}}
			for _, i := range list {
				ans.Datasets = append(ans.Datasets, newStored(i))
			}
			return r.showPlain("datasets", ans)
		})
	})
}

// datasetsAnswer is the answer of datasets: by name.
type datasetsAnswer struct {
	Datasets []storedDataset `json:"datasets"`
}

// storedDataset is a dataset in a store. Of one that a newer Noboru wrote only the name is known.
type storedDataset struct {
	Name         string    `json:"name"`
	Version      string    `json:"version"`
	Title        bilingual `json:"title"`
	Illustrative bool      `json:"illustrative"`
	Measure      string    `json:"measure"`
	Threshold    float64   `json:"threshold"`
	TopK         *int      `json:"topK"`
	RoleCount    int       `json:"roleCount"`
	SkillCount   int       `json:"skillCount"`
	FamilyCount  int       `json:"familyCount"`
	EdgeCount    *int      `json:"edgeCount"` // null in a store that keeps none
	LoadedAt     time.Time `json:"loadedAt"`
	Newer        bool      `json:"newer,omitempty"`

	ApproximateBy string `json:"approximateBy,omitempty"` // the method of edges that are not exact
}

// bilingual is a text as GraphQL's type Text has it.
type bilingual struct {
	Ja string `json:"ja"`
	En string `json:"en"`
}

func newStored(i store.Info) storedDataset {
	if i.Newer {
		return storedDataset{Name: i.Name, Newer: true}
	}
	d := storedDataset{
		Name: i.Name, Version: string(i.Version), Title: bilingual{i.Title.Ja, i.Title.En}, Illustrative: i.Illustrative, Measure: string(i.Measure),
		Threshold: i.Threshold.Float(), RoleCount: i.Roles, SkillCount: i.Skills, FamilyCount: i.Families, LoadedAt: i.LoadedAt.UTC().Truncate(time.Second),
		ApproximateBy: i.ApproximateBy,
	}
	if i.TopK > 0 {
		d.TopK = &i.TopK
	}
	if i.Edges >= 0 {
		d.EdgeCount = &i.Edges
	}
	return d
}

// cells are what a table and CSV have of a dataset; none stands for what there is not.
func (d storedDataset) cells(none string) []string {
	count := func(n *int) string {
		if n == nil {
			return none
		}
		return strconv.Itoa(*n)
	}
	return []string{
		strconv.Itoa(d.RoleCount), strconv.Itoa(d.SkillCount), strconv.Itoa(d.FamilyCount), count(d.EdgeCount),
		d.Measure, number(d.Threshold), count(d.TopK), d.LoadedAt.Format(time.RFC3339),
	}
}

func (ans *datasetsAnswer) text(p *terminal.Page) {
	if len(ans.Datasets) == 0 {
		p.Say("done.no-datasets")
		return
	}
	rows := make([][]string, 0, len(ans.Datasets))
	illustrative := false
	for _, d := range ans.Datasets {
		if d.Newer {
			rows = append(rows, []string{d.Name, words.Say(p.Lang, "done.newer"), "", "", "", "", "", "", "", ""})
			continue
		}
		mark := ""
		if d.Illustrative {
			mark, illustrative = "*", true
		}
		rows = append(rows, append([]string{d.Name + mark, shortVersion(d.Version)}, d.cells(inTables)...))
	}
	p.Table([]terminal.Column{
		terminal.Left("name"), terminal.Left("version"), terminal.Right("roles"), terminal.Right("skills"), terminal.Right("families"), terminal.Right("edges"),
		terminal.Left("measure"), terminal.Right("threshold"), terminal.Right("top-k"), terminal.Left("loaded-at"),
	}, rows)
	if illustrative {
		p.Line("")
		p.Say("done.illustrative")
	}
	for _, d := range ans.Datasets {
		if d.ApproximateBy != "" {
			p.Say("done.load-approximate", "name", d.Name, "method", d.ApproximateBy)
		}
	}
}

func (ans *datasetsAnswer) sheet(string) sheet {
	s := sheet{header: []string{"name", "version", "illustrative", "role_count", "skill_count", "family_count", "edge_count", "measure", "threshold", "top_k", "loaded_at"}}
	for _, d := range ans.Datasets {
		s.add(append([]string{d.Name, d.Version, strconv.FormatBool(d.Illustrative)}, d.cells(inSheets)...)...)
	}
	return s
}
