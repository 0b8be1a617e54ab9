package cli

import (
	"context"

	"github.com/spf13/cobra"

	"noboru/internal/app"
	"noboru/store"
)

// snapshotsFlag gives a command that writes, proves or serves what is stored the folder of snapshots.
func (r *run) snapshotsFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.source.Snapshots, "snapshots", "", r.say("flag.snapshots"))
}

// withStore opens the store that the flags or the environment name, and closes it at the end.
func (r *run) withStore(ctx context.Context, do func(store.Store) error) error {
	if r.source.Store == "" {
		r.source.Store = r.getenv("NEO4J_URI")
	}
	if r.source.Store == "" {
		return misuse("usage.store-wanted")
	}
	open := r.source.OpenStore
	if r.wait {
		open = func(ctx context.Context) (store.Store, error) { return r.source.OpenStoreWhenReady(ctx, r.tellWaiting) }
	}
	s, err := open(ctx)
	if err != nil {
		return err
	}
	defer app.CloseStore(ctx, s) //nolint:errcheck // what was read is whole, and what was written is committed
	return do(s)
}
