package loader

import (
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"
)

// specialBook is a workbook with a fault of every kind that only workbooks have.
func specialBook(t testing.TB) string {
	return newBook(t, func(b *excelize.File) error {
		err := sheet(b, "Sheet1",
			[]any{"code", "name", "family", "Reading", "Writing"},
			[]any{"R1", "One", "F", 45293, 0.5},
			[]any{45293, 0.25, nil, nil, 1},
			[]any{"R3", "Three", "F", true, nil},
			[]any{"R4", "Four", "F", 1, 2},
			[]any{"R5", nil, "F", 1, 2})
		return errors.Join(err,
			styled(b, "D2", "A3", 14), styled(b, "E2", "B3", 20),
			b.SetCellFormula("Sheet1", "C3", "A1"), b.SetCellFormula("Sheet1", "D3", "1+1"),
			b.MergeCell("Sheet1", "A5", "A6"), b.MergeCell("Sheet1", "D4", "E4"), b.SetCellStr("Sheet1", "G9", "stray"))
	})
}

// mergedBook is a workbook with two sheets and merged families; it loads.
func mergedBook(t testing.TB) string {
	return newBook(t, func(b *excelize.File) error {
		err := sheet(b, "Sheet1",
			[]any{"code", "name", "family", "Reading", "Started", "Sum", "Mixed"},
			[]any{"R1", "One", "F", 1, 45293, nil, "text"},
			[]any{"R2", "Two", nil, 2, 45293, nil, true})
		_, sheetErr := b.NewSheet("Other")
		return errors.Join(err, sheetErr, styled(b, "E2", "E3", 14), b.MergeCell("Sheet1", "C2", "C3"),
			b.SetCellFormula("Sheet1", "F2", "1+1"), b.SetCellFormula("Sheet1", "F3", "1+1"))
	})
}

// styled gives two cells of Sheet1 a built-in number format.
func styled(b *excelize.File, first, second string, format int) error {
	style, err := b.NewStyle(&excelize.Style{NumFmt: format})
	return errors.Join(err, b.SetCellStyle("Sheet1", first, first, style), b.SetCellStyle("Sheet1", second, second, style))
}

// hiddenBook is a workbook with a cover sheet, a hidden row, a hidden column and numbers that are shown
// with fewer digits than they have.
func hiddenBook(t testing.TB) string {
	return newBook(t, func(b *excelize.File) error {
		err := b.SetCellStr("Sheet1", "A1", "About this workbook")
		_, sheetErr := b.NewSheet("Data")
		err = errors.Join(err, sheetErr, sheet(b, "Data",
			[]any{"code", "name", "family", "Reading", "Writing"},
			[]any{7, "One", "F", 2.5556, 2},
			[]any{12, "Two", "F", 2, 1.5}))
		zeros, pattern := "0000", "0"
		code, styleErr := b.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
		whole, wholeErr := b.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
		return errors.Join(err, styleErr, wholeErr, b.SetCellStyle("Data", "A2", "A3", code), b.SetCellStyle("Data", "D2", "D3", whole),
			b.SetRowVisible("Data", 3, false), b.SetColVisible("Data", "E", false))
	})
}

// profileBook is a person's levels in a workbook.
func profileBook(t testing.TB) string {
	return newBook(t, func(b *excelize.File) error {
		return sheet(b, "Sheet1", []any{"スキル", "レベル"}, []any{"読解力", 3}, []any{"交渉", 1.5})
	})
}
