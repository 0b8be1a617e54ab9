package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noboru/internal/export"
	"noboru/loader"
)

// TestTablesReadBack holds that any table that is written, an answer for many people as well, reads back as
// itself from CSV, for Excel or not, and from a workbook; and that no cell of the CSV can run.
func TestTablesReadBack(t *testing.T) {
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "+81-3-0000", "-5", "@NOW()", "'quoted", "0007", "1.50", "3", "-0.25", "1e5", "50%", "２０", "=HYPERLINK(\"x\")", "a,b;c", "\"", "道筋 > 職種", "2024-04-01", ""}),
		rapid.StringMatching(`[=+@'-]?[\p{Han}a-z0-9,;"|.]{0,8}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		table := export.Table{{"社員番号", "from", "note"}}
		for range rapid.IntRange(1, 6).Draw(t, "rows") {
			table = append(table, []string{"p" + cell.Draw(t, "id"), cell.Draw(t, "from"), cell.Draw(t, "note")})
		}
		for _, kind := range []string{"plain.csv", "excel.csv", "book.xlsx"} {
			var file bytes.Buffer
			var err error
			if kind == "book.xlsx" {
				err = export.WriteXLSX(&file, []string{"noboru"}, []export.Table{table})
			} else {
				err = export.WriteCSV(&file, table, kind == "excel.csv")
			}
			if err != nil {
				t.Fatal(err)
			}
			sheet, err := loader.ReadSheet(t.Context(), kind, file.Bytes(), "", []string{"from"}, loader.Options{})
			if err != nil {
				t.Fatalf("%s: %v in %q", kind, err, file.Bytes())
			}
			if !slices.Equal(sheet.Header, table[0]) || len(sheet.Rows) != len(table)-1 {
				t.Fatalf("%s: header %q, %d rows, want %d", kind, sheet.Header, len(sheet.Rows), len(table)-1)
			}
			for i, row := range sheet.Rows {
				if !slices.Equal(row.Cells, table[i+1]) {
					t.Fatalf("%s: %q came back as %q", kind, table[i+1], row.Cells)
				}
			}
			if kind == "book.xlsx" {
				continue
			}
			stored, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.String(), "\ufeff"))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range slices.Concat(stored...) {
				if _, err := strconv.ParseFloat(text, 64); text != "" && strings.ContainsRune("=+-@", rune(text[0])) && err != nil {
					t.Fatalf("%s: %q could run", kind, text)
				}
			}
		}
	})
}
