// Package workbook reads XLSX workbooks as they are stored: every sheet, the text and the kind of
// each cell, what is hidden, merged, formatted as a date or shown with fewer digits.
//
// It reads a sheet once and from front to back, and refuses what is too large before it unpacks it.
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

var (
	// ErrTooLarge says that a limit is exceeded.
	ErrTooLarge = errors.New("too large")
	// ErrLongCell says that one cell, or one tag, is longer than MaxCell. It is an ErrTooLarge.
	ErrLongCell = fmt.Errorf("%w: one cell has more than %d bytes", ErrTooLarge, MaxCell)
	// ErrOld says that the file is an old .xls, or has a password.
	ErrOld = errors.New("an old workbook or one with a password")
	// ErrNoSheet says that there is no sheet to read.
	ErrNoSheet = errors.New("no sheet")
)

// MaxRows is how many rows a sheet can have, as in Excel.
const MaxRows = 1_048_576

// MaxCell bounds one tag or text, in bytes. Excel's cells hold 32,767 characters.
const MaxCell = 1 << 20

const (
	// maxRatio and freeRatio bound how much a part may be packed: sheets that people make pack to a
	// tenth, a bomb to a thousandth.
	maxRatio  = 150
	freeRatio = 8 << 20 // bytes that may be packed however tightly
	// countRatio and countFree are from where the rows of a sheet are counted before they are read.
	countRatio = 40
	countFree  = 1 << 20 // bytes
)

// Limits bound the reading of a workbook.
type Limits struct {
	Bytes int64 // of all parts, unpacked
	Cells int   // of one sheet
}

// Book is an open workbook.
type Book struct {
	Sheets   []Sheet
	Date1904 bool // days are counted from 1904, as on old Macs

	limits  Limits
	parts   map[string]*zip.File
	strings []string
	formats []Format // by style
}

// Sheet is a sheet that can be read.
type Sheet struct {
	Name   string
	Hidden bool
	part   string
}

// Open reads what is common to all sheets: their names, the texts and the formats. It returns
// ErrTooLarge before anything large is unpacked.
func Open(data []byte, limits Limits) (*Book, error) {
	if bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}) {
		return nil, ErrOld
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &Book{limits: limits, parts: map[string]*zip.File{}}
	var unpacked uint64
	for _, f := range z.File {
		if unpacked += f.UncompressedSize64; unpacked > uint64(limits.Bytes) || f.UncompressedSize64 > uint64(limits.Bytes) {
			return nil, fmt.Errorf("%w: unpacks to more than %d bytes", ErrTooLarge, limits.Bytes)
		}
		if f.UncompressedSize64 > freeRatio && ratio(f) > maxRatio {
			return nil, fmt.Errorf("%w: %s is packed to less than 1/%d", ErrTooLarge, f.Name, maxRatio)
		}
		b.parts[strings.ReplaceAll(f.Name, "\\", "/")] = f
	}
	if err := b.readBook(); err != nil {
		return nil, err
	}
	return b, nil
}

func ratio(f *zip.File) uint64 { return f.UncompressedSize64 / max(1, f.CompressedSize64) }

// relation is an entry of a .rels part.
type relation struct{ id, kind, target string }

func (b *Book) relations(part string) ([]relation, error) {
	var found []relation
	err := b.parse(part, func(x *reader) error {
		if x.start && x.name == "Relationship" {
			found = append(found, relation{x.attribute("Id"), x.attribute("Type"), x.attribute("Target")})
		}
		return nil
	})
	return found, err
}

// readBook finds the sheets by the relations between parts, wherever they are kept.
func (b *Book) readBook() error {
	root, err := b.relations("_rels/.rels")
	if err != nil {
		return err
	}
	book := ""
	for _, r := range root {
		if book == "" && strings.HasSuffix(r.kind, "/officeDocument") {
			book = strings.TrimPrefix(r.target, "/")
		}
	}
	rels, err := b.relations(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"))
	if err != nil && !errors.Is(err, errNoPart) {
		return err
	}
	at := func(target string) string {
		if strings.HasPrefix(target, "/") {
			return strings.TrimPrefix(path.Clean(target), "/")
		}
		return path.Join(path.Dir(book), target)
	}
	byID := map[string]string{}
	for _, r := range rels {
		byID[r.id] = at(r.target)
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = errors.Join(err, b.readStrings(at(r.target)))
		case strings.HasSuffix(r.kind, "/styles"):
			err = errors.Join(err, b.readStyles(at(r.target)))
		}
	}
	if err != nil && !errors.Is(err, errNoPart) {
		return err
	}
	return b.parse(book, func(x *reader) error {
		switch {
		case x.start && x.name == "workbookPr":
			b.Date1904 = truth(x.attribute("date1904"))
		case x.start && x.name == "sheet":
			part, state := byID[x.attribute("id")], x.attribute("state")
			if b.parts[part] != nil && !strings.Contains(part, "chartsheets/") {
				b.Sheets = append(b.Sheets, Sheet{Name: x.attribute("name"), Hidden: state == "hidden" || state == "veryHidden", part: part})
			}
		}
		return nil
	})
}

func truth(s string) bool { return s == "1" || s == "true" }

var errNoPart = errors.New("a part is missing")

// open returns a part of the workbook.
func (b *Book) open(part string) (io.ReadCloser, error) {
	f := b.parts[part]
	if f == nil {
		return nil, fmt.Errorf("%w: %q", errNoPart, part)
	}
	return f.Open()
}

// parse calls visit for every tag and text of a part.
func (b *Book) parse(part string, visit func(x *reader) error) error {
	r, err := b.open(part)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	if err := parse(r, visit); err != nil && !errors.Is(err, errStop) {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}
