package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCommittedFilesAreUpToDate(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-dir", "..", "-check"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
}

func TestCheckFindsStaleFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "source"), os.DirFS("../source")); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-dir", dir}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-dir", dir, "-check"}, io.Discard, io.Discard); err != nil {
		t.Fatalf("fresh files are called stale: %v", err)
	}
	path := filepath.Join(dir, "security-roles", "roles.csv")
	if err := os.WriteFile(path, []byte("code\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := run([]string{"-dir", dir, "-check"}, io.Discard, io.Discard)
	if !errors.Is(err, errStale) || !strings.Contains(err.Error(), "roles.csv") {
		t.Errorf("got %v, want a stale roles.csv", err)
	}
}

func TestFitReachesEveryTotal(t *testing.T) {
	mix := profile{7000, 3500, 1, 0, 400, 2900}
	for total := 1; total <= 35; total++ { // five entries can rise to 7
		levels := round(scale(mix, total*unit), total)
		sum := 0
		for i, level := range levels {
			sum += level
			if level < 0 || level > maxLevel || mix[i] == 0 && level != 0 {
				t.Errorf("total %d: level %d at %d", total, level, i)
			}
		}
		if sum != total {
			t.Errorf("levels %v sum to %d, want %d", levels, sum, total)
		}
	}
}

func TestFitKeepsProportions(t *testing.T) {
	got := round(scale(profile{1000, 2000, 3000}, 12*unit), 12)
	if want := []int{2, 4, 6}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
