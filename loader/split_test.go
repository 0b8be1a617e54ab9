package loader

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
)

// FuzzSplit compares the splitter with encoding/csv: the same records on the same lines, up to the first that
// encoding/csv refuses or that the splitter leaves to it.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a,b\r\n\r\n1,\"2\"\"\r\n3\"\r\n\n4,", "a,b\r", "\r\r\na\r\r", "\"a\",\"b\"x\n1,2\n", "a,b\"c\n", "\"\",\"\n", ",\n,", "\n\r\n\"\"\r", "a\rb,c\n", "\"a\n\nb\",c\nd",
		"\"a\r\r\nb\"\"\",\"c\r\"\r", "1.5,.5,5.,1.2.3\r\n1234567890123456,12a,\"3\",4\r",
	} {
		f.Add(seed, false)
		f.Add(strings.ReplaceAll(seed, ",", "\t"), true)
	}
	f.Fuzz(func(t *testing.T, text string, tabs bool) {
		s := splitter{text: text, delimiter: ',', plain: tabs}
		if tabs {
			s.delimiter = '\t'
		}
		want := csv.NewReader(strings.NewReader(text))
		want.Comma, want.LazyQuotes, want.FieldsPerRecord = rune(s.delimiter), tabs, -1
		for {
			row, cells, plain := s.next()
			if cells == nil && s.at < len(text) {
				// The rest, read from there, is what encoding/csv would read anyway.
				rest := csv.NewReader(strings.NewReader(text[s.at:]))
				rest.Comma, rest.LazyQuotes, rest.FieldsPerRecord = want.Comma, tabs, -1
				for {
					got, gotErr := rest.Read()
					wanted, wantErr := want.Read()
					if !reflect.DeepEqual(got, wanted) || (gotErr == nil) != (wantErr == nil) {
						t.Fatalf("left at %d of %q: %q, %v; want %q, %v", s.at, text, got, gotErr, wanted, wantErr)
					}
					if errors.Is(wantErr, io.EOF) {
						return
					}
					if wantErr == nil {
						gotLine, _ := rest.FieldPos(0)
						wantLine, _ := want.FieldPos(0)
						if gotLine+s.line != wantLine {
							t.Fatalf("left at %d of %q: line %d + %d, want %d", s.at, text, gotLine, s.line, wantLine)
						}
					}
				}
			}
			wanted, err := want.Read()
			if cells == nil {
				if !errors.Is(err, io.EOF) {
					t.Fatalf("%q ends after %q, %v", text, wanted, err)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(cells, wanted) {
				t.Fatalf("%q: got %q, want %q, %v", text, cells, wanted, err)
			}
			for i, cell := range cells {
				if want := simpleValue(cell); plain[i] != want && !(math.IsNaN(plain[i]) && math.IsNaN(want)) || len(plain) != len(cells) {
					t.Fatalf("%q: the numbers are %v", cells, plain)
				}
			}
			if line, _ := want.FieldPos(0); line != row {
				t.Fatalf("%q: %q is on line %d, want %d", text, cells, row, line)
			}
		}
	})
}

// TestRoomForRows holds that a text of blank lines takes no room for a row a line.
func TestRoomForRows(t *testing.T) {
	l := newLoading(t.Context(), source{}, Options{})
	g := &grid{delimiter: ","}
	if !l.delimited(g, []byte("a,b\n"+strings.Repeat("\n", 4*hinted)+"1,2\n")) || len(g.rows) != 2 || g.rows[1].row != 4*hinted+2 {
		t.Fatalf("rows %v", g.rows)
	}
	if cap(g.rows) > hinted {
		t.Errorf("room for %d rows, want at most %d", cap(g.rows), hinted)
	}
}

// TestCutBlankColumns holds that a blank column at the end goes from the texts and from the numbers.
func TestCutBlankColumns(t *testing.T) {
	table := &table{header: []string{"a", ""}}
	rows := []record{{cells: []string{"1", ""}, plain: []float64{1, 2}}, {cells: []string{"1", ""}}}
	table.cut(rows, []int{-1, -1})
	if len(table.header) != 1 || len(rows[0].cells) != 1 || len(rows[0].plain) != 1 || len(rows[1].cells) != 1 || rows[1].plain != nil {
		t.Errorf("header %v, rows %v", table.header, rows)
	}
}
