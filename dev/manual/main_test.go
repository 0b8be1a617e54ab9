package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestManual writes everything twice: it is complete, in both languages, and the same.
func TestManual(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1775034000")
	first, second := t.TempDir(), t.TempDir()
	for _, folder := range []string{first, second} {
		if err := run([]string{folder}); err != nil {
			t.Fatal(err)
		}
	}
	for name, part := range map[string]string{
		"man/man1/noboru-path.1": "The best path", "man/ja/man1/noboru-path.1": "道筋", "man/man1/noboru-serve.1": "max-connections",
		"completions/noboru.bash": "__start_noboru", "completions/_noboru": "#compdef noboru", "completions/noboru.fish": "complete", "completions/noboru.ps1": "Register-ArgumentCompleter",
	} {
		content, err := os.ReadFile(filepath.Join(first, name))
		if err != nil || !strings.Contains(string(content), part) {
			t.Errorf("%s has no %q, %v", name, part, err)
		}
	}
	files := 0
	err := filepath.WalkDir(first, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		name, _ := filepath.Rel(first, path) // both are absolute
		one, oneErr := os.ReadFile(path)
		two, twoErr := os.ReadFile(filepath.Join(second, name))
		if oneErr != nil || twoErr != nil || string(one) != string(two) {
			t.Errorf("%s differs", name)
		}
		return nil
	})
	if err != nil || files < 40 {
		t.Errorf("%d files, %v", files, err)
	}
}
