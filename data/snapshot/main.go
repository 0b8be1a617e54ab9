// Command snapshot writes the bundled dataset, with its edges drawn, as the snapshot that the program starts
// from. It is run by go generate in the folder data.
package main

import (
	"context"
	"fmt"
	"os"

	"noboru/data"
	"noboru/graph"
	"noboru/loader"
	"noboru/store/snapshots"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "snapshot:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	d, _, err := loader.LoadFS(ctx, data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		return err
	}
	g, err := graph.Build(ctx, d)
	if err != nil {
		return err
	}
	return os.WriteFile("security-roles.snapshot", snapshots.Encode(g), 0o644)
}
