package loader

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// errNoFile says that a path leads to a folder, a pipe or a device.
var errNoFile = errors.New("not a regular file")

// source is where files come from: the disk, or an fs.FS.
type source struct {
	fsys fs.FS // nil for the disk
}

// join resolves name against dir. On disk, absolute names and ".." are allowed.
func (s source) join(dir, name string) string {
	if s.fsys != nil {
		return path.Join(dir, name)
	}
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, name)
}

func (s source) dir(name string) string {
	if s.fsys != nil {
		return path.Dir(name)
	}
	return filepath.Dir(name)
}

// within reports whether a file lies in a folder, once links are followed.
func (s source) within(dir, file string) bool {
	if s.fsys != nil {
		rel := path.Join(dir, ".") + "/"
		return path.Join(dir, ".") == "." && fs.ValidPath(file) || strings.HasPrefix(file, rel)
	}
	dir, file = resolved(dir), resolved(file)
	rel, err := filepath.Rel(dir, file)
	return err == nil && filepath.IsLocal(rel)
}

// resolved is the absolute path behind all links; of what is not there, as far as it is.
func resolved(name string) string {
	full, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		return real
	}
	if parent := filepath.Dir(full); parent != full {
		return filepath.Join(resolved(parent), filepath.Base(full))
	}
	return full
}

func (s source) stat(name string) (fs.FileInfo, error) {
	if s.fsys != nil {
		return fs.Stat(s.fsys, name)
	}
	return os.Stat(name)
}

// read returns the whole file, or ErrTooLarge where it has more than limit bytes.
func (s source) read(name string, limit int64) ([]byte, error) {
	// A pipe or a device could block for ever, or never end.
	info, err := s.stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s", errNoFile, info.Mode())
	}
	var f fs.File
	if s.fsys != nil {
		f, err = s.fsys.Open(name)
	} else {
		f, err = os.Open(name)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	if info.Size() > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) > limit { // it grew
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return data.Bytes(), nil
}
