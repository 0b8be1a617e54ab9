package export

import (
	"encoding/csv"
	"io"

	"noboru/graph"
	"noboru/loader"
)

// Table is rows of text, the first of which is the header. Numbers stand in them as text.
type Table [][]string

// Nodes lists the roles, with headers as neo4j-admin import takes them; pandas and spreadsheets read
// them as plain names.
func Nodes(g *graph.Graph) Table {
	d := g.Dataset()
	t := Table{{"code:ID", "nameJa", "nameEn", "family", "total:float", ":LABEL"}}
	for i := range g.Len() {
		r := d.Role(i)
		t = append(t, []string{r.Code, r.Name.Ja, r.Name.En, r.Family, r.Total.String(), "Role"})
	}
	return t
}

// Edges lists the edges, two a pair, one each way, as the model in Neo4j has them.
func Edges(g *graph.Graph) Table {
	d := g.Dataset()
	t := Table{{":START_ID", ":END_ID", "correlation:float", "climb:float", "drop:float", ":TYPE"}}
	for from := range g.Len() {
		for s := range g.Edges(from) {
			t = append(t, []string{d.Role(from).Code, d.Role(s.To).Code, s.Similarity.String(), s.Climb.String(), s.Drop.String(), "CORRELATES"})
		}
	}
	return t
}

// WriteCSV writes a table as CSV that no spreadsheet runs, with a byte order mark where it is for Excel.
func WriteCSV(w io.Writer, t Table, forExcel bool) error {
	if forExcel {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	for _, row := range t {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = loader.SafeCell(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeXLSX(w io.Writer, g *graph.Graph) error {
	d := g.Dataset()
	roles := Table{{"code", "name_ja", "name_en", "family", "total"}}
	for _, s := range d.Skills() {
		roles[0] = append(roles[0], s.Code)
	}
	for i := range g.Len() {
		r := d.Role(i)
		row := []string{r.Code, r.Name.Ja, r.Name.En, r.Family, r.Total.String()}
		for _, s := range r.Scores {
			row = append(row, s.String())
		}
		roles = append(roles, row)
	}
	pairs := Table{{"role_a", "role_b", "correlation"}}
	err := edges(g, func(from int, s graph.Step) error {
		pairs = append(pairs, []string{d.Role(from).Code, d.Role(s.To).Code, s.Similarity.String()})
		return nil
	})
	if err != nil {
		return err
	}
	return WriteXLSX(w, []string{"roles", "pairs"}, []Table{roles, pairs})
}
