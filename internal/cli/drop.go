package cli

import (
	"github.com/spf13/cobra"

	"noboru/internal/terminal"
	"noboru/store"
)

func (r *run) dropCommand() *cobra.Command {
	var detach bool
	cmd := r.command("drop NAME", "", between(1, 1), func(cmd *cobra.Command, args []string) error {
		return r.withStore(cmd.Context(), func(s store.Store) error {
			if err := s.Drop(cmd.Context(), args[0], store.DropOptions{Detach: detach, Progress: r.stages()}); err != nil {
				return err
			}
			return r.showPlain("drop", &droppedAnswer{args[0]})
		})
	})
	cmd.Flags().BoolVar(&detach, "detach", false, r.say("flag.detach"))
	r.snapshotsFlag(cmd)
	return cmd
}

// droppedAnswer is the answer of drop.
type droppedAnswer struct {
	Dropped string `json:"dropped"`
}

func (ans *droppedAnswer) text(p *terminal.Page) { p.Say("done.dropped", "name", ans.Dropped) }

func (ans *droppedAnswer) sheet(string) sheet {
	return sheet{header: []string{"dropped"}, rows: [][]string{{ans.Dropped}}}
}
