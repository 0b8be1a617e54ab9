package loader

import "slices"

// manyAlike is from how many faults of one cause on they are one fault with its rows.
const manyAlike = 5

// condense makes one fault of many with one cause: the same kind in the same column, or cells of one
// row. The first one stays and says in which rows the others are.
func condense(faults Faults) Faults {
	type cause struct {
		file, sheet, column string
		kind                Kind
	}
	faults = blankCells(faults)
	rows := map[cause]Rows{}
	for _, f := range faults {
		if f.Row > 0 && f.Char == 0 && f.Kind != kindTooManyFaults {
			c := cause{f.File, f.Sheet, f.Column, f.Kind}
			rows[c] = append(rows[c], f.Row)
		}
	}
	kept := faults[:0]
	said := map[cause]bool{}
	for _, f := range faults {
		c := cause{f.File, f.Sheet, f.Column, f.Kind}
		if len(rows[c]) <= manyAlike || f.Row == 0 || f.Char > 0 || f.Rows != nil {
			kept = append(kept, f)
			continue
		}
		if said[c] {
			continue
		}
		said[c] = true
		f.Rows = rows[c]
		kept = append(kept, f)
	}
	return acrossColumns(kept)
}

// blankCells makes one fault of all blank cells of a table: one policy settles them.
func blankCells(faults Faults) Faults {
	first := map[string]*Fault{}
	kept := faults[:0]
	for _, f := range faults {
		table := f.File + "\x00" + f.Sheet
		before := first[table]
		switch {
		case f.Kind != kindMissingNumber || f.Row == 0:
			kept = append(kept, f)
		case before == nil:
			first[table] = f
			kept = append(kept, f)
		default:
			if before.Rows == nil {
				before.Rows, before.Columns = Rows{before.Row}, Names{before.Column}
				before.Kind, before.Values = kindBlankCells, Values{"cells", 1}
			}
			if !slices.Contains(before.Rows, f.Row) {
				before.Rows = append(before.Rows, f.Row)
			}
			if !slices.Contains(before.Columns, f.Column) {
				before.Columns = append(before.Columns, f.Column)
			}
			before.Values[1] = before.Values[1].(int) + 1
		}
	}
	return kept
}

// acrossColumns joins faults of one kind that stand in the same rows of many columns.
func acrossColumns(faults Faults) Faults {
	type cause struct {
		file, sheet, rows string
		kind              Kind
	}
	of := func(f *Fault) cause {
		rows := f.Rows
		if rows == nil {
			rows = Rows{f.Row}
		}
		return cause{f.File, f.Sheet, technicalRows(rows), f.Kind}
	}
	columns := map[cause]Names{}
	for _, f := range faults {
		if f.Row > 0 && f.Char == 0 && f.Column != "" {
			columns[of(f)] = append(columns[of(f)], f.Column)
		}
	}
	kept := faults[:0]
	said := map[cause]bool{}
	for _, f := range faults {
		c := of(f)
		if len(columns[c]) <= manyAlike || f.Row == 0 || f.Char > 0 || f.Column == "" {
			kept = append(kept, f)
			continue
		}
		if said[c] {
			continue
		}
		said[c] = true
		f.Columns = columns[c]
		kept = append(kept, f)
	}
	return kept
}

// condenseWarnings makes one warning of more than a few of one kind about one column.
func condenseWarnings(warnings []Warning) []Warning {
	type about struct {
		file, sheet, column string
		kind                Kind
	}
	rows := map[about]Rows{}
	of := func(w Warning) about { return about{w.File, w.Sheet, w.Column, w.Kind} }
	for _, w := range warnings {
		if w.Row > 0 && w.Column != "" {
			rows[of(w)] = append(rows[of(w)], w.Row)
		}
	}
	kept := []Warning{}
	for _, w := range warnings {
		all := rows[of(w)]
		if len(all) <= manyAlike || w.Row == 0 || w.Column == "" {
			kept = append(kept, w)
		} else if w.Row == all[0] {
			w.Rows = all
			kept = append(kept, w)
		}
	}
	return kept
}

// technicalRows is a key for sets of rows.
func technicalRows(rows Rows) string {
	b := make([]byte, 0, len(rows)*3)
	for _, r := range rows {
		b = append(b, byte(r), byte(r>>8), byte(r>>16))
	}
	return string(b)
}
