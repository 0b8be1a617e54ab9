package words

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// TestTablesAreOfTheFiles asks go-i18n, which reads the files, to say every message with several counts.
func TestTablesAreOfTheFiles(t *testing.T) {
	for lang, table := range map[string][]text{Japanese: japanese[:], English: english[:]} {
		bundle := i18n.NewBundle(language.Make(lang))
		bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
		paths, err := filepath.Glob(lang + "/*.toml")
		if err != nil {
			t.Fatal(err)
		}
		read := map[string]*i18n.Message{}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			// Its places are Go's templates.
			file, err := bundle.ParseMessageFileBytes([]byte(strings.ReplaceAll(string(content), "{count}", "{{.count}}")), path+"."+lang+".toml")
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range file.Messages {
				read[m.ID] = m
			}
		}
		if len(read) != len(table) {
			t.Errorf("%s: %d messages in the files, %d in the table: run go generate ./internal/words", lang, len(read), len(table))
		}
		localizer := i18n.NewLocalizer(bundle, lang)
		for _, m := range table {
			if of := read[m.id]; of == nil || i18nOther(of) != string(m.other) {
				t.Fatalf("%s: %s is not as the files have it: run go generate ./internal/words", lang, m.id)
			}
			for _, count := range []any{-1, 0, 1, 2, 11, "1", "-1", "1.0", "1.5", "0"} {
				want, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: m.id, PluralCount: count, TemplateData: map[string]any{"count": count}})
				if m.one == "" && err != nil { // in a message without plural forms, every count is as any other
					want = strings.ReplaceAll(string(m.other), "{count}", fmt.Sprint(count))
				}
				if got := Say(lang, m.id, "count", count); got != want {
					t.Errorf("%s: %s of %v: got %q, want %q", lang, m.id, count, got, want)
				}
			}
		}
	}
}

func i18nOther(m *i18n.Message) string { return strings.ReplaceAll(m.Other, "{{.count}}", "{count}") }
