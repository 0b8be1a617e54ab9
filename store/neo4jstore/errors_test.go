package neo4jstore_test

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
	"noboru/internal/words"
	"noboru/store"
	"noboru/store/neo4jstore"
	"noboru/store/storetest"
)

// explains checks the kind of an error, and that what people are told of it has all of these parts.
func explains(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	var e *store.Error
	if !errors.Is(err, kind) || !errors.As(err, &e) {
		t.Fatalf("got %v, want %v", err, kind)
	}
	said := words.Say(words.English, "store."+e.Code, e.Values...)
	for _, part := range parts {
		if !strings.Contains(said, part) {
			t.Errorf("%q lacks %q", said, part)
		}
	}
	if said := words.Say(words.Japanese, "store."+e.Code, e.Values...); !strings.ContainsAny(said, "。はがを") || strings.Contains(said, "{") {
		t.Errorf("in Japanese: %q", said)
	}
	for _, secret := range []string{"s3cret", "MATCH", "RETURN"} {
		if strings.Contains(err.Error()+said, secret) {
			t.Errorf("%q, %q: shows %q", err, said, secret)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for uri, want := range map[string]string{
		"":                                   "want such as",
		"localhost:7687":                     "want such as",
		"http://localhost:7687":              "scheme",
		"neo4j://neo4j:s3cret@localhost":     "holds credentials",
		"neo4j://localhost:7687/\x7f s3cret": "",
	} {
		_, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: uri})
		explains(t, err, store.ErrBadConfig, want)
	}
}

func TestOpenWithinTime(t *testing.T) {
	// One that takes connections and never answers.
	var listen net.ListenConfig
	hole, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer hole.Close() //nolint:errcheck // only listens
	closed, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{hole.Addr().String(), nobody} {
		for _, scheme := range []string{"bolt", "neo4j", "bolt+ssc", "neo4j+s"} {
			began := time.Now()
			_, err := neo4jstore.Open(t.Context(), neo4jstore.Config{URI: scheme + "://" + host, Password: "s3cret", ReadTimeout: time.Second})
			explains(t, err, store.ErrUnreachable, host, "Check")
			if took := time.Since(began); took > testkit.Patience {
				t.Errorf("%s://%s took %v", scheme, host, took)
			}
		}
	}
}

func TestOpenUnauthorized(t *testing.T) {
	c := config(neo4jtest.Shared(t))
	c.Password = "s3cret" + c.Password
	_, err := neo4jstore.Open(t.Context(), c)
	explains(t, err, store.ErrUnauthorized, "NEO4J_PASSWORD")
	c = config(neo4jtest.Shared(t))
	c.Database = "nosuchdb"
	_, err = neo4jstore.Open(t.Context(), c)
	explains(t, err, store.ErrNoDatabase, "database")
}

func TestNewerSchema(t *testing.T) {
	s, analyst := open(t), newAnalyst(t, neo4jtest.Shared(t))
	d := storetest.Sample("newer-test", 3)
	params := map[string]any{"d": d.Name()}
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.format = 99", params)
	_, loadErr := s.Load(t.Context(), d.Name())
	_, versionErr := s.Version(t.Context(), d.Name())
	infos, err := s.List(t.Context())
	if i := slices.IndexFunc(infos, func(i store.Info) bool { return i.Name == d.Name() }); err != nil || i < 0 || !infos[i].Newer {
		t.Errorf("listed %+v, %v", infos, err)
	}
	_, saveErr := s.Save(t.Context(), d, store.SaveOptions{})
	for _, err := range []error{loadErr, versionErr, saveErr, s.Drop(t.Context(), d.Name(), store.DropOptions{})} {
		explains(t, err, store.ErrNewerFormat, "99", "Upgrade")
	}
	analyst.must(t, "MATCH (d:Dataset {name: $d}) SET d.format = 2", params)
	if err := s.Drop(t.Context(), d.Name(), store.DropOptions{}); err != nil {
		t.Fatal(err)
	}
}

// TestBusy loads the same name from within a load.
func TestBusy(t *testing.T) {
	s, other := open(t), open(t)
	d, e := storetest.Sample("busy-test", 5), storetest.Sample("busy-test", 6)
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), d.Name(), store.DropOptions{}) }()
	tried := false
	_, err := s.Save(t.Context(), d, store.SaveOptions{Progress: func(store.Progress) {
		if tried {
			return
		}
		tried = true
		_, err := other.Save(t.Context(), e, store.SaveOptions{})
		explains(t, err, store.ErrBusy, "ry again")
		if _, err := other.Save(t.Context(), storetest.Sample("busy-other", 3), store.SaveOptions{}); err != nil {
			t.Error(err)
		}
		if err := other.Drop(t.Context(), "busy-other", store.DropOptions{}); err != nil {
			t.Error(err)
		}
	}})

	if err != nil || !tried {
		t.Fatal(err)
	}
	if _, err := other.Save(t.Context(), e, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
}

func TestCannotHold(t *testing.T) {
	s := open(t)
	for name, change := range map[string]func(*graph.Role){
		"UTF-8": func(r *graph.Role) { r.Description.En = "\xff" },
		"bytes": func(r *graph.Role) { r.Name.Ja = strings.Repeat("あ", 1000) },
	} {
		spec := storetest.Sample("hold-test", 3).Spec()
		change(&spec.Roles[1])
		d, err := graph.NewDataset(spec)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Save(t.Context(), d, store.SaveOptions{})
		explains(t, err, store.ErrCannotHold, name, "R000001")
	}
	if _, err := s.Version(t.Context(), "hold-test"); !errors.Is(err, store.ErrNoDataset) {
		t.Error(err)
	}
}

// TestConflict loads a dataset with ids that another has.
func TestConflict(t *testing.T) {
	s := open(t)
	d := storetest.Sample("conflict-one", 3)
	spec := d.Spec()
	spec.Name = "conflict-two"
	e, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), "conflict-one", store.DropOptions{}) }()
	defer func() { _ = s.Drop(context.WithoutCancel(t.Context()), "conflict-two", store.DropOptions{}) }()
	if _, err := s.Save(t.Context(), d, store.SaveOptions{}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Save(t.Context(), e, store.SaveOptions{})
	explains(t, err, store.ErrConflict, "different names")
	if back, err := s.Load(t.Context(), "conflict-one"); err != nil || back.Version() != d.Version() {
		t.Error(err)
	}
}
