package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"noboru/graph"
	messages "noboru/internal/words"
	"noboru/store"
)

func (a *app) loadCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use: "load FILE...", Short: words.LoadShort.In(a.lang), Long: words.LoadLong.In(a.lang),
		Example: "  noboru load roles.csv --neo4j neo4j://127.0.0.1:7687",
		Args:    a.between(1, 1000),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runLoad(cmd.Context(), args, force) },
	}
	cmd.Flags().BoolVar(&force, "force", false, words.FlagForce.In(a.lang))
	return cmd
}

// runLoad reads and checks every file before it writes the first dataset.
func (a *app) runLoad(ctx context.Context, paths []string, force bool) error {
	graphs, err := a.readAll(ctx, paths)
	if err != nil {
		return err
	}
	s, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, s)
	ans := &loadAnswer{Loaded: []loadedDoc{}}
	for _, g := range graphs {
		saved, err := s.Save(ctx, g.Dataset(), store.SaveOptions{Graph: g, Force: force, Progress: a.stages()})
		if err != nil {
			return errors.Join(a.show(ans), err)
		}
		ans.Loaded = append(ans.Loaded, newLoaded(g, saved))
	}
	return a.show(ans)
}

// readAll reads files, builds their graphs, and reports the faults of all of them at once.
func (a *app) readAll(ctx context.Context, paths []string) ([]*graph.Graph, error) {
	var graphs []*graph.Graph
	var faults []error
	fileOf := map[string]string{}
	for _, path := range paths {
		src := fileSource(path)
		d, report, err := src.open(ctx)
		if err != nil {
			faults = append(faults, a.faulty(src, err))
			continue
		}
		a.warn(src, report)
		if first, twice := fileOf[d.Name()]; twice {
			faults = append(faults, misuse(words.LoadTwice.In(a.lang), first, path, d.Name()))
			continue
		}
		fileOf[d.Name()] = path
		g, err := graph.Build(ctx, d)
		if err != nil {
			faults = append(faults, &fileError{File: path, Faults: []string{err.Error()}})
			continue
		}
		graphs = append(graphs, g)
	}
	return graphs, errors.Join(faults...)
}

// stages says on stderr how a load or a drop comes on: on a terminal in one line that changes, else
// each stage once.
func (a *app) stages() func(store.Progress) {
	var stage store.Stage
	var last time.Time
	f, ok := a.stderr.(*os.File)
	terminal := ok && term.IsTerminal(int(f.Fd()))
	return func(p store.Progress) {
		next := p.Stage != stage
		stage = p.Stage
		switch {
		case !terminal && next:
			fmt.Fprintln(a.stderr, messages.Say(a.lang, "store.stage."+string(p.Stage))) //nolint:errcheck // progress is a courtesy
		case terminal && (next || p.Done == p.Total || time.Since(last) >= 100*time.Millisecond):
			last = time.Now()
			line := messages.Say(a.lang, "store.stage."+string(p.Stage))
			if p.Total > 0 {
				line += fmt.Sprintf(" %d/%d", p.Done, p.Total)
			}
			end := ""
			if p.Done == p.Total {
				end = "\n"
			}
			fmt.Fprintf(a.stderr, "\r\x1b[K%s%s", line, end) //nolint:errcheck // as above
		}
	}
}

// loadAnswer is the answer of load: by the order of the files.
type loadAnswer struct {
	Loaded []loadedDoc `json:"loaded"`
}

// loadedDoc says what became of one file.
type loadedDoc struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Previous  string `json:"previous,omitempty"`
	Unchanged bool   `json:"unchanged"`
	Leftovers bool   `json:"leftovers"`
	Roles     int    `json:"roles"`
	Edges     int    `json:"edges"`
}

func newLoaded(g *graph.Graph, saved store.Saved) loadedDoc {
	return loadedDoc{
		Name: g.Dataset().Name(), Version: string(saved.Version), Previous: string(saved.Previous), Unchanged: saved.Unchanged,
		Leftovers: saved.Leftovers, Roles: g.Len(), Edges: g.EdgeCount(),
	}
}

func (ans *loadAnswer) text(p *page) {
	for _, l := range ans.Loaded {
		version, previous := graph.Version(l.Version).Short(), graph.Version(l.Previous).Short()
		switch {
		case l.Unchanged:
			p.say(words.LoadUnchanged, l.Name, version)
		case l.Previous != "":
			p.say(words.LoadReplaced, l.Name, version, previous, l.Roles, l.Edges)
		default:
			p.say(words.LoadNew, l.Name, version, l.Roles, l.Edges)
		}
		if l.Leftovers {
			p.say(words.LoadLeftovers, l.Name)
		}
	}
}

func (ans *loadAnswer) sheet(string) sheet {
	s := sheet{header: strings.Fields("name version previous unchanged leftovers roles edges")}
	for _, l := range ans.Loaded {
		s.rows = append(s.rows, []string{l.Name, l.Version, l.Previous, fmt.Sprint(l.Unchanged), fmt.Sprint(l.Leftovers), fmt.Sprint(l.Roles), fmt.Sprint(l.Edges)})
	}
	return s
}
