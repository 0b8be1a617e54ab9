package neo4jstore_test

import (
	"testing"

	"noboru/internal/testkit"
	"noboru/store"
)

func TestSaveAndLoadBundled(t *testing.T) {
	s, d := open(t), testkit.Bundled(t)
	saved, err := s.Save(t.Context(), d, store.SaveOptions{})
	if err != nil || saved.Version != d.Version() || saved.Leftovers {
		t.Fatal(saved, err)
	}
	back, err := s.Load(t.Context(), d.Name())
	if err != nil || back.Version() != d.Version() {
		t.Fatal(err)
	}
	again, err := s.Save(t.Context(), d, store.SaveOptions{})
	if err != nil || !again.Unchanged {
		t.Fatal(again, err)
	}
	infos, err := s.List(t.Context())
	t.Log(infos, err)
	if err := s.Drop(t.Context(), d.Name(), store.DropOptions{}); err != nil {
		t.Fatal(err)
	}
}
