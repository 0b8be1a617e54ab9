package loader

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestReadSheet reads a profile however a person may have saved it.
func TestReadSheet(t *testing.T) {
	type entry struct {
		skill string
		level float64
	}
	want := []entry{{"読解力", 3}, {"交渉", 1.5}}
	for name, data := range map[string]string{
		"p.csv":  "スキル,レベル\n読解力,３\n交渉,１．５\n",
		"q.csv":  "skill;level\n読解力;3\n交渉;1,5\n",
		"r.csv":  "\ufeffskill\tlevel\n読解力\t3\n交渉\t1.5\n",
		"s.csv":  shiftJIS(t, "スキル,レベル\n読解力,3\n交渉,1.5\n"),
		"u.csv":  "読解力,3\n交渉,1.5\n",
		"v.csv":  "my levels,\nスキル,レベル\n読解力,3点\n交渉,1.5点\n",
		"w.xlsx": profileBook(t),
	} {
		s, err := ReadSheet(t.Context(), name, []byte(data), "", SkillHeaders, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		skill, level := s.Column(SkillHeaders...), s.Column(LevelHeaders...)
		if s.Header == nil {
			skill, level = 0, 1
		}
		var got []entry
		for _, r := range s.Rows {
			v, _, ok := s.Number(r.Cell(level))
			if !ok {
				t.Errorf("%s: %q is no number", name, r.Cell(level))
			}
			got = append(got, entry{r.Cell(skill), v})
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if _, err := ReadSheet(t.Context(), "x.csv", []byte("a\x00b\xff"), "", SkillHeaders, Options{}); err == nil {
		t.Error("bytes that are no text were read")
	}
}

// TestSharedProfiles reads the profiles that people had trouble with.
func TestSharedProfiles(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(sharedCases, "profile-variants", "pr*.csv"))
	if len(names) == 0 {
		t.Skipf("%s is absent", sharedCases)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ReadSheet(t.Context(), name, data, "", SkillHeaders, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		skill, level := s.Column(SkillHeaders...), s.Column(LevelHeaders...)
		if skill < 0 || level < 0 || len(s.Rows) != 3 {
			t.Errorf("%s: header %q, %d rows", name, s.Header, len(s.Rows))
		}
		for _, r := range s.Rows {
			if _, _, ok := s.Number(r.Cell(level)); !ok {
				t.Errorf("%s: %q is no number", name, r.Cell(level))
			}
		}
	}
}
