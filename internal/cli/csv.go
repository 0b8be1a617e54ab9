package cli

import (
	"encoding/csv"
	"io"
)

// sheet is an answer as CSV. Column names are the same in every language.
type sheet struct {
	header []string
	rows   [][]string
}

func (s sheet) write(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(s.header); err != nil {
		return err
	}
	return out.WriteAll(s.rows)
}
