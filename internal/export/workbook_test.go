package export_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"noboru/internal/export"
)

// TestAnotherReaderReadsWorkbooks holds that excelize, which knows nothing of our writer, finds every cell of every sheet, and
// numbers where we mean numbers.
func TestAnotherReaderReadsWorkbooks(t *testing.T) {
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"", "3", "-0.25", "0007", "1e5", "=1+1", " a ", "a\nb", "<&>\"'", "_x0041_", "_x0041_x0042_", "_x005F_", "_x00", "職種", "😀"}),
		rapid.StringMatching(`[\p{Han}\p{Latin}0-9_x<&"' ]{0,12}`),
	)
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.SampledFrom([]int{1, 3, 27, 703}).Draw(t, "width")
		names := []string{"roles", "表"}
		tables := make([]export.Table, len(names))
		for i := range tables {
			for range rapid.IntRange(1, 4).Draw(t, "rows") {
				row := make([]string, width)
				for k := range min(width, 3) {
					row[k] = cell.Draw(t, "cell")
				}
				row[width-1] = cell.Filter(func(s string) bool { return s != "" }).Draw(t, "last")
				tables[i] = append(tables[i], row)
			}
		}
		var file bytes.Buffer
		if err := export.WriteXLSX(&file, names, tables); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&file)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close() //nolint:errcheck // in memory
		if got := book.GetSheetList(); !slices.Equal(got, names) {
			t.Fatalf("sheets %q", got)
		}
		for i, name := range names {
			rows, err := book.GetRows(name)
			if err != nil || len(rows) != len(tables[i]) {
				t.Fatalf("%d rows, want %d; %v", len(rows), len(tables[i]), err)
			}
			for n, row := range tables[i] {
				if !slices.Equal(rows[n], row) {
					t.Fatalf("%q came back as %q", row, rows[n])
				}
			}
		}
	})
}

// TestCellTypes holds which cells are numbers: plain ones below the header, and nothing else.
func TestCellTypes(t *testing.T) {
	table := export.Table{{"1", "2"}, {"1", "0007"}, {"1.5", "=1"}, {"-0.25", "1.50"}, {"123456789012345", "1234567890123456"}}
	var file bytes.Buffer
	if err := export.WriteXLSX(&file, []string{"s"}, []export.Table{table}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	for n := range table {
		for k, column := range []string{"A", "B"} {
			at := column + string(rune('1'+n))
			got, err := book.GetCellType("s", at)
			if want := n > 0 && k == 0; err != nil || (got == excelize.CellTypeUnset || got == excelize.CellTypeNumber) != want {
				t.Errorf("%s: type %v, %v; number: want %v", at, got, err, want)
			}
		}
	}
}

// TestWhatExcelTakes holds that a longer text is cut between two characters, and more rows than a sheet has are an error.
func TestWhatExcelTakes(t *testing.T) {
	var file bytes.Buffer
	long := "a" + strings.Repeat("😀", 20_000)
	if err := export.WriteXLSX(&file, []string{"s"}, []export.Table{{{long}}}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := book.GetCellValue("s", "A1"); err != nil || got != "a"+strings.Repeat("😀", 16_383) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
	for name, table := range map[string]export.Table{"rows": make(export.Table, 1<<20+1), "columns": {make([]string, 1<<14+1)}} {
		if err := export.WriteXLSX(io.Discard, []string{"s"}, []export.Table{table}); !errors.Is(err, export.ErrTooLarge) {
			t.Errorf("too many %s: got %v, want ErrTooLarge", name, err)
		}
	}
	if err := export.WriteXLSX(io.Discard, []string{"s"}, []export.Table{{make([]string, 1<<14)}}); err != nil {
		t.Error(err)
	}
}
