package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/app"
	"noboru/internal/terminal"
	"noboru/loader"
	"noboru/store"
)

func (r *run) loadCommand() *cobra.Command {
	var force bool
	edges := edgesExact
	cmd := r.command("load FILE...", "  noboru load roles.csv --neo4j neo4j://127.0.0.1:7687", between(1, 1000), func(cmd *cobra.Command, args []string) error {
		if !slices.Contains(edgesBy, edges) {
			return wrongChoice("--edges", edges, edgesBy)
		}
		return r.runLoad(cmd.Context(), args, edges, force)
	})
	cmd.ValidArgsFunction = nil // files
	cmd.Flags().BoolVar(&force, "force", false, r.say("flag.force"))
	cmd.Flags().StringVar(&edges, "edges", edgesExact, r.say("flag.edges"))
	r.completeFixed(cmd, "edges", edgesBy...)
	r.snapshotsFlag(cmd)
	return cmd
}

// How the edges of a load are drawn: by the dataset's rule over all pairs, or over those that an index of
// Neo4j finds.
const (
	edgesExact  = "exact"
	edgesVector = "neo4j-vector"
)

var edgesBy = []string{edgesExact, edgesVector}

// loadable is a dataset that was read, and its graph where that is drawn before the store is asked.
type loadable struct {
	file  app.Source
	data  *graph.Dataset
	graph *graph.Graph
}

// runLoad reads and checks every file before it writes the first dataset.
func (r *run) runLoad(ctx context.Context, paths []string, edges string, force bool) error {
	all, err := r.readAll(ctx, paths, edges == edgesExact)
	if err != nil {
		return err
	}
	return r.withStore(ctx, func(s store.Store) error {
		ans := &loadAnswer{Loaded: []loadedDataset{}}
		for _, l := range all {
			saved, g, err := r.save(ctx, s, l, force)
			if err != nil {
				return errors.Join(r.showPlain("load", ans), err)
			}
			ans.Loaded = append(ans.Loaded, newLoaded(g, saved))
		}
		return r.showPlain("load", ans)
	})
}

// save puts a dataset into the store. Where its edges are not drawn yet, the store finds them.
func (r *run) save(ctx context.Context, s store.Store, l loadable, force bool) (saved store.Saved, g *graph.Graph, err error) {
	if g = l.graph; g == nil {
		d, err := store.Approximate(ctx, s, l.data, store.ApproximateOptions{Progress: r.stages()})
		if err == nil {
			g, err = l.file.Draw(ctx, d)
		}
		if faults := loader.Faults(nil); errors.As(err, &faults) {
			return saved, nil, &inputError{l.file, faults}
		}
		if err != nil {
			return saved, nil, err
		}
	}
	saved, err = s.Save(ctx, g.Dataset(), store.SaveOptions{Graph: g, Force: force, Progress: r.stages()})
	return saved, g, err
}

// readAll reads files, builds their graphs if draw says so, and reports the faults of all of them at once.
func (r *run) readAll(ctx context.Context, paths []string, draw bool) ([]loadable, error) {
	var all []loadable
	var wrong []error
	fileOf := map[string]string{}
	for _, path := range paths {
		file := app.Source{File: path, Reading: r.source.Reading}
		done := r.busy("done.reading", "file", path)
		d, report, err := file.Read(ctx)
		done()
		if faults := loader.Faults(nil); errors.As(err, &faults) {
			wrong = append(wrong, &inputError{file, faults})
			continue
		}
		if err != nil {
			return nil, err
		}
		r.warn(path, report)
		if first, twice := fileOf[d.Name()]; twice {
			wrong = append(wrong, misuse("usage.load-twice", "first", first, "second", path, "dataset", d.Name()))
			continue
		}
		fileOf[d.Name()] = path
		if !draw {
			all = append(all, loadable{file: file, data: d})
			continue
		}
		g, err := file.Draw(ctx, d)
		if faults := loader.Faults(nil); errors.As(err, &faults) {
			wrong = append(wrong, &inputError{file, faults})
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, loadable{file, d, g})
	}
	return all, errors.Join(wrong...)
}

// loadAnswer is the answer of load: by the order of the files.
type loadAnswer struct {
	Loaded []loadedDataset `json:"loaded"`
}

// loadedDataset says what became of one file.
type loadedDataset struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Previous  string `json:"previous,omitempty"`
	Unchanged bool   `json:"unchanged"`
	Leftovers bool   `json:"leftovers"`
	Kept      int64  `json:"kept"` // left the dataset, and stays for what others tied to it
	RoleCount int    `json:"roleCount"`
	EdgeCount int    `json:"edgeCount"`

	ApproximateBy string `json:"approximateBy,omitempty"` // the method of edges that are not exact
}

func newLoaded(g *graph.Graph, saved store.Saved) loadedDataset {
	return loadedDataset{
		Name: g.Dataset().Name(), Version: string(saved.Version), Previous: string(saved.Previous), Unchanged: saved.Unchanged,
		Leftovers: saved.Leftovers, Kept: saved.Kept, RoleCount: g.Len(), EdgeCount: g.EdgeCount(), ApproximateBy: g.Dataset().ApproximateBy(),
	}
}

func (ans *loadAnswer) text(p *terminal.Page) {
	for _, l := range ans.Loaded {
		version, previous := graph.Version(l.Version).Short(), graph.Version(l.Previous).Short()
		switch {
		case l.Unchanged:
			p.Say("done.load-unchanged", "name", l.Name, "version", version)
		case l.Previous != "":
			p.Say("done.load-replaced", "name", l.Name, "version", version, "previous", previous, "roles", l.RoleCount, "edges", l.EdgeCount)
		default:
			p.Say("done.load-new", "name", l.Name, "version", version, "roles", l.RoleCount, "edges", l.EdgeCount)
		}
		if l.ApproximateBy != "" {
			p.Say("done.load-approximate", "name", l.Name, "method", l.ApproximateBy)
		}
		if l.Kept > 0 {
			p.Say("done.load-kept", "name", l.Name, "count", int(l.Kept))
		}
		if l.Leftovers {
			p.Say("done.load-leftovers", "name", l.Name)
		}
	}
}

func (ans *loadAnswer) sheet(string) sheet {
	s := sheet{header: []string{"name", "version", "previous", "unchanged", "leftovers", "kept", "role_count", "edge_count", "approximate_by"}}
	for _, l := range ans.Loaded {
		s.add(l.Name, l.Version, l.Previous, strconv.FormatBool(l.Unchanged), strconv.FormatBool(l.Leftovers), strconv.FormatInt(l.Kept, 10), strconv.Itoa(l.RoleCount), strconv.Itoa(l.EdgeCount), l.ApproximateBy)
	}
	return s
}
