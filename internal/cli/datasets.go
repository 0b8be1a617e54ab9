package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/loader"
	"noboru/store"
)

func (a *app) datasetsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "datasets", Short: words.DatasetsShort.In(a.lang),
		Args: a.between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx)
			if err != nil {
				return err
			}
			defer closeStore(ctx, s)
			list, err := s.List(ctx)
			if err != nil {
				return err
			}
			ans := &datasetsAnswer{Datasets: []storedDoc{}}
			for _, i := range list {
				ans.Datasets = append(ans.Datasets, newStored(i))
			}
			return a.show(ans)
		},
	}
}

// datasetsAnswer is the answer of datasets: by name.
type datasetsAnswer struct {
	Datasets []storedDoc `json:"datasets"`
}

// storedDoc is a dataset in a store.
type storedDoc struct {
	Name         string     `json:"name"`
	Version      string     `json:"version"`
	Title        nameDoc    `json:"title"`
	Illustrative bool       `json:"illustrative"`
	Measure      string     `json:"measure"`
	Threshold    millionths `json:"threshold"`
	TopK         int        `json:"topK"`
	Roles        int        `json:"roles"`
	Skills       int        `json:"skills"`
	Families     int        `json:"families"`
	Edges        *int       `json:"edges"` // null in a store that keeps none
	LoadedAt     time.Time  `json:"loadedAt"`
	Newer        bool       `json:"newer,omitempty"` // written by a newer Noboru: nothing but the name is known
}

func newStored(i store.Info) storedDoc {
	if i.Newer {
		return storedDoc{Name: i.Name, Newer: true}
	}
	doc := storedDoc{
		Name: i.Name, Version: string(i.Version), Title: newName(i.Title), Illustrative: i.Illustrative, Measure: string(i.Measure),
		Threshold: millionths(i.Threshold), TopK: i.TopK, Roles: i.Roles, Skills: i.Skills, Families: i.Families,
		LoadedAt: i.LoadedAt.UTC().Truncate(time.Second),
	}
	if i.Edges >= 0 {
		doc.Edges = &i.Edges
	}
	return doc
}

// edges writes their number, or what stands for none.
func (d storedDoc) edges(none string) string {
	if d.Edges == nil {
		return none
	}
	return fmt.Sprint(*d.Edges)
}

func (ans *datasetsAnswer) text(p *page) {
	if len(ans.Datasets) == 0 {
		p.say(words.DatasetsNone)
		return
	}
	rows := make([][]string, 0, len(ans.Datasets))
	notes := false
	for _, d := range ans.Datasets {
		if d.Newer {
			rows = append(rows, []string{d.Name, words.NewerNoboru.In(p.lang), "", "", "", "", "", "", "", ""})
			continue
		}
		note := ""
		if d.Illustrative {
			note, notes = "*", true
		}
		rows = append(rows, []string{
			d.Name + note, graph.Version(d.Version).Short(), fmt.Sprint(d.Roles), fmt.Sprint(d.Skills), fmt.Sprint(d.Families), d.edges("-"),
			d.Measure, d.Threshold.String(), topKText(d.TopK), d.LoadedAt.Format(time.RFC3339),
		})
	}
	p.table([]column{
		left(words.ColName), left(words.ColVersion), right(words.ColRoles), right(words.ColSkillCount), right(words.ColFamilyCount), right(words.ColEdges),
		left(words.ColMeasure), right(words.ColThreshold), right(words.ColTopK), left(words.ColLoadedAt),
	}, rows)
	if notes {
		p.line("")
		p.say(words.DatasetsIllustrative)
	}
}

func topKText(k int) string {
	if k == 0 {
		return "-"
	}
	return fmt.Sprint(k)
}

func (ans *datasetsAnswer) sheet(string) sheet {
	s := sheet{header: strings.Fields("name version illustrative roles skills families edges measure threshold top_k loaded_at")}
	for _, d := range ans.Datasets {
		s.rows = append(s.rows, []string{
			d.Name, d.Version, fmt.Sprint(d.Illustrative), fmt.Sprint(d.Roles), fmt.Sprint(d.Skills), fmt.Sprint(d.Families), d.edges(""),
			d.Measure, d.Threshold.String(), fmt.Sprint(d.TopK), d.LoadedAt.Format(time.RFC3339),
		})
	}
	return s
}

func (a *app) dropCommand() *cobra.Command {
	return &cobra.Command{
		Use: "drop NAME", Short: words.DropShort.In(a.lang),
		Args: a.between(1, 1), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx)
			if err != nil {
				return err
			}
			defer closeStore(ctx, s)
			if err := s.Drop(ctx, args[0], store.DropOptions{Progress: a.stages()}); err != nil {
				return err
			}
			return a.show(&droppedAnswer{Dropped: args[0]})
		},
	}
}

// droppedAnswer is the answer of drop.
type droppedAnswer struct {
	Dropped string `json:"dropped"`
}

func (ans *droppedAnswer) text(p *page) { p.say(words.Dropped, ans.Dropped) }

func (ans *droppedAnswer) sheet(string) sheet {
	return sheet{header: []string{"dropped"}, rows: [][]string{{ans.Dropped}}}
}

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export NAME DIR", Short: words.ExportShort.In(a.lang), Long: words.ExportLong.In(a.lang),
		Args: a.between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, _, err := storeSource{a, args[0]}.open(cmd.Context())
			if err != nil {
				return err
			}
			if err := loader.Write(cmd.Context(), args[1], d); err != nil {
				return err
			}
			return a.show(&exportedAnswer{header: header{newDataset(d)}, Folder: args[1]})
		},
	}
}

// exportedAnswer is the answer of export.
type exportedAnswer struct {
	header
	Folder string `json:"folder"`
}

func (ans *exportedAnswer) text(p *page) { p.say(words.Exported, ans.Dataset.Name, ans.Folder) }

func (ans *exportedAnswer) sheet(string) sheet {
	return sheet{header: []string{"name", "version", "folder"}, rows: [][]string{{ans.Dataset.Name, ans.Dataset.Version, ans.Folder}}}
}
