package cli

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/people"
	"noboru/internal/terminal"
	"noboru/internal/words"
	"noboru/store"
)

// maxPeopleBytes is how large a table of people may be.
const maxPeopleBytes = 1 << 30

func (r *run) peopleCommand() *cobra.Command {
	var replace bool
	cmd := r.command("people paths|load|drop", `  noboru people paths staff.xlsx --to-family SOC --to-text manager --output plan.xlsx
  noboru people load people.csv --neo4j neo4j://127.0.0.1:7687 --dataset security-roles`, between(0, 0), func(cmd *cobra.Command, _ []string) error {
		return cmd.Help()
	})
	load := &cobra.Command{Use: "load FILE", Short: r.say("help.people-load"), Args: between(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		return r.loadPeople(cmd, args[0], replace)
	}}
	load.Flags().BoolVar(&replace, "replace", false, r.say("flag.replace"))
	drop := &cobra.Command{
		Use: "drop", Short: r.say("help.people-drop"), Args: between(0, 0), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error { return r.dropPeople(cmd) },
	}
	for _, stored := range []*cobra.Command{load, drop} {
		stored.Flags().BoolVar(&r.wait, "wait", false, r.say("flag.wait"))
	}
	cmd.AddCommand(r.peoplePathsCommand(), load, drop)
	return cmd
}

// withPeople opens a store that can keep people, and finds the dataset asked for.
func (r *run) withPeople(cmd *cobra.Command, do func(store.Store, store.PeopleKeeper, string) error) error {
	ctx := cmd.Context()
	return r.withStore(ctx, func(s store.Store) error {
		keeper, ok := s.(store.PeopleKeeper)
		if !ok {
			return misuse("usage.no-people")
		}
		name, err := store.Only(ctx, s, r.source.Dataset)
		if err != nil {
			return err
		}
		return do(s, keeper, name)
	})
}

func (r *run) loadPeople(cmd *cobra.Command, file string, replace bool) error {
	return r.withPeople(cmd, func(s store.Store, keeper store.PeopleKeeper, name string) error {
		d, err := s.Load(cmd.Context(), name)
		if err != nil {
			return err
		}
		list, err := r.peopleToKeep(file, d)
		if err != nil {
			return err
		}
		saved, err := keeper.SavePeople(cmd.Context(), name, list, store.PeopleOptions{Replace: replace})
		if err != nil {
			return err
		}
		return r.showPlain("people", &peopleAnswer{Name: name, People: saved.People, Holds: saved.Holds, Has: saved.Has, Removed: saved.Removed})
	})
}

// peopleToKeep reads people for a store.
func (r *run) peopleToKeep(file string, d *graph.Dataset) ([]store.Person, error) {
	content, err := r.readInput(file, maxPeopleBytes)
	if err != nil {
		return nil, err
	}
	sheet, err := readSheet(file, content, people.Headers(d))
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		return nil, badFile(file, fault.message)
	}
	if err != nil {
		return nil, err
	}
	list, err := people.Read(sheet, d, d.SkillByCode)
	if err != nil {
		return nil, badFile(file, peopleFaults(err)...)
	}
	return list, nil
}

func (r *run) dropPeople(cmd *cobra.Command) error {
	return r.withPeople(cmd, func(_ store.Store, keeper store.PeopleKeeper, name string) error {
		removed, err := keeper.DropPeople(cmd.Context(), name)
		if err != nil {
			return err
		}
		return r.showPlain("people", &peopleAnswer{Name: name, Removed: removed})
	})
}

// peopleFaults says the first faults of a table of people.
func peopleFaults(err error) []words.Message {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var list []*people.Fault
	for _, e := range all[:min(len(all), shownFaults)] {
		var f *people.Fault
		if errors.As(e, &f) {
			list = append(list, f)
		}
	}
	return faultsOf(list)
}

func faultsOf(list []*people.Fault) []words.Message {
	said := make([]words.Message, 0, len(list))
	for _, f := range list {
		said = append(said, words.M("people."+f.Code, "row", f.Row, "column", words.Name(f.Column), "value", words.Name(f.Value)))
	}
	return said
}

// peopleAnswer is the answer of people load and people drop.
type peopleAnswer struct {
	Name    string `json:"name"`
	People  int64  `json:"people"`
	Holds   int64  `json:"holds"`
	Has     int64  `json:"has"`
	Removed int64  `json:"removed"`
}

func (ans *peopleAnswer) text(p *terminal.Page) {
	p.Say("done.people", "name", ans.Name, "people", ans.People, "holds", ans.Holds, "has", ans.Has, "removed", ans.Removed)
}

func (ans *peopleAnswer) sheet(string) sheet {
	s := sheet{header: []string{"name", "people", "holds", "has", "removed"}}
	s.add(ans.Name, strconv.FormatInt(ans.People, 10), strconv.FormatInt(ans.Holds, 10), strconv.FormatInt(ans.Has, 10), strconv.FormatInt(ans.Removed, 10))
	return s
}
