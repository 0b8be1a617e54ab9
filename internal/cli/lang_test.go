package cli

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"noboru/graph"
)

var verbs = regexp.MustCompile(`%(?:\[(\d+)\])?([a-z])`)

// TestCatalogue holds that every sentence stands in both languages and takes the same values.
func TestCatalogue(t *testing.T) {
	v := reflect.ValueOf(words)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		text, ok := v.Field(i).Interface().(graph.Text)
		if !ok || text.Ja == "" || text.En == "" {
			t.Errorf("%s: %+v", name, text)
			continue
		}
		if ja, en := arguments(text.Ja), arguments(text.En); !slices.Equal(ja, en) {
			// %q quotes as Go does, which suits English; Japanese has its own brackets.
			t.Errorf("%s takes %v in Japanese and %v in English", name, ja, en)
		}
	}
}

// arguments lists the verbs of a format by the argument that they print.
func arguments(format string) []string {
	found := map[int]string{}
	next := 1
	for _, m := range verbs.FindAllStringSubmatch(format, -1) {
		at := next
		if m[1] != "" {
			at = int(m[1][0] - '0')
		}
		next = at + 1
		verb := m[2]
		if verb == "q" {
			verb = "s"
		}
		found[at] = verb
	}
	list := make([]string, 0, len(found))
	for i := 1; i <= len(found); i++ {
		list = append(list, found[i])
	}
	return list
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"nothing said", nil, nil, "en"},
		{"LANG", nil, map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{"LC_ALL over LANG", nil, map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{"another language", nil, map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{"flag over all", []string{"path", "--lang", "en"}, map[string]string{"LC_ALL": "ja_JP"}, "en"},
		{"flag with =", []string{"--lang=ja", "path"}, nil, "ja"},
		{"after --", []string{"path", "--", "--lang=ja"}, nil, "en"},
		{"unknown value", []string{"--lang=fr"}, nil, "en"},
	} {
		if got := language(c.args, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
