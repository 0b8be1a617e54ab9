package loader

import "strings"

// A spreadsheet runs a cell of a CSV file that begins with one of these as a formula; behind them it
// may also look after a tab or a line break.
const formulaStarts = "=+-@\t\r\n|%"

// SafeCell writes a text for a cell of CSV so that no spreadsheet runs it: an apostrophe goes before
// what could be a formula. Numbers stay as they are, and the loader takes the apostrophe away again.
func SafeCell(text string) string {
	if runs(text) || strings.HasPrefix(text, "'") && runs(strings.TrimLeft(text, "'")) {
		return "'" + text
	}
	return text
}

// runs reports whether a spreadsheet could take a text for a formula.
func runs(text string) bool {
	if text == "" || text[0] >= 0x20 && !strings.ContainsRune(formulaStarts, rune(text[0])) {
		return false
	}
	return !isDecimal(text)
}

// plainCell undoes SafeCell.
func plainCell(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && runs(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}
