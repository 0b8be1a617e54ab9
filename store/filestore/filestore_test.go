package filestore_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"noboru/graph"
	"noboru/store"
	"noboru/store/filestore"
	"noboru/store/storetest"
)

func TestConformance(t *testing.T) {
	root := t.TempDir()
	storetest.Run(t, func(testing.TB) store.Store { return filestore.Open(root) })
}

func TestNames(t *testing.T) {
	root := t.TempDir()
	s := filestore.Open(filepath.Join(root, "store"))
	// Valid names of datasets that are not fit for folders.
	names := []string{".", "..", "-", "Name", "name"}
	for _, name := range names {
		if _, err := s.Save(t.Context(), storetest.Sample(name, 3), store.SaveOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	infos, err := s.List(t.Context())
	if err != nil || len(infos) != len(names) {
		t.Fatalf("listed %d, %v", len(infos), err)
	}
	if entries, err := os.ReadDir(root); err != nil || len(entries) != 1 {
		t.Errorf("something stands beside the store: %v, %v", entries, err)
	}
}

func TestCannotHold(t *testing.T) {
	s := filestore.Open(t.TempDir())
	spec := storetest.Sample("x", 3).Spec()
	spec.Roles[1].Name.En = " spaces around "
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); !errors.Is(err, store.ErrCannotHold) {
		t.Errorf("got %v, want ErrCannotHold", err)
	}
	if _, err := s.Version(t.Context(), "x"); !errors.Is(err, store.ErrNoDataset) {
		t.Errorf("got %v, want ErrNoDataset", err)
	}
}

// TestDamage changes one digit of a table.
func TestDamage(t *testing.T) {
	root := t.TempDir()
	s := filestore.Open(root)
	d := storetest.Sample("x", 3)
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	tables, err := filepath.Glob(filepath.Join(root, "*", "roles-*.csv"))
	if err != nil || len(tables) != 1 {
		t.Fatal(tables, err)
	}
	data, err := os.ReadFile(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(tables[0], bytes.Replace(data, []byte("Role 1 of 3"), []byte("Role 9 of 3"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	_, loadErr := s.Load(t.Context(), "x")
	_, listErr := s.List(t.Context())
	for _, err := range []error{loadErr, listErr} {
		if !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("got %v, want ErrCorrupt", err)
		}
	}
	if saved, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil || saved.Unchanged {
		t.Errorf("saving again: %+v, %v", saved, err)
	}
	if back, err := s.Load(t.Context(), "x"); err != nil || back.Version() != d.Version() {
		t.Error(err)
	}
}
