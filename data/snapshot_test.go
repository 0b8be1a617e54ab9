package data_test

import (
	"reflect"
	"testing"

	"noboru/data"
	"noboru/graph"
	"noboru/loader"
	"noboru/store/snapshots"
)

// TestSnapshotIsOfTheTables reads the tables and draws their edges. Nothing is to be warned of them either: who
// starts from the snapshot is told nothing.
func TestSnapshotIsOfTheTables(t *testing.T) {
	d, report, err := loader.LoadFS(t.Context(), data.Files, "security-roles/manifest.json", loader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range report.Warnings {
		if !w.Note() {
			t.Errorf("a warning about the bundled tables: %+v", w)
		}
	}
	want, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	got, err := snapshots.Decode("security-roles.snapshot", data.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if got.Version() != want.Version() || !reflect.DeepEqual(got.EdgeList(), want.EdgeList()) {
		t.Errorf("the snapshot is of version %s, the tables of %s: run go generate ./data", got.Version().Short(), want.Version().Short())
	}
}
