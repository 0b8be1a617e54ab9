package cli

import (
	"context"

	"github.com/spf13/cobra"
)

func (r *run) healthCommand() *cobra.Command {
	var f serveFlags
	cmd := r.command("health", "  noboru health\n  noboru health --addr 127.0.0.1:9999", between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return r.runHealth(cmd.Context(), f)
	})
	f.add(r, cmd)
	return cmd
}

func (r *run) runHealth(ctx context.Context, f serveFlags) error {
	if err := f.settings.Check(); err != nil {
		return settingFault(err)
	}
	if err := f.settings.Health(ctx); err != nil {
		r.tell("done.not-ready", "address", f.settings.Addr)
		return &outcome{StoreFailed}
	}
	return nil
}
