//go:build !unix

package filestore

import "os"

// lock only makes the folder: without flock, one process at a time may write.
func (s *Store) lock(string) (unlock func(), err error) {
	return func() {}, os.MkdirAll(s.root, 0o755)
}
