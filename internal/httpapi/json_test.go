package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

// decodePlainly reads JSON by the standard library.
func decodePlainly(text []byte) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errBehind
	}
	return value, nil
}

// FuzzDecode holds that JSON is read as the standard library reads it.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		`{"query": "query Q($a: Int) {f(a: $a)}", "variables": {"a": 1.50, "b": [true, false, null, {}, []], "c": -0e+10}}`,
		`{"a": 1, "a": {"b": 2}, "A": 3}`, `{"\u0061": 1, "a": 2}`, `"\ud800 \ud83d\ude00 \n\/"`, "\"\xff\xc3\"", "{\"\xff\": 1, \"\xfe\": 2}", "\"\t\"",
		``, ` `, `null`, `nul`, `1`, `01`, `1.`, `-`, `1e999999`, `99999999999999999999999999`, `"`, `"a`, `[`, `]`, `[1,]`, `[,1]`, `{`, `}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{1:2}`, `{a:1}`,
		`1 2`, `{} {}`, `{},`, `{}]`, "{}\n\t \r", "\ufeff{}", "\x00", `'a'`, `[1}`, `{"a":1]`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(decodesAlike)
}

// TestDecodeDeep holds that as many levels are read, and no more.
func TestDecodeDeep(t *testing.T) {
	for _, levels := range []int{9_999, 10_000, 10_001, 30_000} {
		decodesAlike(t, []byte(strings.Repeat("[", levels)+strings.Repeat("]", levels)))
		decodesAlike(t, []byte(strings.Repeat(`{"a":`, levels)+"1"+strings.Repeat("}", levels)))
		decodesAlike(t, []byte(strings.Repeat("[", levels)))
	}
}

func decodesAlike(t *testing.T, text []byte) {
	want, wrong := decodePlainly(text)
	got, err := decode(text)
	if (err == nil) != (wrong == nil) {
		t.Fatalf("%.200q: error %v, that of encoding/json %v", text, err, wrong)
	}
	clear(text) // what was read must not stand on it
	if err == nil && !reflect.DeepEqual(got, want) {
		t.Fatalf("%.300v, by encoding/json %.300v", got, want)
	}
}
