package cli

import (
	"io"
	"os"

	"noboru/internal/words"
)

// readInput reads a file of the user's, or stdin for "-".
func (r *run) readInput(path string, limit int64) ([]byte, error) {
	in := r.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, badFile(path, systemFault(err))
		}
		defer f.Close() //nolint:errcheck // only read
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, badFile(path, systemFault(err))
	}
	if int64(len(raw)) > limit {
		return nil, badFile(path, words.M("file.too-large", "count", limit))
	}
	return raw, nil
}

func badFile(path string, faults ...words.Message) error { return &fileError{path, faults} }
