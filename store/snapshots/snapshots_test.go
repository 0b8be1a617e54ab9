package snapshots_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
	"noboru/store"
	"noboru/store/filestore"
	"noboru/store/snapshots"
	"noboru/store/storetest"
)

func TestConformance(t *testing.T) {
	root, dir := t.TempDir(), t.TempDir()
	storetest.Run(t, func(testing.TB) store.Store { return snapshots.Over(filestore.Open(root), dir) })
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("the suite dropped everything, and %v is left", left)
	}
}

// files lists the snapshots of a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.snapshot"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestDrawn holds what is read from a file to the graph that was saved, in every part.
func TestDrawn(t *testing.T) {
	root, dir := t.TempDir(), t.TempDir()
	s := snapshots.Over(filestore.Open(root), dir)
	rapid.Check(t, func(r *rapid.T) {
		d := storetest.Draw(r, "drawn")
		want, err := graph.Build(t.Context(), d)
		if err != nil {
			r.Fatal(err)
		}
		if _, err := s.Save(t.Context(), d, store.SaveOptions{Graph: want}); err != nil {
			r.Fatal(err)
		}
		got, err := s.Drawn("drawn", d.Version())
		if err != nil || got == nil {
			r.Fatalf("got %v, %v", got, err)
		}
		if storetest.Dump(got.Dataset()) != storetest.Dump(d) || !reflect.DeepEqual(got.EdgeList(), want.EdgeList()) {
			r.Fatalf("another graph came back of\n%s", storetest.Dump(d))
		}
		if n := len(files(t, dir)); n != 1 {
			r.Fatalf("%d files for one dataset", n)
		}
	})
}

// TestOthersStay saves two datasets whose names begin alike.
func TestOthersStay(t *testing.T) {
	dir := t.TempDir()
	s := snapshots.Over(filestore.Open(t.TempDir()), dir)
	for _, name := range []string{"a", "a-b"} {
		for roles := range 3 {
			if _, err := s.Save(t.Context(), storetest.Sample(name, 3+roles), store.SaveOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(files(t, dir)); n != 2 {
		t.Errorf("%d files for two datasets", n)
	}
	if err := s.Drop(t.Context(), "a", store.DropOptions{}); err != nil {
		t.Fatal(err)
	}
	if left := files(t, dir); len(left) != 1 || filepath.Base(left[0])[:4] != "a-b-" {
		t.Errorf("left: %v", left)
	}
}

// TestFaultyFiles changes a file in every way that can befall it. What it holds is never taken, and the error
// says what it is.
func TestFaultyFiles(t *testing.T) {
	dir := t.TempDir()
	s := snapshots.Over(filestore.Open(t.TempDir()), dir)
	d := storetest.Sample("x", 12)
	other := storetest.Sample("x", 13)
	if _, err := s.Save(t.Context(), other, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	ofOther, err := os.ReadFile(files(t, dir)[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	file := files(t, dir)[0]
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	type fault struct {
		what    string
		content []byte
		kind    error
	}
	faults := []fault{
		{"empty", nil, store.ErrCorrupt},
		{"another file", []byte("code,name\n"), store.ErrCorrupt},
		{"cut short", whole[:len(whole)-1], store.ErrCorrupt},
		{"too long", append(bytes.Clone(whole), 0), store.ErrCorrupt},
		{"of another version", ofOther, store.ErrCorrupt},
		{"an older format", bytes.Replace(whole, []byte("snapshot 2"), []byte("snapshot 1"), 1), store.ErrOlderFormat},
		{"a newer format", bytes.Replace(whole, []byte("snapshot 2"), []byte("snapshot 99"), 1), store.ErrNewerFormat},
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/200 {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x40
		faults = append(faults, fault{fmt.Sprint("byte ", at, " flipped"), flipped, nil})
	}
	for _, f := range faults {
		if err := os.WriteFile(file, f.content, 0o600); err != nil {
			t.Fatal(err)
		}
		g, err := s.Drawn("x", d.Version())
		if g != nil || err == nil || f.kind != nil && !errors.Is(err, f.kind) {
			t.Errorf("%s: got a graph: %v, error %v; want %v", f.what, g != nil, err, f.kind)
		}
	}
	// Loading again mends it, even where the version is stored already.
	if saved, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil || !saved.Unchanged {
		t.Fatal(saved, err)
	}
	if mended, err := os.ReadFile(file); err != nil || !bytes.Equal(mended, whole) {
		t.Errorf("not mended: %v", err)
	}
}

// TestVerify puts a snapshot in place whose edges are each right, but of which one is missing.
func TestVerify(t *testing.T) {
	dir := t.TempDir()
	s := snapshots.Over(filestore.Open(t.TempDir()), dir)
	d := storetest.Sample("x", 12)
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{Graph: g}); err != nil {
		t.Fatal(err)
	}
	v, err := store.Verify(t.Context(), s, "x", store.VerifyOptions{})
	if err != nil || v.First != nil || v.Redrawn != int64(g.EdgeCount()) || v.Redrawn == 0 {
		t.Fatalf("of what is whole: %+v, %v", v, err)
	}
	list := g.EdgeList()
	list.A, list.B, list.Similarity = list.A[1:], list.B[1:], list.Similarity[1:]
	lacking, err := graph.Join(d, list)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{Graph: lacking}); err != nil {
		t.Fatal(err)
	}
	v, err = store.Verify(t.Context(), s, "x", store.VerifyOptions{})
	if err != nil || v.Differences != 1 || v.First.Got != nil || v.First.Want != g.EdgeList().Similarity[0].Float() {
		t.Fatalf("of an edge that is missing: %+v, %v", v, err)
	}
}

// TestWrittenWholly stops a load before it goes live: the old version and its snapshot are as they were.
func TestWrittenWholly(t *testing.T) {
	dir := t.TempDir()
	d := storetest.Sample("x", 12)
	if _, err := snapshots.Over(filestore.Open(t.TempDir()), dir).Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	broken := snapshots.Over(refusing{}, dir)
	if _, err := broken.Save(t.Context(), storetest.Sample("x", 13), store.SaveOptions{}); !errors.Is(err, store.ErrBusy) {
		t.Fatal(err)
	}
	if g, err := broken.Drawn("x", d.Version()); err != nil || g == nil {
		t.Errorf("the snapshot of what is live is gone: %v", err)
	}
}

// refusing is a store that takes nothing.
type refusing struct{ store.Store }

func (refusing) Save(context.Context, *graph.Dataset, store.SaveOptions) (store.Saved, error) {
	return store.Saved{}, store.NewError(store.ErrBusy, "busy")
}
