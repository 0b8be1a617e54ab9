package loader

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// looksLikeTable reports whether JSON is data and no manifest: a list of rows, or the DoD Cyber
// Workforce Framework as it is published for programs.
func looksLikeTable(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	if len(data) == 0 {
		return false
	}
	if data[0] == '[' {
		var rows []map[string]json.RawMessage
		return json.Unmarshal(data, &rows) == nil && len(rows) > 0
	}
	f := readFramework(data)
	return f != nil && len(f.Roles) > 0
}

// framework is the DoD Cyber Workforce Framework: work roles with their core and additional statements.
type framework struct {
	Elements map[string]struct{ Name string } `json:"elements"`
	Roles    map[string]struct {
		Name, Description, Element string
		Core                       []string `json:"core_ksats"`
		Additional                 []string `json:"additional_ksats"`
	} `json:"roles"`
	Statements map[string]struct{ Description, Kind string } `json:"ksats"`
}

// readFramework is nil where data is none.
func readFramework(data []byte) *framework {
	var f framework
	if !bytes.Contains(data, []byte(`"core_ksats"`)) || json.Unmarshal(data, &f) != nil {
		return nil
	}
	return &f
}

// jsonRows makes a table of JSON: of a list of rows a column for each field; of the framework a row
// for each role and statement.
func (l *loading) jsonRows(g *grid, data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if f := readFramework(data); f != nil {
		g.rows = f.rows()
		return true
	}
	var rows []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&rows); err != nil {
		l.fault(&Fault{File: g.file, Kind: kindNoTable, Value: ".json"})
		return false
	}
	header := fieldsInOrder(data)
	if len(rows)*len(header) > l.opts.MaxCells {
		l.fault(&Fault{File: g.file, Kind: kindTooManyCells, Values: Values{"limit", l.opts.MaxCells}})
		return false
	}
	g.rows = append(g.rows, record{row: 1, cells: header})
	for n, row := range rows {
		cells := make([]string, len(header))
		for i, field := range header {
			switch v := row[field].(type) {
			case nil:
			case string:
				cells[i] = v
			case json.Number:
				cells[i] = v.String()
			case bool:
				cells[i] = map[bool]string{true: "TRUE", false: "FALSE"}[v]
			default:
				l.fault(&Fault{File: g.file, Row: n + 2, Column: field, Kind: kindNoTable, Value: ".json"})
				return false
			}
		}
		g.rows = append(g.rows, record{row: n + 2, cells: cells})
	}
	return true
}

// fieldsInOrder lists the fields of a list of objects in the order in which they first stand.
func fieldsInOrder(data []byte) []string {
	d := json.NewDecoder(bytes.NewReader(data))
	var fields []string
	seen := map[string]bool{}
	depth, isField := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			return fields
		}
		switch t := token.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth++
				isField = t == '{'
			} else {
				depth--
				isField = depth == 2
			}
		default:
			if name, ok := t.(string); ok && isField && depth == 2 && !seen[name] {
				seen[name] = true
				fields = append(fields, name)
			}
			isField = depth == 2 && !isField
		}
	}
}

// rows lists the links of the framework, by the codes of roles and statements.
func (f *framework) rows() []record {
	list := []record{{row: 1, cells: []string{"role_id", "role_name", "family", "description", "statement_id", "statement_text", "skill_group", "kind"}}}
	for _, code := range slices.Sorted(maps.Keys(f.Roles)) {
		role := f.Roles[code]
		for _, part := range []struct {
			kind string
			ids  []string
		}{{"core", role.Core}, {"additional", role.Additional}} {
			for _, id := range part.ids {
				if part.kind == "additional" && slices.Contains(role.Core, id) {
					continue // listed as both
				}
				s := f.Statements[id]
				list = append(list, record{row: len(list) + 1, cells: []string{code, role.Name, f.Elements[role.Element].Name, role.Description, id, s.Description, capitalised(s.Kind), part.kind}})
			}
		}
	}
	return list
}

// capitalised writes a word with one capital letter: one statement has the kind "TAsk".
func capitalised(word string) string {
	if word == "" {
		return ""
	}
	return strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
}
