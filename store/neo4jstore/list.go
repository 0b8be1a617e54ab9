package neo4jstore

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
	"noboru/store"
)

// record is a Dataset node, as far as the store itself needs it.
type record struct {
	name    string
	version graph.Version
	format  int64
	slot    slot
	load    string
	nodes   int64 // roles, skills, skill groups and families
	staging bool  // a load is under way, or one left something behind
}

const recordColumns = `d.name, d.version, d.format, d.slot, d.load, d.roles + d.skills + d.skillGroups + d.families,
	EXISTS { MATCH (f:LoadStaging) WHERE f.dataset = d.name }`

func (r *row) record() record {
	rec := record{name: r.text(), version: graph.Version(r.text()), format: r.int()}
	key := r.text()
	rec.load, rec.nodes, rec.staging = r.text(), r.int(), r.bool()
	if r.err == nil && rec.format <= format {
		rec.slot.dataset = rec.name
		if len(key) > 0 {
			rec.slot.side = key[len(key)-1:]
		}
		if rec.slot.key() != key || rec.slot.side != "a" && rec.slot.side != "b" {
			r.err = fmt.Errorf("%w: slot %q", errUnexpected, key)
		}
	}
	return rec
}

// find reads the Dataset node; ErrNoDataset and ErrNewerFormat are as for Load.
func find(ctx context.Context, tx runner, t task, name string) (record, error) {
	var rec record
	found := false
	err := each(ctx, tx, "MATCH (d:Dataset {name: $name}) RETURN d.format AS newest, "+recordColumns, map[string]any{"name": name}, func(r row) error {
		found = true
		if f := r.int(); r.err == nil && f > format {
			return newerFormat(t, f)
		}
		rec = r.record()
		return r.err
	})
	if err == nil && !found {
		err = t.error(store.ErrNoDataset, "no-dataset", "name", name)
	}
	return rec, err
}

func newerFormat(t task, f int64) error {
	return t.error(store.ErrNewerFormat, "newer-format", "format", f, "known", format)
}

// Version is the version of a dataset that is live. It reads one node.
func (s *Store) Version(ctx context.Context, name string) (graph.Version, error) {
	var rec record
	t := task{"version", name}
	err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) (err error) {
		rec, err = find(ctx, tx, t, name)
		return err
	})
	if err != nil {
		return "", err
	}
	return rec.version, nil
}

// List says what datasets there are, by name.
func (s *Store) List(ctx context.Context) ([]store.Info, error) {
	t := task{doing: "list"}
	var infos []store.Info
	err := s.read(ctx, t, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		infos = infos[:0]
		return each(ctx, tx, `MATCH (d:Dataset) WHERE d.format IS NOT NULL
			RETURN d.format, d.name, d.version, d.titleJa, d.titleEn, d.illustrative, d.measure, d.thresholdMicro, d.topK,
				d.roles, d.skills, d.families, d.edges, d.loadedAt ORDER BY d.name`, nil, func(r row) error {
			if f := r.int(); r.err == nil && f > format {
				infos = append(infos, store.Info{Name: r.text(), Newer: true})
				return r.err
			}
			infos = append(infos, store.Info{
				Name: r.text(), Version: graph.Version(r.text()), Title: graph.Text{Ja: r.text(), En: r.text()},
				Illustrative: r.bool(), Measure: graph.Measure(r.text()), Threshold: graph.Similarity(r.int()), TopK: int(r.int()),
				Roles: int(r.int()), Skills: int(r.int()), Families: int(r.int()), Edges: int(r.int()), LoadedAt: r.time(),
			})
			return r.err
		})
	})
	if err != nil {
		return nil, err
	}
	return infos, nil
}
