// Package people reads who holds which role, and has which level in which skill, from a table.
package people

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"noboru/graph"
	"noboru/store"
)

// Fault is one thing wrong with one place of a table. Its words are "people." and the code.
type Fault struct {
	Row    int // from 1, the header's; 0 for the whole table
	Column string
	Value  string
	Code   string
}

func (f *Fault) Error() string {
	return fmt.Sprintf("row %d, %s: %s %q", f.Row, f.Column, f.Code, f.Value)
}

// The columns that are no skill.
const (
	columnID    = "id"
	columnName  = "name"
	columnRole  = "role"
	columnSince = "since"
)

// Read reads a CSV table with a header: id, name (may be absent or empty), role (a code of the dataset),
// since (a day, 2024-04-01), and any skills by their code, with levels. A person with several
// roles has a row for each; empty cells say nothing. All faults are returned together, joined; each
// is a *Fault.
func Read(content []byte, d *graph.Dataset) ([]store.Person, error) {
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	header, err := table.Read()
	if err != nil {
		return nil, &Fault{Code: "no-table"}
	}
	r := &reader{data: d, header: header, skills: map[int]string{}, at: map[string]int{}}
	if err := r.readHeader(); err != nil {
		return nil, err
	}
	for row := 2; ; row++ {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.fault(row, "", "", "broken-row")
			break
		}
		r.readRow(row, cells)
	}
	return r.people, errors.Join(r.faults...)
}

type reader struct {
	data   *graph.Dataset
	header []string
	skills map[int]string // code by column
	at     map[string]int // index of a person by id
	people []store.Person
	faults []error
}

func (r *reader) fault(row int, column, value, code string) {
	r.faults = append(r.faults, &Fault{row, column, value, code})
}

func (r *reader) readHeader() error {
	known := map[string]bool{}
	for _, k := range r.data.Skills() {
		known[k.Code] = true
	}
	for i, name := range r.header {
		switch name {
		case columnID, columnName, columnRole, columnSince:
		default:
			if !known[name] {
				r.fault(1, name, "", "unknown-column")
			}
			r.skills[i] = name
		}
		if slices.Index(r.header, name) != i {
			r.fault(1, name, "", "column-twice")
		}
	}
	if !slices.Contains(r.header, columnID) {
		r.fault(1, columnID, "", "no-id-column")
	}
	return errors.Join(r.faults...)
}

func (r *reader) readRow(row int, cells []string) {
	var p store.Person
	var holding store.Holding
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		switch r.header[i] {
		case columnID:
			p.ID = cell
		case columnName:
			p.Name = cell
		case columnRole:
			if _, ok := r.data.RoleByCode(cell); !ok {
				r.fault(row, columnRole, cell, "unknown-role")
			}
			holding.Role = cell
		case columnSince:
			day, err := time.Parse(time.DateOnly, cell)
			if err != nil {
				r.fault(row, columnSince, cell, "not-a-day")
			}
			holding.Since = day
		default:
			r.readLevel(row, i, cell, &p)
		}
	}
	if p.ID == "" {
		r.fault(row, columnID, "", "no-id")
		return
	}
	if holding.Role != "" {
		p.Holds = append(p.Holds, holding)
	}
	i, seen := r.at[p.ID]
	if !seen {
		r.at[p.ID] = len(r.people)
		r.people = append(r.people, p)
		return
	}
	known := &r.people[i]
	known.Holds = append(known.Holds, p.Holds...)
	known.Has = append(known.Has, p.Has...)
	if known.Name == "" {
		known.Name = p.Name
	}
}

func (r *reader) readLevel(row, column int, cell string, p *store.Person) {
	var value float64
	if _, err := fmt.Sscanf(cell, "%g", &value); err != nil {
		r.fault(row, r.header[column], cell, "not-a-level")
		return
	}
	level, _, err := graph.NewPoints(value)
	if err != nil || level < 0 || r.data.MaxScore() > 0 && level > r.data.MaxScore() {
		r.fault(row, r.header[column], cell, "not-a-level")
		return
	}
	p.Has = append(p.Has, store.Level{Skill: r.skills[column], Level: level})
}
