package neo4jstore_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/testkit/madeup"
	"noboru/internal/testkit/neo4jtest"
	"noboru/loader"
	"noboru/store"
	"noboru/store/neo4jstore"
	"noboru/store/storetest"
)

// drawn finds the edges of a dataset by the server's index, and builds the graph.
func drawn(t *testing.T, s *neo4jstore.Store, d *graph.Dataset, opts store.ApproximateOptions) *graph.Graph {
	t.Helper()
	near, err := s.Approximate(t.Context(), d, opts)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), near)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestApproximate loads edges that the server's index found: they are marked wherever the dataset is named,
// come back as they were written, and verify counts what is missing.
func TestApproximate(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	exact := bigDataset(t, 400, 5)
	name := exact.Name()
	t.Cleanup(func() { _ = s.Drop(context.WithoutCancel(t.Context()), name, store.DropOptions{}) })
	g := drawn(t, s, exact, store.ApproximateOptions{})
	d := g.Dataset()
	if n := analyst.unswept(t, name); n != 0 {
		t.Errorf("%d nodes are left of looking for edges", n)
	}
	if d.Version() == exact.Version() || d.ApproximateBy() == "" {
		t.Fatal("approximate edges are not told from exact ones")
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{Graph: g}); err != nil {
		t.Fatal(err)
	}
	back, err := s.Load(t.Context(), name)
	if err != nil || storetest.Dump(back) != storetest.Dump(d) || back.Version() != d.Version() {
		t.Fatalf("another dataset came back: %v", err)
	}
	v, err := s.Verify(t.Context(), name, store.VerifyOptions{Questions: 20, Seed: 1})
	if err != nil || v.First != nil {
		t.Fatalf("%v, %v", v.First, err)
	}
	// How many the index finds is up to it; of as few as these it finds nearly all.
	if v.ApproximateBy != d.ApproximateBy() || v.Recall.Exact == 0 || v.Recall.Share() < 0.9 || v.Recall.Found+v.Recall.Other != g.EdgeCount() {
		t.Errorf("verified %q, %+v", v.ApproximateBy, v.Recall)
	}
	infos, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range infos {
		if marked := info.ApproximateBy != ""; marked != (info.Name == name) {
			t.Errorf("%s: approximate: %v", info.Name, marked)
		}
	}

	// A changed correlation is damage here as anywhere.
	neo4jtest.Shared(t).Run(t, `MATCH (:Role {dataset: $d})-[c:CORRELATES]->() WITH c LIMIT 1 SET c.correlationMicro = c.correlationMicro - 1`, map[string]any{"d": name})
	if v, err := s.Verify(t.Context(), name, store.VerifyOptions{}); err == nil && v.First == nil {
		t.Error("a changed correlation is not found")
	}

	// Exact edges take their place.
	if _, err := s.Save(t.Context(), exact, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if back, err := s.Load(t.Context(), name); err != nil || back.Version() != exact.Version() {
		t.Fatal(err)
	}
}

// TestApproximateBreaksOff ends the search for edges in the midst: nothing is live, the next load sweeps up.
func TestApproximateBreaksOff(t *testing.T) {
	s, server := open(t), neo4jtest.Shared(t)
	d := bigDataset(t, 40, 6)
	t.Cleanup(func() { _ = s.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) })
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.Approximate(ctx, d, store.ApproximateOptions{Progress: func(p store.Progress) {
		if p.Stage == store.StageNearest {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want context.Canceled", err)
	}
	drafts := func() int64 {
		n, _ := server.Run(t, "MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH 'NoboruDraft') RETURN count(n)", nil)[0][0].(int64)
		return n
	}
	if drafts() == 0 {
		t.Error("the test leaves nothing over")
	}
	if _, err := s.Load(t.Context(), d.Name()); !errors.Is(err, store.ErrNoDataset) {
		t.Errorf("got %v, want ErrNoDataset", err)
	}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := drafts(); n != 0 {
		t.Errorf("%d are left after the next load", n)
	}
}

// TestApproximateRefuses asks for what an index cannot find.
func TestApproximateRefuses(t *testing.T) {
	s := open(t)
	spec := bigDataset(t, 20, 7).Spec()
	spec.TopK = 0
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Approximate(t.Context(), d, store.ApproximateOptions{})
	explains(t, err, store.ErrCannotHold, "--top-k")
}

// recallVariable asks for TestRecall, which measures: it takes minutes.
const recallVariable = "NOBORU_RECALL"

// TestRecall measures what share of the exact edges the index finds, by how many roles it is asked for, on
// O*NET and made-up roles.
func TestRecall(t *testing.T) {
	if os.Getenv(recallVariable) == "" {
		t.Skip("it measures, for minutes: set " + recallVariable)
	}
	s := open(t)
	var all []*graph.Dataset
	topK := 20
	for _, file := range strings.Split(os.Getenv(recallVariable), ",") {
		d, _, err := loader.Load(t.Context(), file, loader.Options{TopK: &topK})
		if err != nil {
			t.Log(file, err)
			continue
		}
		all = append(all, d)
	}
	for _, n := range []int{1000, 10_000} {
		d, err := madeup.Dataset(n)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	for _, d := range all {
		for _, times := range []int{1, 3, 10} {
			began := time.Now()
			g := drawn(t, s, d, store.ApproximateOptions{Nearest: times * d.TopK()})
			took := time.Since(began)
			r, err := g.Recall(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s, %d roles, topK %d, asked for %d: recall %.4f (%d of %d edges, %d others) in %v", d.Name(), g.Len(), d.TopK(), times*d.TopK(), r.Share(), r.Found, r.Exact, r.Other, took.Round(time.Millisecond))
		}
	}
}
