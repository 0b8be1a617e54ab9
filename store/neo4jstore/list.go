package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// record is a Dataset node, as far as the store itself needs it.
type record struct {
	name    string
	version graph.Version
	format  int64
	load    string
	label   string // of its roles
	loads   int64  // grows with every load
	loading bool   // a load is under way, or broke off, that shows: what is there may be a mixture
	staging bool   // a load is under way, or one left something behind
}

// find reads the Dataset node, of any format up to this one; ErrNoDataset and ErrNewerFormat are as for
// Load. An account of others that only looks the same has no format: it is left alone.
func find(ctx context.Context, tx runner, t task, name string) (record, error) {
	var rec record
	found := false
	err := each(ctx, tx, `MATCH (d:Dataset {name: $name}) RETURN d.format, d.name, d.version, d.load, d.roleLabel, coalesce(d.loads, 0),
		d.loading IS NOT NULL, EXISTS { MATCH (f:NoboruLoad) WHERE f.dataset = d.name }`, map[string]any{"name": name}, func(r row) error {
		f := r.next()
		if f == nil {
			return t.error(store.ErrConflict, "strange-dataset", "name", name)
		}
		found = true
		rec.format, _ = f.(int64)
		if rec.format > format {
			return newerFormat(t, rec.format)
		}
		rec.name, rec.version, rec.load, rec.label = r.text(), graph.Version(r.text()), r.text(), r.text()
		rec.loads, rec.loading, rec.staging = r.int(), r.bool(), r.bool()
		return r.err
	})
	if err == nil && !found {
		err = t.error(store.ErrNoDataset, "no-dataset", "name", name)
	}
	return rec, err
}

// readable is find for whoever reads what is live: not an older format, and no mixture.
func readable(ctx context.Context, tx runner, t task, name string) (record, error) {
	rec, err := find(ctx, tx, t, name)
	switch {
	case err != nil:
		return rec, err
	case rec.format < format:
		return rec, t.error(store.ErrOlderFormat, "older-format", "name", name, "format", rec.format, "known", format)
	case rec.loading:
		return rec, t.error(store.ErrBusy, "shows-a-load", "name", name)
	}
	return rec, nil
}

// notBehind holds that what a store reads never goes back. In a cluster a replica may lag, and answer from
// a state before the one that was read last; a backup that was put back looks the same.
func (s *Store) notBehind(t task, rec record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rec.loads < s.loads[rec.name] {
		return t.error(store.ErrBehind, "older-state", "name", rec.name, "version", rec.version.Short())
	}
	s.loads[rec.name] = rec.loads
	return nil
}

func newerFormat(t task, f int64) error {
	return t.error(store.ErrNewerFormat, "newer-format", "format", f, "known", format)
}

// Version is the version of a dataset that is live. It reads one node.
func (s *Store) Version(ctx context.Context, name string) (graph.Version, error) {
	var rec record
	t := task{"version", name}
	err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		if rec, err = find(ctx, tx, t, name); err == nil && rec.version == "" {
			err = t.error(store.ErrBusy, "shows-a-load", "name", name) // the first load, in batches
		}
		return err
	})
	if err == nil {
		err = s.notBehind(t, rec)
	}
	if err != nil {
		return "", err
	}
	return rec.version, nil
}

// Names says which datasets there are.
func (s *Store) Names(ctx context.Context) ([]string, error) {
	infos, err := s.List(ctx)
	names := make([]string, len(infos))
	for i, info := range infos {
		names[i] = info.Name
	}
	return names, err
}

// List says what datasets there are, by name.
func (s *Store) List(ctx context.Context) ([]store.Info, error) {
	t := task{doing: "list"}
	var infos []store.Info
	err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		infos = infos[:0]
		return each(ctx, tx, `MATCH (d:Dataset) WHERE d.format IS NOT NULL AND (d.version IS NOT NULL OR d.format > $format)
			RETURN d.format, d.name, d.version, d.titleJa, d.titleEn, d.illustrative, d.measure, d.thresholdMicro, d.topK,
				d.roles, d.skills, d.families, d.edges, d.loadedAt, d.approximateBy ORDER BY d.name`, map[string]any{"format": int64(format)}, func(r row) error {
			if f := r.int(); r.err == nil && f > format {
				infos = append(infos, store.Info{Name: r.text(), Newer: true})
				return r.err
			}
			infos = append(infos, store.Info{
				Name: r.text(), Version: graph.Version(r.text()), Title: graph.Text{Ja: r.text(), En: r.text()},
				Illustrative: r.bool(), Measure: graph.Measure(r.text()), Threshold: graph.Similarity(r.int()), TopK: int(r.int()),
				Roles: int(r.int()), Skills: int(r.int()), Families: int(r.int()), Edges: int(r.int()), LoadedAt: r.time(),
				ApproximateBy: r.text(),
			})
			return r.err
		})
	})
	if err != nil {
		return nil, err
	}
	return infos, nil
}
