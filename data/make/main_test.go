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

func TestScaleAndRoundReachEveryTotal(t *testing.T) {
	mix := profile{7000, 3500, 1, 0, 400, 2900}
	ceiling := profile{7, 6, 7, 7, 6, 7}
	for total := 1; total <= 33; total++ { // the five entries that are not zero can rise to 33
		fitted, err := scale(mix, ceiling, total*unit)
		if err != nil {
			t.Fatal(err)
		}
		levels := round(fitted, ceiling, total)
		sum := 0
		for i, level := range levels {
			sum += level
			if level < 0 || level > ceiling[i] || mix[i] == 0 && level != 0 {
				t.Errorf("total %d: level %d at %d", total, level, i)
			}
		}
		if sum != total {
			t.Errorf("levels %v sum to %d, want %d", levels, sum, total)
		}
	}
	if p, err := scale(mix, ceiling, 34*unit); !errors.Is(err, errRange) {
		t.Errorf("a sum of 34 gives %v, %v, want %v", p, err, errRange)
	}
}

func TestScaleKeepsProportions(t *testing.T) {
	got, err := scale(profile{1000, 2000, 3000}, evenly(3, 6), 12*unit)
	if want := (profile{2000, 4000, 6000}); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
}

func TestBlendKeepsTheSumAndTakesTheShare(t *testing.T) {
	got := blend(profile{4000, 0, 6000}, profile{0, 1, 1}, 20)
	if want := (profile{3200, 1000, 5800}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMeanCountsEveryRowAlike(t *testing.T) {
	got := mean([]profile{{1, 0}, {300, 100}}) // shares 1, 0 and 3/4, 1/4
	if want := (profile{875_000, 125_000}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// oneRole is a source of a single role in a family of its own, whose mixture is 6, 1 | 3, 1 by group.
func oneRole() (*source, *role) {
	it, business := skillGroup{code: "IT"}, skillGroup{code: "BUSINESS"}
	p := profile{6, 3, 3, 2}
	r := &role{family: &family{profile: p}, job: &job{profile: p}, adjust: make(profile, 4)}
	return &source{
		groups: []skillGroup{it, business},
		skills: []skill{{group: it}, {group: business}, {group: it}, {group: business}},
		common: p, roles: []*role{r},
	}, r
}

// TestOwnRowKeepsTheSumOfEachGroup gives groups sums that run against what the profiles would give them.
func TestOwnRowKeepsTheSumOfEachGroup(t *testing.T) {
	src, r := oneRole()
	r.sums = []int{4, 8}
	levels, err := src.levels() // 4.5 : 1.5 and 1.5 : 0.5
	if want := []int{3, 6, 1, 2}; err != nil || !slices.Equal(levels[0], want) {
		t.Errorf("got %v, %v, want %v", levels, err, want)
	}
	r.sums = []int{13, 8}
	if levels, err := src.levels(); !errors.Is(err, errRange) || !strings.Contains(err.Error(), "IT") {
		t.Errorf("got %v, %v, want an error that names the group", levels, err)
	}
}

func TestAdjustmentsAndCorrections(t *testing.T) {
	src, r := oneRole()
	r.sums, r.adjust = []int{4, 8}, profile{-3, 2, 0, 0}
	levels, err := src.levels()
	if want := []int{0, 7, 2, 3}; err != nil || !slices.Equal(levels[0], want) { // 0 : 7 : 1 : 2, at most 7
		t.Errorf("got %v, %v, want %v", levels, err, want)
	}
	r.corrections = []correction{{from: 1, to: 0, levels: 2}}
	if levels, err = src.levels(); err != nil || !slices.Equal(levels[0], []int{2, 5, 2, 3}) {
		t.Errorf("got %v, %v, want two levels moved", levels, err)
	}
	r.corrections = []correction{{from: 0, to: 1, levels: 1}}
	if levels, err = src.levels(); !errors.Is(err, errRange) {
		t.Errorf("got %v, %v, want %v", levels, err, errRange)
	}
}

// TestColleaguesAreDrawnTogether compares how far a lead and a specialist are apart with and without.
func TestColleaguesAreDrawnTogether(t *testing.T) {
	src, specialist := oneRole()
	lead := *specialist
	lead.leads, lead.job = true, &job{profile: profile{2, 6, 2, 6}}
	specialist.sums, lead.sums = []int{10, 2}, []int{2, 10}
	src.roles = append(src.roles, &lead)
	together, err := src.levels()
	if err != nil {
		t.Fatal(err)
	}
	lead.family = &family{profile: specialist.family.profile}
	apart, err := src.levels()
	if err != nil {
		t.Fatal(err)
	}
	distance := func(rows [][]int) (d int) {
		for i := range rows[0] {
			d += max(rows[0][i]-rows[1][i], rows[1][i]-rows[0][i])
		}
		return d
	}
	if distance(together) >= distance(apart) {
		t.Errorf("as colleagues %v, in two families %v", together, apart)
	}
}
