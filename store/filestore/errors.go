package filestore

import (
	"context"
	"errors"
	"os"

	"noboru/loader"
	"noboru/store"
)

func absent(doing, name string) error {
	return store.NewError(store.ErrNoDataset, "no-dataset", "name", name).During(doing, name)
}

// damaged says that files which were written whole do not read as such.
func damaged(doing, name string, err error) error {
	return store.NewError(store.ErrCorrupt, "files-damaged", "name", name, "reason", err).During(doing, name)
}

// failed puts what went wrong into the contract's terms. Of the system's errors it keeps what the
// system said of which file.
func failed(doing, name string, err error) error {
	var known *store.Error
	var path *os.PathError
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, store.ErrBusy):
		return store.NewError(store.ErrBusy, "busy").During(doing, name)
	case errors.Is(err, loader.ErrLossy):
		return store.NewError(store.ErrCannotHold, "lossy", "reason", err).During(doing, name)
	case errors.As(err, &path):
		return store.NewError(store.ErrRefused, "system", "file", path.Path, "reason", path.Err).During(doing, name)
	}
	return store.NewError(store.ErrRefused, "system", "file", name, "reason", err).During(doing, name)
}
