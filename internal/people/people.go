// Package people reads who holds which role, and has which level in which skill, from a table of any
// encoding and kind that the loader reads.
package people

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"noboru/graph"
	"noboru/loader"
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

// Read reads people to be kept in a store: a column id, name (may be absent or empty), role (a code of the
// dataset), since (a day, 2024-04-01), and levels. A person with several roles has a row for each; empty
// cells say nothing. No other column may stand there. All faults are returned together, joined; each is a
// *Fault.
func Read(sheet *loader.Sheet, d *graph.Dataset, find func(name string) (skill int, ok bool)) ([]store.Person, error) {
	table, err := ReadTable(sheet, d, find)
	if err != nil {
		return nil, err
	}
	faults := table.strict(sheet)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	var list []store.Person
	at := map[string]int{}
	for _, p := range table.People {
		person, wrong := kept(p, d)
		faults = append(faults, wrong...)
		i, seen := at[person.ID]
		switch {
		case person.ID == "":
		case !seen:
			at[person.ID] = len(list)
			list = append(list, person)
		default:
			known := &list[i]
			known.Holds, known.Has = append(known.Holds, person.Holds...), append(known.Has, person.Has...)
			if known.Name == "" {
				known.Name = person.Name
			}
		}
	}
	return list, errors.Join(faults...)
}

// strict finds columns that say nothing that a store keeps.
func (t *Table) strict(sheet *loader.Sheet) (faults []error) {
	ours := []int{sheet.Column(idHeaders...), sheet.Column(nameHeaders...), sheet.Column(roleHeaders...), sheet.Column(sinceHeader)}
	for _, h := range t.Header {
		if i := slices.Index(sheet.Header, h); h != "" && !slices.Contains(ours, i) {
			faults = append(faults, &Fault{1, h, "", "unknown-column"})
		}
	}
	for _, h := range t.twice {
		faults = append(faults, &Fault{1, h, "", "column-twice"})
	}
	if ours[0] < 0 {
		faults = append(faults, &Fault{1, "id", "", "no-id-column"})
	}
	return faults
}

// kept is a person as a store keeps them.
func kept(p Person, d *graph.Dataset) (person store.Person, faults []error) {
	fault := func(column, value, code string) { faults = append(faults, &Fault{p.Row, column, value, code}) }
	for _, f := range p.Faults {
		faults = append(faults, f)
	}
	person = store.Person{ID: p.ID, Name: p.Name}
	if p.ID == "" {
		fault("id", "", "no-id")
	}
	for _, l := range p.Levels {
		person.Has = append(person.Has, store.Level{Skill: d.Skills()[l.Skill].Code, Level: l.Score})
	}
	if p.Role == "" {
		return person, faults
	}
	holding := store.Holding{Role: p.Role}
	if _, ok := d.RoleByCode(p.Role); !ok {
		fault("role", p.Role, "unknown-role")
	}
	if p.Since != "" {
		day, err := time.Parse(time.DateOnly, p.Since)
		if err != nil {
			fault("since", p.Since, "not-a-day")
		}
		holding.Since = day
	}
	person.Holds = []store.Holding{holding}
	return person, faults
}
