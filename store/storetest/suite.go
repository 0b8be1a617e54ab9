// Package storetest holds the suite that every store passes.
package storetest

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
	"noboru/store"
)

// Run runs the suite. Open returns the same stored content each time, by a store of its own; the
// suite drops what it saves. Names begin with "suite". How many datasets are drawn is up to the flag
// -rapid.checks.
func Run(t *testing.T, open func(testing.TB) store.Store) {
	t.Run("what is saved comes back", func(t *testing.T) { roundTrips(t, open) })
	t.Run("saving the same again changes nothing", func(t *testing.T) { saveTwice(t, open(t)) })
	t.Run("datasets stand side by side", func(t *testing.T) { sideBySide(t, open(t)) })
	t.Run("given correlations take the place of scores", func(t *testing.T) { givenForScores(t, open(t)) })
	t.Run("what is not there", func(t *testing.T) { absent(t, open(t)) })
	t.Run("two writers at once", func(t *testing.T) { twoWriters(t, open) })
	t.Run("readers see whole versions", func(t *testing.T) { readWhileSaving(t, open) })
}

// roundTrips saves drawn datasets over one another and reads each by another store.
func roundTrips(t *testing.T, open func(testing.TB) store.Store) {
	writer, reader := open(t), open(t)
	names := []string{"suite.A", "suite.a", "suite-1_"}
	defer dropAll(t, writer, names...)
	var versions [3]graph.Version
	rapid.Check(t, func(r *rapid.T) {
		i := rapid.IntRange(0, len(names)-1).Draw(r, "name")
		d := Draw(r, names[i])
		saved, err := writer.Save(t.Context(), d, store.SaveOptions{})
		if err != nil {
			r.Fatalf("save: %v", err)
		}
		if saved.Version != d.Version() || saved.Previous != versions[i] || saved.Unchanged != (versions[i] == d.Version()) || saved.Leftovers {
			r.Fatalf("saved %+v over %q", saved, versions[i])
		}
		versions[i] = d.Version()
		back, err := reader.Load(t.Context(), names[i])
		if err != nil {
			r.Fatalf("load: %v", err)
		}
		if got, want := Dump(back), Dump(d); got != want {
			r.Fatalf("loaded:\n%s\nsaved:\n%s", got, want)
		}
		if v, err := reader.Version(t.Context(), names[i]); err != nil || v != d.Version() {
			r.Fatalf("version %q, %v; want %q", v, err, d.Version())
		}
	})
}

func saveTwice(t *testing.T, s store.Store) {
	d := Sample("suite", 5)
	defer dropAll(t, s, "suite")
	first, err := s.Save(t.Context(), d, store.SaveOptions{})
	if err != nil || first.Unchanged || first.Previous != "" {
		t.Fatalf("first: %+v, %v", first, err)
	}
	before := list(t, s)
	second, err := s.Save(t.Context(), d, store.SaveOptions{})
	if err != nil || !second.Unchanged || second.Previous != d.Version() {
		t.Fatalf("second: %+v, %v", second, err)
	}
	if after := list(t, s); !slices.Equal(before, after) {
		t.Fatalf("listed %v, then %v", before, after)
	}
}

func sideBySide(t *testing.T, s store.Store) {
	one, two, three := Sample("suite-one", 3), Sample("suite-two", 4), Sample("suite-one", 6)
	defer dropAll(t, s, "suite-one", "suite-two")
	for _, d := range []*graph.Dataset{two, one, three} {
		if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	got := list(t, s)
	if len(got) != 2 || got[0].Name != "suite-one" || got[1].Name != "suite-two" {
		t.Fatalf("listed %v", got)
	}
	for i, d := range []*graph.Dataset{three, two} {
		info := got[i]
		if info.Version != d.Version() || info.Roles != len(d.Roles()) || info.Skills != len(d.Skills()) || info.Families != len(d.Families()) ||
			info.Measure != d.Measure() || info.Threshold != d.Threshold() || info.TopK != d.TopK() || info.Title != d.Title() || info.LoadedAt.IsZero() {
			t.Fatalf("listed %+v", info)
		}
	}
	if err := s.Drop(t.Context(), "suite-one", store.DropOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), "suite-one"); !errors.Is(err, store.ErrNoDataset) {
		t.Fatalf("loaded what was dropped: %v", err)
	}
	if back, err := s.Load(t.Context(), "suite-two"); err != nil || Dump(back) != Dump(two) {
		t.Fatalf("dropping one touched the other: %v", err)
	}
}

