//go:build unix

package filestore

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"noboru/store"
)

// lock keeps other writers of a dataset out. The system releases it when this process dies. The lock
// file stays: removing it would let two processes lock two files of one name.
func (s *Store) lock(name string) (unlock func(), err error) {
	if err := os.MkdirAll(s.root, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(s.root, "."+filepath.Base(s.folder(name))+".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		if errors.Is(err, syscall.EWOULDBLOCK) {
			err = store.ErrBusy
		}
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // closing unlocks
}
