package workbook

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/orisano/gosax"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"noboru/internal/lazyregexp"
)

// errStop ends the reading of a part early.
var errStop = errors.New("stop")

// reader goes through the XML of a part. It holds what was met last: a start tag, an end tag, or
// text. A tag that closes itself is a start and an end.
type reader struct {
	start, end bool
	name       string // of the tag, without its namespace
	text       []byte // between tags, with entities resolved
	attributes []byte // that are yet to be split

	split []attribute // of attributes, those that have been
	names map[string]string
	open  []string
}

// attribute is one of a tag, its name without the namespace.
type attribute struct{ name, value []byte }

// attribute returns the value of an attribute of the start tag, whatever its namespace.
func (x *reader) attribute(name string) string {
	for i := 0; ; i++ {
		if i == len(x.split) && !x.splitNext() {
			return ""
		}
		if a := x.split[i]; string(a.name) == name && len(a.value) > 1 {
			value := a.value[1 : len(a.value)-1]
			if bytes.IndexByte(value, '&') < 0 {
				return string(value)
			}
			plain, err := gosax.Unescape(bytes.Clone(value))
			if err != nil {
				return string(value)
			}
			return string(plain)
		}
	}
}

// splitNext splits one attribute more; each is split once, however many are asked for.
func (x *reader) splitNext() bool {
	a, rest, err := gosax.NextAttribute(x.attributes)
	if len(x.attributes) == 0 || err != nil || len(a.Key) == 0 {
		x.attributes = nil
		return false
	}
	x.split, x.attributes = append(x.split, attribute{local(a.Key), a.Value}), rest
	return true
}

func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// limited refuses a token that is longer than MaxCell: the parser would keep all of it.
type limited struct {
	r    io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, ErrLongCell
	}
	n, err := l.r.Read(p)
	l.left -= n
	return n, err
}

// parse calls visit for every start, end and text of an XML document, which must be well formed:
// what breaks off must not pass for the whole.
func parse(r io.Reader, visit func(x *reader) error) error {
	plain, err := utf8Reader(r)
	if err != nil {
		return err
	}
	in := &limited{plain, MaxCell}
	events := gosax.NewReaderSize(in, 64<<10)
	x := &reader{names: map[string]string{}}
	rooted := false
	for {
		e, err := events.Event()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
		in.left = MaxCell
		x.start, x.end, x.text, x.attributes, x.split = false, false, nil, nil, x.split[:0]
		switch e.Type() {
		case gosax.EventEOF:
			if len(x.open) > 0 || !rooted {
				return io.ErrUnexpectedEOF
			}
			return nil
		case gosax.EventStart:
			rooted = true
			closed := len(e.Bytes) > 2 && e.Bytes[len(e.Bytes)-2] == '/'
			name, attributes := gosax.Name(e.Bytes)
			x.start, x.end, x.name, x.attributes = true, closed, x.intern(local(name)), attributes
			if !closed {
				x.open = append(x.open, x.name)
			}
		case gosax.EventEnd:
			name, _ := gosax.Name(e.Bytes)
			last := len(x.open) - 1
			if last < 0 || x.open[last] != string(local(name)) {
				return fmt.Errorf("</%s> closes nothing", local(name))
			}
			x.end, x.name, x.open = true, x.open[last], x.open[:last]
		case gosax.EventText:
			if len(x.open) == 0 {
				if len(bytes.Trim(e.Bytes, "\ufeff \t\r\n")) > 0 {
					return errors.New("text outside of tags")
				}
				continue
			}
			if x.text, err = gosax.Unescape(e.Bytes); err != nil {
				return err
			}
		case gosax.EventCData:
			x.text = bytes.TrimSuffix(bytes.TrimPrefix(e.Bytes, []byte("<![CDATA[")), []byte("]]>"))
		default:
			continue
		}
		if err := visit(x); err != nil {
			return err
		}
	}
}

// intern keeps one copy of each name.
func (x *reader) intern(name []byte) string {
	if known, ok := x.names[string(name)]; ok {
		return known
	}
	s := string(name)
	if len(x.names) < 1000 {
		x.names[s] = s
	}
	return s
}

var declared = lazyregexp.New(`^<\?xml[^>]*encoding=["']([A-Za-z0-9_-]+)["']`)

// utf8Reader decodes a part that says that it is not UTF-8.
func utf8Reader(r io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	head, _ := b.Peek(200)
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(b), nil
	}
	m := declared().FindSubmatch(bytes.TrimPrefix(head, []byte("\ufeff")))
	if m == nil || strings.EqualFold(string(m[1]), "utf-8") {
		return b, nil
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(b), nil
}