// givenForScores saves a dataset of the same roles and skills without scores over one that has them, and back.
func givenForScores(t *testing.T, s store.Store) {
	scored := Sample("suite", 5)
	defer dropAll(t, s, "suite")
	spec := scored.Spec()
	spec.Measure, spec.Roles = graph.Given, slices.Clone(spec.Roles)
	for i := range spec.Roles {
		spec.Roles[i].Scores = nil
	}
	spec.Pairs = []graph.Pair{{A: spec.Roles[0].Code, B: spec.Roles[1].Code, Similarity: 950_000}}
	given, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*graph.Dataset{scored, given, scored} {
		if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
			t.Fatal(err)
		}
		if back, err := s.Load(t.Context(), "suite"); err != nil || Dump(back) != Dump(d) {
			t.Fatalf("measure %s: %v", d.Measure(), err)
		}
	}
}

func absent(t *testing.T, s store.Store) {
	const name = "suite-none"
	_, loadErr := s.Load(t.Context(), name)
	_, versionErr := s.Version(t.Context(), name)
	for _, err := range []error{loadErr, versionErr, s.Drop(t.Context(), name, store.DropOptions{})} {
		if !errors.Is(err, store.ErrNoDataset) || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want ErrNoDataset, which names it", err)
		}
	}
}

// twoWriters lets two stores save different versions again and again: each Save wins or is told ErrBusy.
func twoWriters(t *testing.T, open func(testing.TB) store.Store) {
	a, b := Sample("suite-race", 4), Sample("suite-race", 9)
	defer dropAll(t, open(t), "suite-race")
	for range 3 {
		var wg sync.WaitGroup
		var errs [2]error
		for i, d := range []*graph.Dataset{a, b} {
			s := open(t)
			wg.Go(func() { _, errs[i] = s.Save(t.Context(), d, store.SaveOptions{}) })
		}
		wg.Wait()
		if errs[0] != nil && errs[1] != nil {
			t.Fatalf("nobody won: %v", errs)
		}
		for _, err := range errs {
			if err != nil && !errors.Is(err, store.ErrBusy) {
				t.Fatal(err)
			}
		}
		back, err := open(t).Load(t.Context(), "suite-race")
		if err != nil || (back.Version() != a.Version() && back.Version() != b.Version()) {
			t.Fatal(err)
		}
	}
}

// readWhileSaving reads all the time while versions take turns.
func readWhileSaving(t *testing.T, open func(testing.TB) store.Store) {
	versions := []*graph.Dataset{Sample("suite-turns", 4), Sample("suite-turns", 7)}
	writer, reader := open(t), open(t)
	defer dropAll(t, writer, "suite-turns")
	if _, err := writer.Save(t.Context(), versions[0], store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		var err error
		for i := 1; i <= 4 && err == nil; i++ {
			_, err = writer.Save(t.Context(), versions[i%2], store.SaveOptions{})
		}
		done <- err
	}()
	for {
		back, err := reader.Load(t.Context(), "suite-turns")
		if err != nil && !errors.Is(err, store.ErrBusy) {
			t.Error(err)
		}
		if err == nil && Dump(back) != Dump(versions[0]) && Dump(back) != Dump(versions[1]) {
			t.Errorf("read a mixture:\n%s", Dump(back))
		}
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
	}
}

// list is List without what others stored.
func list(t *testing.T, s store.Store) []store.Info {
	t.Helper()
	infos, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	names, err := s.Names(t.Context())
	if err != nil || !slices.EqualFunc(names, infos, func(name string, i store.Info) bool { return name == i.Name }) {
		t.Errorf("names %v, %v, of %+v", names, err, infos)
	}
	return slices.DeleteFunc(infos, func(i store.Info) bool { return !strings.HasPrefix(i.Name, "suite") })
}

func dropAll(t *testing.T, s store.Store, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := s.Drop(t.Context(), name, store.DropOptions{}); err != nil && !errors.Is(err, store.ErrNoDataset) {
			t.Error(err)
		}
	}
}
