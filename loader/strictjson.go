package loader

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

// position is a place in a text file, both from 1.
type position struct{ line, char int }

// strictDecoder reads JSON into a Go value and collects every departure from its type: unknown and
// repeated fields, values of another type. encoding/json stops at the first, and does not say where.
type strictDecoder struct {
	file   string
	data   []byte
	dec    *json.Decoder
	at     map[string]int // offset of every value that was read, by path
	faults Faults
	doubts doubts
}

// maxJSONFaults bounds the list: after so many the file is not a manifest.
const maxJSONFaults = 100

// union is a field that holds the name of a file or a list.
type union interface {
	setFile(name string)
	list() reflect.Value // that can be set
}

// doubts are the paths of fields whose value is not known: they have a fault, or a misspelt field
// probably means them.
type doubts []string

// about says whether the field itself, or what holds it, is in doubt.
func (ds doubts) about(path string) bool {
	return slices.ContainsFunc(ds, func(d string) bool {
		return path == d || strings.HasPrefix(path, d+".") || strings.HasPrefix(path, d+"[")
	})
}

// within says whether any of these fields, or anything in them, is in doubt.
func (ds doubts) within(fields ...string) bool {
	return slices.ContainsFunc(ds, func(d string) bool {
		return slices.ContainsFunc(fields, func(f string) bool {
			return d == f || strings.HasPrefix(d, f+".") || strings.HasPrefix(d, f+"[")
		})
	})
}

// decode fills into, a pointer to a struct, with all that has the right type. It says whether the
// text is a JSON object to its end.
func (d *strictDecoder) decode(into any) bool {
	d.at = map[string]int{}
	d.dec = json.NewDecoder(bytes.NewReader(d.data))
	d.dec.UseNumber()
	switch err := d.value(reflect.ValueOf(into).Elem(), ""); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		d.fault("", "", len(d.data), kindJSONEarlyEnd)
		return false
	case err != nil:
		d.fault("", "", d.offsetOf(err), kindJSONSyntax)
		return false
	}
	if _, start, err := d.token(); !errors.Is(err, io.EOF) {
		d.fault("", "", start, kindJSONTrailing)
		return false
	}
	return !slices.ContainsFunc(d.faults, func(f *Fault) bool { return f.Column == "" })
}

// where places a field by its path, such as "columns.code" or "skills[2].code"; the zero position
// for a field that is not there.
func (d *strictDecoder) where(path string) position {
	offset, ok := d.at[path]
	if !ok {
		return position{}
	}
	return d.position(offset)
}

