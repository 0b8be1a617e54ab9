package filestore

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"noboru/graph"
)

// claimFile stands beside a manifest: the manifest's SHA-256 and the dataset's version, so that asking for
// the version need not read the tables.
const claimFile = "version"

// claim writes it, whole or not at all. The manifest is there already: until then the old claim is another
// manifest's and counts for nothing.
func (s *Store) claim(d *graph.Dataset) error {
	dir := s.folder(d.Name())
	content, err := os.ReadFile(filepath.Join(dir, manifest))
	if err != nil {
		return err
	}
	temp := filepath.Join(dir, "."+claimFile)
	if err := os.WriteFile(temp, fmt.Appendf(nil, "%x %s\n", sha256.Sum256(content), d.Version()), 0o644); err != nil {
		return err
	}
	return os.Rename(temp, filepath.Join(dir, claimFile))
}

// claimed reads it.
func (s *Store) claimed(name string, content []byte) (v graph.Version, ok bool) {
	claim, err := os.ReadFile(filepath.Join(s.folder(name), claimFile))
	if err != nil {
		return "", false
	}
	var of, version string
	n, _ := fmt.Sscanf(string(claim), "%64s %64s\n", &of, &version)
	return graph.Version(version), n == 2 && of == fmt.Sprintf("%x", sha256.Sum256(content))
}
