package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"

	"noboru/graph"
)

// relations holds, by role, the roles that O*NET calls related to it; nil for roles that it says nothing of.
type relations []map[int]bool

// readRelated reads O*NET's related occupations, of which the roles of d are kept.
func readRelated(path string, d *graph.Dataset) (relations, error) {
	rows, err := readCSV(path, "O*NET-SOC Code", "Related O*NET-SOC Code")
	if err != nil {
		return nil, err
	}
	r := make(relations, len(d.Roles()))
	for _, row := range rows {
		from, known := d.RoleByCode(row[0])
		to, also := d.RoleByCode(row[1])
		if !known {
			continue
		}
		if r[from] == nil {
			r[from] = map[int]bool{}
		}
		if also {
			r[from][to] = true
		}
	}
	return r, nil
}

// either reports whether a is called related to b or b to a; known is false where the table lists neither.
func (r relations) either(a, b int) (related, known bool) {
	return r[a][b] || r[b][a], r[a] != nil || r[b] != nil
}

// readZones reads O*NET's job zones: 1 (little preparation) to 5 (extensive).
func readZones(path string, d *graph.Dataset) ([]int, error) {
	rows, err := readCSV(path, "O*NET-SOC Code", "Job Zone")
	if err != nil {
		return nil, err
	}
	zones := make([]int, len(d.Roles()))
	for _, row := range rows {
		i, ok := d.RoleByCode(row[0])
		if !ok {
			continue
		}
		if zones[i], err = strconv.Atoi(row[1]); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, row[0], err)
		}
	}
	return zones, nil
}

// readCSV returns the named columns of a CSV file.
func readCSV(path string, columns ...string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s is empty", path)
	}
	picked := make([][]string, len(rows)-1)
	for _, name := range columns {
		at := slices.Index(rows[0], name)
		if at < 0 {
			return nil, fmt.Errorf("%s has no column %q", path, name)
		}
		for i, row := range rows[1:] {
			picked[i] = append(picked[i], row[at])
		}
	}
	return picked, nil
}
