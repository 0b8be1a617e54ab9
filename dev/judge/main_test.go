package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSheetIsMixedAndBlind(t *testing.T) {
	files := func(seed string) (sheet, key string) {
		dir := t.TempDir()
		args := []string{
			"-before", "../../data/security-roles", "-after", "../../data/security-roles", "-count", "6", "-seed", seed,
			"-sheet", filepath.Join(dir, "sheet.md"), "-key", filepath.Join(dir, "key.csv"),
		}
		if err := run(t.Context(), args, io.Discard); err != nil {
			t.Fatal(err)
		}
		var texts [2]string
		for i, name := range []string{"sheet.md", "key.csv"} {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			texts[i] = string(text)
		}
		return texts[0], texts[1]
	}
	sheet, key := files("1")
	if n := strings.Count(sheet, "\n## "); n != 36 {
		t.Errorf("%d cards, want 6 of each of 3 kinds from 2 versions", n)
	}
	for _, word := range []string{"before,", "after,"} {
		if n := strings.Count(key, word); n != 18 {
			t.Errorf("%q stands %d times in the key, want 18", word, n)
		}
	}
	if cards := sheet[strings.Index(sheet, "\n## 1."):]; strings.Contains(cards, "before") || strings.Contains(cards, "after") {
		t.Error("the cards say which version drew them")
	}
	directMove, choices := 0, 0
	for _, card := range strings.Split(sheet, "\n## ")[1:] {
		if strings.Contains(card, "At once: ") {
			directMove++
			if !strings.Contains(card, "Posts between, for whoever wants them: ") || strings.Contains(card, "| step |") {
				t.Errorf("what can be had at once is shown step by step:\n%s", card)
			}
			continue
		}
		ways, table, _ := strings.Cut(card, "The first of them:")
		if strings.Contains(ways, "\n2. ") {
			choices++
		}
		if !strings.Contains(ways, "\n1. ") || strings.Contains(ways, "\n4. ") || !strings.Contains(table, "\n| 1 |") {
			t.Errorf("a card without its ways, or without the steps of the first:\n%s", card)
		}
	}
	if choices == 0 {
		t.Error("no card offers a choice")
	}
	if directMove == 0 || directMove == 36 {
		t.Errorf("%d of 36 cards say that the goal can be had at once", directMove)
	}
	if again, keyAgain := files("1"); again != sheet || keyAgain != key {
		t.Error("the same seed gives another sheet")
	}
	if other, _ := files("2"); other == sheet {
		t.Error("another seed gives the same sheet")
	}
}
