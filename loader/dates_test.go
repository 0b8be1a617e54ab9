package loader

import (
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestFormatKind(t *testing.T) {
	for format, want := range map[string]cellKind{
		"yyyy-mm-dd": date, "d/m/yy": date, `m"月"`: date, "mmm": date, "[$-411]ggge.m.d": date, "yyyy/m/d h:mm": date, "DD.MM.": date,
		"[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@": date,
		"h:mm":   clock,
		"mm:ss":  clock,
		"[h]:mm": clock, "[mm]:ss": clock, "h:mm AM/PM": clock, `[Red]h"時"mm"分"`: clock,
		"General": plain, "0": plain, "#,##0.00": plain, "0%": plain, "0.00E+00": plain, `0.0"days"`: plain, `0\d`: plain, "0_h": plain, "0*y": plain,
		"[Red]0": plain, "[>100]0": plain, "[$¥-411]#,##0": plain, "@": plain, `"day`: plain, "[d": plain, `\`: plain, "": plain, "[]": plain,
	} {
		if got := formatKind(format); got != want {
			t.Errorf("%q: got %d, want %d", format, got, want)
		}
	}
	for format, want := range map[int]cellKind{
		0: plain, 2: plain, 10: plain, 11: plain, 14: date, 17: date, 18: clock, 21: clock, 22: date, 27: date, 32: clock, 36: date, 37: plain, 44: plain, 45: clock, 46: clock, 48: plain, 49: plain, 57: date,
	} {
		if got := builtinKind(format); got != want {
			t.Errorf("format %d: got %d, want %d", format, got, want)
		}
	}
}

func TestDateText(t *testing.T) {
	for _, tt := range []struct {
		raw  string
		is   cellKind
		mac  bool
		want string
	}{
		{"45293", date, false, "2024-01-02"},
		{"43831", date, true, "2024-01-02"},
		{"45293.5", date, false, "2024-01-02 12:00:00"},
		{"1", date, false, "1900-01-01"},
		{"0.5", clock, false, "12:00:00"},
		{"1.5", clock, false, "36:00:00"},
		{"-1", date, false, "-1"},
		{"1e300", clock, false, "1e300"},
		{"NaN", clock, false, "NaN"},
		{"2020-01-01", date, false, "2020-01-01"},
	} {
		if got := dateText(tt.raw, tt.is, tt.mac); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.raw, got, tt.want)
		}
	}
}

// TestWorkbookDates holds that no date and no time is a score, however it is formatted, and that a
// number with another format is.
func TestWorkbookDates(t *testing.T) {
	formats := []string{"yyyy/mm/dd", "h:mm", "0.0", `0"d"`}
	book := workbook(t, func(b *excelize.File) error {
		err := sheet(b, "Sheet1",
			[]any{"code", "name", "S1", "S2", "S3", "S4"},
			[]any{"R1", "One", 45293, 0.25, 3, 4},
			[]any{"R2", "Two", 1, 2, 3, 4}, []any{"R3", "Three", 2, 2, 3, 3})
		for i, format := range formats {
			style, styleErr := b.NewStyle(&excelize.Style{CustomNumFmt: &format})
			cell, nameErr := excelize.CoordinatesToCellName(i+3, 2)
			err = errors.Join(err, styleErr, nameErr, b.SetCellStyle("Sheet1", cell, cell, style))
		}
		yes := true
		return errors.Join(err, b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	})
	checkFaults(t, faultsOf(t, files("roles.xlsx", book), "roles.xlsx", Options{}), ErrNotNumber, []string{
		`roles.xlsx!Sheet1:2 [S1] date "2028-01-03"`,
		`roles.xlsx!Sheet1:2 [S2] time "6:00:00"`,
	})
	// A stored date, in which other programs than Excel keep one.
	stored := rezip(t, book, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, `<c r="C3"><v>1</v>`, `<c r="C3" t="d"><v>2024-01-02</v>`, 1)
	})
	faults := faultsOf(t, files("roles.xlsx", stored), "roles.xlsx", Options{})
	if len(faults) != 3 || faults[2].Kind != kindDate || faults[2].Value != "2024-01-02" || faults[2].Row != 3 {
		t.Errorf("got %v", faults)
	}
}
