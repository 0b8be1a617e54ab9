package loader

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/htmlindex"
)

// sheetNotes is what the XML of a worksheet says beside the text of its cells, which is all that
// excelize streams.
type sheetNotes struct {
	marks  map[int][]mark // by row, in the order of columns
	merges []*merge       // by top row
	count  int
}

// inspect reads the XML of every worksheet once and notes the cells of one sheet that are more than
// their text. style says what a cell with that style and a number in it is. It returns an error
// where the XML breaks off or is not well formed, since excelize would take what comes before for
// the whole, and ErrTooLarge for more than limit notes.
func inspect(data []byte, sheet string, style func(int) cellKind, limit int) (*sheetNotes, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := map[string]*zip.File{}
	for _, f := range z.File {
		parts[strings.ReplaceAll(f.Name, "\\", "/")] = f
	}
	part, err := sheetPart(parts, sheet)
	if err != nil {
		return nil, err
	}
	notes := &sheetNotes{marks: map[int][]mark{}}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, "\\", "/")
		lower := strings.ToLower(name)
		if name != part && (!strings.HasPrefix(lower, "xl/worksheets/") || !strings.HasSuffix(lower, ".xml")) {
			continue
		}
		p := &sheetParser{style: style, limit: limit}
		if name == part {
			p.notes = notes
		}
		if err := p.parse(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	notes.sort()
	return notes, nil
}

func (n *sheetNotes) sort() {
	for _, marks := range n.marks {
		slices.SortStableFunc(marks, byColumn)
	}
	slices.SortStableFunc(n.merges, func(a, b *merge) int { return cmp.Compare(a.top, b.top) })
}

// sheetPart finds the file inside the workbook that has a sheet.
func sheetPart(parts map[string]*zip.File, sheet string) (string, error) {
	type relations struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	var root, sheets relations
	if err := decodePart(parts, "_rels/.rels", &root); err != nil {
		return "", err
	}
	book := ""
	for _, r := range root.Relationship {
		if book == "" && strings.HasSuffix(r.Type, "/officeDocument") {
			book = strings.TrimPrefix(r.Target, "/")
		}
	}
	var content struct {
		Sheets struct {
			Sheet []struct {
				Name string `xml:"name,attr"`
				ID   string `xml:"id,attr"`
			} `xml:"sheet"`
		} `xml:"sheets"`
	}
	if err := decodePart(parts, book, &content); err != nil {
		return "", err
	}
	if err := decodePart(parts, path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), &sheets); err != nil {
		return "", err
	}
	for _, s := range content.Sheets.Sheet {
		for _, r := range sheets.Relationship {
			name := path.Join(path.Dir(book), r.Target)
			if strings.HasPrefix(r.Target, "/") {
				name = strings.TrimPrefix(path.Clean(r.Target), "/")
			}
			if strings.EqualFold(s.Name, sheet) && r.ID == s.ID && parts[name] != nil {
				return name, nil
			}
		}
	}
	return "", fmt.Errorf("nothing holds sheet %q", sheet)
}

func decodePart(parts map[string]*zip.File, name string, into any) error {
	f := parts[name]
	if f == nil {
		return fmt.Errorf("there is no %q in it", name)
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	return newDecoder(r).Decode(into)
}

func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(in), nil
	}
	return d
}

// sheetParser goes through the XML of one worksheet.
type sheetParser struct {
	notes       *sheetNotes // nil: only whether the XML is well formed
	style       func(int) cellKind
	limit       int
	row, column int // of the cell: the row from 1, the column from 0
	cell        cellXML
}

// cellXML is what is known of a cell so far.
type cellXML struct {
	kind               string // the attribute t
	style              int
	formula            bool // there is one
	stored, value      bool // there is a value; it is not empty
	inFormula, inValue bool
	text               []byte // the formula's beginning
}

func (p *sheetParser) parse(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	d := newDecoder(r)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if p.notes == nil {
			continue
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			err = p.start(tok)
		case xml.EndElement:
			err = p.end(tok.Name.Local)
		case xml.CharData:
			p.characters(tok)
		}
		if err != nil {
			return err
		}
	}
}

func (p *sheetParser) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		p.column = -1
		p.row++
		if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > 0 {
			p.row = n
		}
	case "c":
		p.column++
		if ref := attribute(e, "r"); ref != "" {
			column, _, err := excelize.CellNameToCoordinates(ref)
			if err != nil {
				return err
			}
			p.column = column - 1
		}
		style, _ := strconv.Atoi(attribute(e, "s")) // without the attribute it is style 0
		p.cell = cellXML{kind: attribute(e, "t"), style: style}
	case "f":
		p.cell.formula, p.cell.inFormula = true, true
	case "v":
		p.cell.stored, p.cell.inValue = true, true
	case "mergeCell":
		return p.merge(attribute(e, "ref"))
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// formulaShown is how many bytes of a formula are kept for a message.
const formulaShown = 100

func (p *sheetParser) characters(text xml.CharData) {
	c := &p.cell
	switch {
	case c.inFormula && len(c.text) < formulaShown:
		c.text = append(c.text, text[:min(len(text), formulaShown)]...)
	case c.inValue:
		c.value = c.value || len(bytes.TrimSpace(text)) > 0
	}
}

func (p *sheetParser) end(element string) error {
	switch element {
	case "f":
		p.cell.inFormula = false
	case "v":
		p.cell.inValue = false
	case "c":
		if is := p.is(); is != plain {
			m := mark{column: p.column, is: is}
			if is == formula {
				m.text = strings.ToValidUTF8("="+string(p.cell.text), "")
			}
			p.notes.marks[p.row] = append(p.notes.marks[p.row], m)
			return p.count()
		}
	}
	return nil
}

// is says what the cell is that has just ended.
func (p *sheetParser) is() cellKind {
	c := &p.cell
	switch {
	case c.formula && !c.value && (c.kind != "str" || !c.stored): // a text may well be empty
		return formula
	case !c.value:
		return plain
	}
	switch c.kind {
	case "b":
		return boolean
	case "e":
		return failed
	case "d":
		return date
	case "", "n":
		return p.style(c.style)
	}
	return plain
}

func (p *sheetParser) merge(ref string) error {
	first, last, ok := strings.Cut(ref, ":")
	if !ok {
		return nil
	}
	left, top, err := excelize.CellNameToCoordinates(first)
	right, bottom, lastErr := excelize.CellNameToCoordinates(last)
	if err := errors.Join(err, lastErr); err != nil {
		return err
	}
	p.notes.merges = append(p.notes.merges, &merge{ref: ref, top: top, bottom: bottom, left: left - 1, right: right - 1})
	return p.count()
}

// count bounds the notes.
func (p *sheetParser) count() error {
	if p.notes.count++; p.notes.count > p.limit {
		return ErrTooLarge
	}
	return nil
}
