package cli

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/loader"
)

// TestJSONFieldsAreDocumented holds that "noboru help json" explains every field that an answer can
// have, and no other, each once.
func TestJSONFieldsAreDocumented(t *testing.T) {
	used := map[string]bool{}
	seen := map[reflect.Type]bool{}
	for _, answer := range []any{
		pathAnswer{},
		pathsAnswer{},
		frontierAnswer{},
		reachAnswer{},
		openersAnswer{},
		compareAnswer{},
		mapAnswer{},
		rolesAnswer{},
		familiesAnswer{},
		skillsAnswer{},
		validateAnswer{},
		versionAnswer{},
		loadAnswer{},
		datasetsAnswer{},
		droppedAnswer{},
		exportedAnswer{},
		verifiedAnswer{},
		pairDoc{},
	} {
		collect(reflect.TypeOf(answer), used, seen)
	}
	var documented []string
	for _, f := range jsonFields {
		documented = append(documented, strings.Fields(f.names)...)
		if f.meaning.Ja == "" || f.meaning.En == "" {
			t.Errorf("%s: %+v", f.names, f.meaning)
		}
	}
	slices.Sort(documented)
	for i, name := range documented {
		if i > 0 && documented[i-1] == name {
			t.Errorf("%s is explained twice", name)
		}
		if !used[name] {
			t.Errorf("%s is explained, but no answer has it", name)
		}
	}
	for name := range used {
		if !slices.Contains(documented, name) {
			t.Errorf("%s is not explained", name)
		}
	}
}

// collect notes the JSON names of a type's fields, and of theirs. The loader's report explains itself.
func collect(typ reflect.Type, used map[string]bool, seen map[reflect.Type]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		collect(typ.Elem(), used, seen)
	case reflect.Struct:
		if seen[typ] || typ == reflect.TypeFor[loader.Report]() || typ == reflect.TypeFor[loader.Fault]() || typ == reflect.TypeFor[graph.Text]() {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			f := typ.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "" {
				used[name] = true
			}
			if name != "" || f.Anonymous {
				collect(f.Type, used, seen)
			}
		}
	}
}
