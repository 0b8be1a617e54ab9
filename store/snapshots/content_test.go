package snapshots

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"reflect"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// fill gives every field of a value something, so that nothing of it is left as it was; lists have up to two items.
func fill(t *rapid.T, v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.String().Draw(t, at))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, at))
	case reflect.Int, reflect.Int32, reflect.Int64:
		if n := rapid.Int64().Draw(t, at); !v.OverflowInt(n) {
			v.SetInt(n)
		} else {
			v.SetInt(n >> 33)
		}
	case reflect.Slice:
		if n := rapid.IntRange(0, 2).Draw(t, at+" items"); n > 0 { // an empty list comes back as nil
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			fill(t, v.Index(i), fmt.Sprint(at, i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), at+"."+v.Type().Field(i).Name)
		}
	default:
		t.Fatalf("%s: nobody has thought of a %v", at, v.Kind())
	}
}

// TestEveryFieldComesBack draws contents with something in every field, so that a new one cannot be forgotten.
func TestEveryFieldComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var want content
		fill(t, reflect.ValueOf(&want).Elem(), "content")
		whole := want.bytes()
		got, err := contentOf(whole)
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Fatalf("%+v came back as %+v, %v", want, got, err)
		}
		if !bytes.Equal(got.bytes(), whole) {
			t.Fatal("the same content gives other bytes")
		}
		if cut := rapid.IntRange(0, len(whole)-1).Draw(t, "cut"); cut < len(whole) {
			if c, err := contentOf(whole[:cut]); err == nil {
				t.Fatalf("%d bytes of %d are %+v", cut, len(whole), c)
			}
		}
	})
}

// FuzzContent holds that no bytes end the program, and that what is a content is written as one that reads the same.
func FuzzContent(f *testing.F) {
	f.Add([]byte{})
	f.Add(new(content).bytes())
	f.Fuzz(func(t *testing.T, whole []byte) {
		c, err := contentOf(whole)
		if err != nil {
			return
		}
		again, err := contentOf(c.bytes())
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("%+v came back as %+v, %v", c, again, err)
		}
	})
}

// No length that a file states makes much of few bytes.
func TestStatedLengths(t *testing.T) {
	const stated = 1 << 18
	empty := new(content).bytes()
	fields := len(empty) - 1
	for field := range fields {
		numbers := append(make([]byte, field), binary.AppendVarint(nil, stated)...)
		numbers = append(numbers, make([]byte, stated)...)
		whole := append(binary.AppendUvarint(nil, uint64(len(numbers))), numbers...)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := contentOf(whole)
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 32*uint64(len(whole)) {
			t.Errorf("number %d: %d bytes are taken for %d, %v", field, took, len(whole), err)
		}
	}
}
