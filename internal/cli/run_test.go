package cli

import "testing"

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
