package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/export"
	"noboru/internal/terminal"
	"noboru/loader"
	"noboru/store"
)

func (r *run) exportCommand() *cobra.Command {
	var format string
	cmd := r.command("export NAME DIR", `  noboru export security-roles folder --neo4j neo4j://127.0.0.1:7687
  noboru export --format graphml roles.graphml`, between(1, 2), func(cmd *cobra.Command, args []string) error {
		switch {
		case format != "" && len(args) == 2:
			return misuse("usage.not-together", "a", "NAME", "b", "--format")
		case format != "":
			return r.exportGraph(cmd.Context(), export.Format(format), args[0])
		case len(args) == 1:
			return checkArguments(argumentNames(cmd), args, 2, 2)
		default:
			return r.exportDataset(cmd.Context(), args[0], args[1])
		}
	})
	cmd.ValidArgsFunction = nil // files
	cmd.Flags().StringVar(&format, "format", "", r.say("flag.format"))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// formats are the names of what a graph is exported as.
func formats() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, string(f))
	}
	return names
}

// exportDataset writes a stored dataset as the loader reads it.
func (r *run) exportDataset(ctx context.Context, name, folder string) error {
	return r.withStore(ctx, func(s store.Store) error {
		d, err := s.Load(ctx, name)
		if err != nil {
			return err
		}
		if err := loader.Write(ctx, folder, d); err != nil {
			return badFile(folder, systemFault(err))
		}
		return r.showPlain("export", &exportedAnswer{named{d.Name(), string(d.Version())}, folder, true})
	})
}

// exportGraph writes roles and edges for another program, whole or not at all.
func (r *run) exportGraph(ctx context.Context, f export.Format, path string) error {
	if !slices.Contains(export.Formats[:], f) {
		return wrongChoice("--format", string(f), formats())
	}
	s, err := r.open(ctx)
	if err != nil {
		return err
	}
	g := s.snapshot().Graph
	if f == export.Neo4j {
		err = writeTables(path, g)
	} else {
		err = writeWhole(path, func(b *bytes.Buffer) error { return export.Write(b, g, f) })
	}
	if err != nil {
		return badFile(path, systemFault(err))
	}
	d := g.Dataset()
	return r.showPlain("export", &exportedAnswer{named{d.Name(), string(d.Version())}, path, false})
}

// writeTables writes nodes and edges into a folder.
func writeTables(folder string, g *graph.Graph) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, file := range []struct {
		name  string
		table export.Table
	}{{"nodes.csv", export.Nodes(g)}, {"edges.csv", export.Edges(g)}} {
		err := writeWhole(filepath.Join(folder, file.name), func(b *bytes.Buffer) error { return export.WriteCSV(b, file.table, false) })
		if err != nil {
			return err
		}
	}
	return nil
}

// writeWhole writes a file, whole or not at all.
func writeWhole(path string, write func(*bytes.Buffer) error) error {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	return loader.ReplaceFile(path, content.Bytes())
}

// exportedAnswer is the answer of export.
type exportedAnswer struct {
	Dataset named  `json:"dataset"`
	Folder  string `json:"folder"`

	loadable bool // Noboru reads it back
}

func (ans *exportedAnswer) text(p *terminal.Page) {
	if !ans.loadable {
		p.Say("done.exported-graph", "name", ans.Dataset.Name, "path", ans.Folder)
		return
	}
	p.Say("done.exported", "name", ans.Dataset.Name, "folder", ans.Folder)
}

func (ans *exportedAnswer) sheet(string) sheet {
	return sheet{header: []string{"name", "version", "folder"}, rows: [][]string{{ans.Dataset.Name, ans.Dataset.Version, ans.Folder}}}
}
