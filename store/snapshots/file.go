package snapshots

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"noboru/graph"
	"noboru/internal/lazyregexp"
	"noboru/store"
)

// format is the version of the files, which begin with a line of text:
//
//	noboru snapshot FORMAT SHA-256-OF-THE-REST LENGTH-OF-THE-REST
//
// The rest is a content: see content.go. Format 1 was written by package gob.
const format = 2

const head = "noboru snapshot %d %64s %d\n"

// named matches the files of this package: a dataset's name, and its version.
var named = lazyregexp.New(`^(.+)-([0-9a-f]{64})\.snapshot$`)

func path(dir, name string, v graph.Version) string {
	return filepath.Join(dir, name+"-"+string(v)+".snapshot")
}

// Encode is a graph as a snapshot.
func Encode(g *graph.Graph) []byte {
	c := content{g.Dataset().Spec(), g.EdgeList()}
	rest := c.bytes()
	sum := sha256.Sum256(rest)
	return append(fmt.Appendf(nil, head, format, hex.EncodeToString(sum[:]), len(rest)), rest...)
}

// write keeps a graph, whole or not at all: a reader finds all of the file or none.
func write(dir string, g *graph.Graph) error {
	data := Encode(g)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".snapshot-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone already where all went well
	if _, err = f.Write(data); err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path(dir, g.Dataset().Name(), g.Version()))
}

// read returns the graph of a version, nil where there is no file of it, and ErrCorrupt, ErrOlderFormat or
// ErrNewerFormat for a file that cannot be used. It goes by what is proved: the hash of the file, the version of
// the dataset, and each edge.
func read(dir, name string, v graph.Version) (*graph.Graph, error) {
	file := path(dir, name, v)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	g, err := Decode(file, data)
	if err != nil {
		return nil, err
	}
	if found := g.Version(); found != v {
		return nil, damaged(file, fmt.Errorf("it holds version %s", found.Short()))
	}
	return g, nil
}

// Decode is the graph of a snapshot, whose errors name it as file.
func Decode(file string, data []byte) (*graph.Graph, error) {
	rest, err := opened(file, data)
	if err != nil {
		return nil, err
	}
	c, err := contentOf(rest)
	if err != nil {
		return nil, damaged(file, err)
	}
	d, err := graph.NewDataset(c.Spec)
	if err != nil {
		return nil, damaged(file, err)
	}
	g, err := graph.Join(d, c.Edges)
	if err != nil {
		return nil, damaged(file, err)
	}
	return g, nil
}

// opened is what follows the first line, if it is as it was written.
func opened(file string, data []byte) ([]byte, error) {
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	var found, length int
	var sum string
	// The format alone must be readable for good.
	if n, _ := fmt.Sscanf(string(first), "noboru snapshot %d", &found); n == 1 && found != format {
		kind, code := store.ErrNewerFormat, "snapshot-newer"
		if found < format {
			kind, code = store.ErrOlderFormat, "snapshot-older"
		}
		return nil, store.NewError(kind, code, "file", file, "format", found, "known", format)
	}
	if n, _ := fmt.Sscanf(string(first)+"\n", head, &found, &sum, &length); n != 3 {
		return nil, damaged(file, errors.New("its first line is another's"))
	}
	if length != len(rest) {
		return nil, damaged(file, fmt.Errorf("it has %d bytes of %d", len(rest), length))
	}
	if got := sha256.Sum256(rest); hex.EncodeToString(got[:]) != sum {
		return nil, damaged(file, errors.New("its hash is another"))
	}
	return rest, nil
}

func damaged(file string, reason error) error {
	return store.NewError(store.ErrCorrupt, "snapshot-damaged", "file", file, "reason", reason)
}

// prune removes the files of a dataset, but that of one version.
func prune(dir, name string, except graph.Version) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if m := named().FindStringSubmatch(e.Name()); m != nil && m[1] == name && m[2] != string(except) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}