func (d *strictDecoder) fault(path, value string, offset int, kind Kind, vs ...any) {
	if path != "" {
		d.doubts = append(d.doubts, path)
	}
	if len(d.faults) > maxJSONFaults {
		return
	}
	p := d.position(offset)
	if len(d.faults) == maxJSONFaults {
		path, value, kind = "", "", kindTooManyFaults
	}
	d.faults = append(d.faults, &Fault{File: d.file, Row: p.line, Char: p.char, Column: path, Value: value, Kind: kind, Values: vs})
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

// value reads one value into a field, if it has the field's type. The error is one of syntax; it
// ends the reading.
func (d *strictDecoder) value(into reflect.Value, path string) error {
	tok, start, err := d.token()
	if err != nil {
		return err
	}
	if path != "" {
		d.at[path] = start
	}
	if u, ok := into.Addr().Interface().(union); ok {
		if file, isName := tok.(string); isName {
			u.setFile(file)
			return nil
		}
		into = u.list()
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	if delim, ok := tok.(json.Delim); ok {
		switch {
		case delim == '{' && into.Kind() == reflect.Struct:
			return d.object(into, path)
		case delim == '[' && into.Kind() == reflect.Slice:
			return d.list(into, path)
		}
		d.fault(path, delim.String(), start, kindWrongType, "type", typeName(into.Kind()))
		return d.skip(1)
	}
	if !set(into, tok) {
		d.fault(path, tokenText(tok), start, kindWrongType, "type", typeName(into.Kind()))
	}
	return nil
}

// set puts a string, a truth value or a number into a field of that type.
func set(into reflect.Value, tok json.Token) bool {
	switch tok := tok.(type) {
	case string:
		if into.Kind() == reflect.String {
			into.SetString(tok)
			return true
		}
	case bool:
		if into.Kind() == reflect.Bool {
			into.SetBool(tok)
			return true
		}
	case json.Number:
		switch into.Kind() {
		case reflect.Int:
			n, err := strconv.ParseInt(tok.String(), 10, 32)
			into.SetInt(n)
			return err == nil
		case reflect.Float64:
			f, err := tok.Float64()
			into.SetFloat(f)
			return err == nil
		}
	}
	return false
}

func tokenText(tok json.Token) string {
	switch tok := tok.(type) {
	case string:
		return tok
	case bool:
		return strconv.FormatBool(tok)
	case json.Number:
		return tok.String()
	default:
		return "null"
	}
}

// unknownField is a field of an object that its type does not have.
type unknownField struct {
	key, path string
	start     int
}

func (d *strictDecoder) object(into reflect.Value, path string) error {
	fields := map[string]reflect.Value{}
	var all []string
	for i := range into.NumField() {
		name, _, _ := strings.Cut(into.Type().Field(i).Tag.Get("json"), ",")
		fields[name] = into.Field(i)
		all = append(all, name)
	}
	seen := map[string]bool{}
	var unknown []unknownField
	for d.dec.More() {
		tok, start, err := d.token()
		if err != nil {
			return err
		}
		key := tok.(string) // the decoder lets nothing else pass
		at := within(path, key)
		if seen[key] {
			d.fault(at, "", start, kindDuplicateField)
		}
		seen[key] = true
		field, ok := fields[key]
		if !ok {
			unknown = append(unknown, unknownField{key, at, start})
			err = d.skip(0)
		} else {
			err = d.value(field, at)
		}
		if err != nil {
			d.unknown(path, unknown, all, seen)
			return err
		}
	}
	d.unknown(path, unknown, all, seen)
	_, err := d.dec.Token()
	return err
}

// unknown faults the fields of an object that its type does not have. One that is spelt like a
// field that is missing leaves that one in doubt.
func (d *strictDecoder) unknown(path string, unknown []unknownField, all []string, seen map[string]bool) {
	for _, u := range unknown {
		near := nearest(u.key, all)
		if near == "" {
			d.fault(u.path, "", u.start, kindUnknownField, "fields", strings.Join(all, ", "))
			continue
		}
		d.fault(u.path, "", u.start, kindMisspeltField, "near", near, "fields", strings.Join(all, ", "))
		if !seen[near] {
			d.doubts = append(d.doubts, within(path, near))
		}
	}
}

// within is the path of a field of the object at path.
func within(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}

func (d *strictDecoder) list(into reflect.Value, path string) error {
	into.Set(reflect.MakeSlice(into.Type(), 0, 0))
	for i := 0; d.dec.More(); i++ {
		into.Set(reflect.Append(into, reflect.Zero(into.Type().Elem())))
		if err := d.value(into.Index(i), path+"["+strconv.Itoa(i)+"]"); err != nil {
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

func typeName(k reflect.Kind) Term {
	switch k {
	case reflect.String:
		return typeString
	case reflect.Bool:
		return typeBool
	case reflect.Int:
		return typeInt
	case reflect.Float64:
		return typeFloat
	case reflect.Slice:
		return typeList
	default:
		return typeObject
	}
}

// nearest returns the field that key is probably a misspelling of, or "".
func nearest(key string, fields []string) string {
	fold := strings.NewReplacer("_", "", "-", "", " ", "")
	key = strings.ToLower(fold.Replace(key))
	best, least := "", 3 // more than two letters apart is another word
	for _, f := range fields {
		if len(key) > len(f)+least || len(f) > len(key)+least {
			continue
		}
		if n := levenshtein.ComputeDistance(key, strings.ToLower(f)); n < least && n <= len(f)/2 {
			best, least = f, n
		}
	}
	return best
}
