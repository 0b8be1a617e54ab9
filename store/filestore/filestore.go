// Package filestore keeps datasets as files, in the form that package loader reads and writes: a
// folder for each. It is what Noboru uses where there is no Neo4j.
package filestore

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"noboru/graph"
	"noboru/loader"
	"noboru/store"
)

// Store keeps datasets in the folders of a folder. It is safe for concurrent use, also by several
// processes on systems that have flock.
type Store struct {
	root string

	mu   sync.Mutex
	seen map[string]seen // by name
}

// seen is the version that a manifest has.
type seen struct {
	manifest string
	version  graph.Version
}

// Open returns the store in the folder root, which is made when something is saved.
func Open(root string) *Store { return &Store{root: root, seen: map[string]seen{}} }

// Close does nothing: no file is held open.
func (s *Store) Close(context.Context) error { return nil }

const manifest = "manifest.json"

// everything lifts the loader's limits: what this store wrote it also reads.
var everything = loader.Options{MaxBytes: 1 << 40, MaxCells: 1 << 40}

// folder is safe on every file system: two names that differ in case only have different ones, and
// none is "..".
func (s *Store) folder(name string) string {
	sum := sha256.Sum256([]byte(name))
	return filepath.Join(s.root, "dataset-"+strings.ToLower(name)+"-"+hex.EncodeToString(sum[:4]))
}

// Save writes d's files and then changes over by renaming its manifest. What is damaged it writes
// anew, with force or without.
func (s *Store) Save(ctx context.Context, d *graph.Dataset, _ store.SaveOptions) (store.Saved, error) {
	unlock, err := s.lock(d.Name())
	if err != nil {
		return store.Saved{}, failed("save", d.Name(), err)
	}
	defer unlock()
	saved := store.Saved{Version: d.Version()}
	// A damaged one is replaced like any other.
	saved.Previous, err = s.proved(ctx, d.Name())
	if err != nil && !errors.Is(err, store.ErrNoDataset) && !errors.Is(err, store.ErrCorrupt) {
		return store.Saved{}, err
	}
	if saved.Previous == d.Version() {
		saved.Unchanged = true
		return saved, nil
	}
	if err := loader.Write(ctx, s.folder(d.Name()), d); err != nil {
		return store.Saved{}, failed("save", d.Name(), err)
	}
	return saved, failed("save", d.Name(), s.claim(d))
}

// readAttempts is how often a dataset is read again when its files were replaced meanwhile.
const readAttempts = 5

// Load reads the files of a dataset.
func (s *Store) Load(ctx context.Context, name string) (*graph.Dataset, error) {
	dir := s.folder(name)
	var err error
	for range readAttempts {
		before, statErr := os.ReadFile(filepath.Join(dir, manifest))
		if errors.Is(statErr, fs.ErrNotExist) {
			return nil, absent("load", name)
		}
		if statErr != nil {
			return nil, failed("load", name, statErr)
		}
		var d *graph.Dataset
		if d, err = s.read(ctx, dir); err == nil || ctx.Err() != nil {
			return d, err
		}
		after, _ := os.ReadFile(filepath.Join(dir, manifest))
		if string(before) == string(after) {
			break
		}
	}
	return nil, damaged("load", name, err)
}

// read proves that the tables are those that the manifest was written with: their names hold the version.
func (s *Store) read(ctx context.Context, dir string) (*graph.Dataset, error) {
	d, report, err := loader.Load(ctx, dir, everything)
	if err != nil {
		return nil, err
	}
	for _, file := range report.Files {
		if filepath.Base(file) != manifest && !strings.Contains(filepath.Base(file), d.Version().Short()) {
			return nil, fmt.Errorf("%s holds version %s", filepath.Base(file), d.Version().Short())
		}
	}
	return d, nil
}

