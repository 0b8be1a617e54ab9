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
