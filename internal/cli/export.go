package cli

import (
	"github.com/spf13/cobra"

	"noboru/internal/terminal"
	"noboru/loader"
	"noboru/store"
)

func (r *run) exportCommand() *cobra.Command {
	cmd := r.command("export NAME DIR", "", between(2, 2), func(cmd *cobra.Command, args []string) error {
		return r.withStore(cmd.Context(), func(s store.Store) error {
			d, err := s.Load(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := loader.Write(cmd.Context(), args[1], d); err != nil {
				return badFile(args[1], systemFault(err))
			}
			return r.showPlain("export", &exportedAnswer{named{d.Name(), string(d.Version())}, args[1]})
		})
	})
	cmd.ValidArgsFunction = nil // files
	return cmd
}

// exportedAnswer is the answer of export.
type exportedAnswer struct {
	Dataset named  `json:"dataset"`
	Folder  string `json:"folder"`
}

func (ans *exportedAnswer) text(p *terminal.Page) {
	p.Say("done.exported", "name", ans.Dataset.Name, "folder", ans.Folder)
}

func (ans *exportedAnswer) sheet(string) sheet {
	return sheet{header: []string{"name", "version", "folder"}, rows: [][]string{{ans.Dataset.Name, ans.Dataset.Version, ans.Folder}}}
}