// Version is what the file of that name claims, as long as the manifest is the one that it was written for;
// Load proves it. Else it reads the dataset. It does either again only where the manifest has changed, so
// that it can be polled.
func (s *Store) Version(ctx context.Context, name string) (graph.Version, error) {
	content, err := os.ReadFile(filepath.Join(s.folder(name), manifest))
	if err != nil {
		return s.proved(ctx, name)
	}
	s.mu.Lock()
	known := s.seen[name]
	s.mu.Unlock()
	if known.manifest == string(content) {
		return known.version, nil
	}
	v, ok := s.claimed(name, content)
	if !ok {
		if v, err = s.proved(ctx, name); err != nil {
			return "", err
		}
	}
	s.mu.Lock()
	s.seen[name] = seen{string(content), v}
	s.mu.Unlock()
	return v, nil
}

// proved is the version of the dataset as it is read.
func (s *Store) proved(ctx context.Context, name string) (graph.Version, error) {
	d, err := s.Load(ctx, name)
	if err != nil {
		return "", err
	}
	return d.Version(), nil
}

// folders are those that hold a dataset.
func (s *Store) folders() ([]string, error) {
	entries, err := os.ReadDir(s.root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, failed("list", "", err)
	}
	var dirs []string
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), "dataset-") {
			continue
		}
		dir := filepath.Join(s.root, e.Name())
		_, err := os.Stat(filepath.Join(dir, manifest))
		if errors.Is(err, fs.ErrNotExist) {
			continue // of an interrupted first Save
		}
		if err != nil {
			return nil, failed("list", "", err)
		}
		dirs = append(dirs, dir)
	}
	return dirs, nil
}

// Names reads the manifests. One that is damaged is an error, which names its folder.
func (s *Store) Names(context.Context) ([]string, error) {
	dirs, err := s.folders()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, dir := range dirs {
		content, err := os.ReadFile(filepath.Join(dir, manifest))
		var of struct{ Name string }
		if err == nil {
			err = json.Unmarshal(content, &of)
		}
		if err == nil && s.folder(of.Name) != dir {
			err = fmt.Errorf("its manifest is of %q", of.Name)
		}
		if err != nil {
			return nil, damaged("list", filepath.Base(dir), err)
		}
		names = append(names, of.Name)
	}
	slices.Sort(names)
	return names, nil
}

// List reads every dataset. One that is damaged is an error, which names it.
func (s *Store) List(ctx context.Context) ([]store.Info, error) {
	dirs, err := s.folders()
	if err != nil {
		return nil, err
	}
	infos := []store.Info{}
	for _, dir := range dirs {
		stat, err := os.Stat(filepath.Join(dir, manifest))
		if err != nil {
			return nil, failed("list", "", err)
		}
		d, err := s.read(ctx, dir)
		if err != nil {
			return nil, damaged("list", filepath.Base(dir), err)
		}
		infos = append(infos, store.Info{
			Name: d.Name(), Version: d.Version(), Title: d.Title(), Illustrative: d.Illustrative(), Measure: d.Measure(),
			Threshold: d.Threshold(), TopK: d.TopK(), Roles: len(d.Roles()), Skills: len(d.Skills()), Families: len(d.Families()),
			Edges: -1, LoadedAt: stat.ModTime(), // files keep no edges, so none are approximate
		})
	}
	slices.SortFunc(infos, func(a, b store.Info) int { return cmp.Compare(a.Name, b.Name) })
	return infos, nil
}

// Drop moves the dataset's folder out of sight and removes it.
func (s *Store) Drop(_ context.Context, name string, _ store.DropOptions) error {
	dir := s.folder(name)
	if _, err := os.Stat(filepath.Join(dir, manifest)); errors.Is(err, fs.ErrNotExist) {
		return absent("drop", name)
	}
	unlock, err := s.lock(name)
	if err != nil {
		return failed("drop", name, err)
	}
	defer unlock()
	dropped := filepath.Join(s.root, ".dropped-"+filepath.Base(dir))
	// One of an interrupted Drop may be there.
	err = errors.Join(os.RemoveAll(dropped), os.Rename(dir, dropped))
	if errors.Is(err, fs.ErrNotExist) {
		return absent("drop", name)
	}
	if err == nil {
		err = os.RemoveAll(dropped)
	}
	return failed("drop", name, err)
}
