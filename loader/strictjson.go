package loader

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// position is a place in a text file, both from 1.
type position struct{ line, char int }

// strictDecoder reads JSON against a Go type and collects every departure from it: unknown and
// repeated fields, values of another type. encoding/json stops at the first, and does not say where.
type strictDecoder struct {
	file   string
	data   []byte
	dec    *json.Decoder
	at     map[string]int // offset of every value that was read, by path
	faults Faults
}

// maxJSONFaults bounds the list: after so many the file is not a manifest.
const maxJSONFaults = 100

// union is a field that holds the name of a file or a list.
type union interface{ itemType() reflect.Type }

// decodeStrict fills into, a pointer to a struct. where places a field by its path, such as
// "columns.code" or "skills[2].code"; it gives the zero position for a field that is not there.
func decodeStrict(file string, data []byte, into any) (where func(path string) position, faults Faults) {
	d := &strictDecoder{file: file, data: data, at: map[string]int{}}
	d.dec = json.NewDecoder(bytes.NewReader(data))
	d.dec.UseNumber()
	switch err := d.value(reflect.TypeOf(into).Elem(), ""); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		d.fault("", "", fmt.Errorf("%w: it ends too early", ErrFormat), "a JSON object", len(data))
	case err != nil:
		d.fault("", "", fmt.Errorf("%w: %w", ErrFormat, err), "a JSON object", d.offsetOf(err))
	default:
		if _, start, err := d.token(); !errors.Is(err, io.EOF) {
			d.fault("", "", fmt.Errorf("%w: something follows the closing brace", ErrFormat), "one JSON object", start)
		}
	}
	if len(d.faults) == 0 {
		if err := json.Unmarshal(data, into); err != nil {
			d.fault("", "", fmt.Errorf("%w: %w", ErrFormat, err), "", 0)
		}
	}
	return func(path string) position {
		offset, ok := d.at[path]
		if !ok {
			return position{}
		}
		return d.position(offset)
	}, d.faults
}

func (d *strictDecoder) fault(path, value string, err error, want string, offset int) {
	if p := d.position(offset); len(d.faults) < maxJSONFaults {
		d.faults = append(d.faults, &Fault{File: d.file, Row: p.line, Char: p.char, Column: path, Value: value, Err: err, Want: want})
	}
}

func (d *strictDecoder) offsetOf(err error) int {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return int(syntax.Offset)
	}
	return int(d.dec.InputOffset())
}

func (d *strictDecoder) position(offset int) position {
	before := d.data[:min(offset, len(d.data))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	return position{line, len([]rune(string(before[bytes.LastIndexByte(before, '\n')+1:]))) + 1}
}

// token reads the next token and says where it begins.
func (d *strictDecoder) token() (json.Token, int, error) {
	start := int(d.dec.InputOffset())
	for start < len(d.data) && strings.IndexByte(" \t\r\n,:", d.data[start]) >= 0 {
		start++
	}
	tok, err := d.dec.Token()
	return tok, start, err
}

// value reads one value that should have type t. The error is one of syntax; it ends the reading.
func (d *strictDecoder) value(t reflect.Type, path string) error {
	tok, start, err := d.token()
	if err != nil {
		return err
	}
	if path != "" {
		d.at[path] = start
	}
	if u, ok := reflect.Zero(t).Interface().(union); ok {
		if _, isName := tok.(string); isName {
			return nil
		}
		t = reflect.SliceOf(u.itemType())
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch tok := tok.(type) {
	case json.Delim:
		switch {
		case tok == '{' && t.Kind() == reflect.Struct:
			return d.object(t, path)
		case tok == '[' && t.Kind() == reflect.Slice:
			return d.list(t.Elem(), path)
		}
		d.fault(path, tok.String(), ErrType, kindName(t), start)
		return d.skip(1)
	case string:
		if t.Kind() == reflect.String {
			return nil
		}
		d.fault(path, tok, ErrType, kindName(t), start)
	case bool:
		if t.Kind() == reflect.Bool {
			return nil
		}
		d.fault(path, strconv.FormatBool(tok), ErrType, kindName(t), start)
	case json.Number:
		var bad error
		switch t.Kind() {
		case reflect.Int:
			_, bad = strconv.ParseInt(tok.String(), 10, 32)
		case reflect.Float64:
			_, bad = tok.Float64()
		default:
			bad = ErrType
		}
		if bad != nil {
			d.fault(path, tok.String(), ErrType, kindName(t), start)
		}
	default:
		d.fault(path, "null", ErrType, kindName(t), start)
	}
	return nil
}

func (d *strictDecoder) object(t reflect.Type, path string) error {
	fields := map[string]reflect.Type{}
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		fields[name] = t.Field(i).Type
		names = append(names, name)
	}
	seen := map[string]bool{}
	for d.dec.More() {
		tok, start, err := d.token()
		if err != nil {
			return err
		}
		key := tok.(string) // the decoder lets nothing else pass
		at := key
		if path != "" {
			at = path + "." + key
		}
		if seen[key] {
			d.fault(at, "", ErrDuplicate, "each field once", start)
		}
		seen[key] = true
		ft, ok := fields[key]
		if !ok {
			d.fault(at, "", fmt.Errorf("%w field", ErrUnknown), "one of "+strings.Join(names, ", "), start)
			if err := d.skip(0); err != nil {
				return err
			}
			continue
		}
		if err := d.value(ft, at); err != nil {
			return err
		}
	}
	_, err := d.dec.Token()
	return err
}

func (d *strictDecoder) list(item reflect.Type, path string) error {
	for i := 0; d.dec.More(); i++ {
		if err := d.value(item, path+"["+strconv.Itoa(i)+"]"); err != nil {
			return err
		}
	}
	_, err := d.dec.Token()
	return err
}

// skip reads on until depth open brackets are closed; at depth 0 it reads one value.
func (d *strictDecoder) skip(depth int) error {
	for {
		tok, err := d.dec.Token()
		if err != nil {
			return err
		}
		if delim, ok := tok.(json.Delim); ok {
			if slices.Contains([]json.Delim{'{', '['}, delim) {
				depth++
			} else {
				depth--
			}
		}
		if depth == 0 {
			return nil
		}
	}
}

func kindName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	default:
		return "an object"
	}
}
