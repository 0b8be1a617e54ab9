package cli

import (
	"strings"
	"testing"
)

// FuzzProfile holds that no input panics, and that no message repeats a level: they are a person's
// own.
func FuzzProfile(f *testing.F) {
	for _, seed := range []string{
		"skill,level\nNETWORK,3\n", `{"NETWORK": 3, "SERVER": null}`, `[{"skill": "NETWORK", "level": 3}]`, "a,\"b\nc", `{"a": 1`, `[1]`, `{"a": "31337"}`,
		`[{"skill": "a", "level": "31337"}]`, "NETWORK;31337", "NETWORK,31337,x", "000\xd631337",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, parse := range []func([]byte) ([]entry, error){func(b []byte) ([]entry, error) { return profileSheet("p.csv", b) }, func(b []byte) ([]entry, error) {
			if len(b) == 0 || b[0] != '{' && b[0] != '[' {
				return nil, nil
			}
			return profileJSON(b)
		}} {
			entries, err := parse([]byte(text))
			if err != nil && strings.Contains(err.Error(), "31337") {
				t.Errorf("the message repeats a level: %v", err)
			}
			for _, e := range entries {
				if e.at == nil {
					t.Errorf("an entry without a place: %q", e.skill)
				}
			}
		}
	})
}
