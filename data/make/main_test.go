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
		levels, err := fit(mix, total)
		if err != nil {
			t.Fatal(err)
		}
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
	if levels, err := fit(mix, 36); err == nil {
		t.Errorf("a sum of 36 gives %v, want an error", levels)
	}
}

func TestFitKeepsProportions(t *testing.T) {
	got, err := fit(profile{1000, 2000, 3000}, 12)
	if want := []int{2, 4, 6}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

// TestLevelsKeepTheSumOfEachGroup gives groups sums that run against what the profiles would give them.
func TestLevelsKeepTheSumOfEachGroup(t *testing.T) {
	it, business := skillGroup{code: "IT"}, skillGroup{code: "BUSINESS"}
	src := &source{
		groups: []skillGroup{it, business},
		skills: []skill{{group: it}, {group: business}, {group: it}, {group: business}},
		common: profile{6, 1, 3, 1},
	}
	r := &role{family: &family{profile: profile{6, 1, 3, 1}}, job: profile{6, 1, 3, 1}, adjust: profile{0, 0, 0, 1}}
	r.sums = []int{3, 9}
	got, err := src.levels(r)
	if want := []int{2, 3, 1, 6}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	r.sums = []int{15, 9}
	if got, err := src.levels(r); err == nil || !strings.Contains(err.Error(), "IT") {
		t.Errorf("got %v, %v, want an error that names the group", got, err)
	}
}
