package loader

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
)

// drawText draws text that files can hold: what a cell or a name may be after trimming.
func drawText(t *rapid.T, label string) string {
	letters := []rune("aZ9 \n\",;'#=役割かなガ.-_\u00e9\U0001F600")
	return trim(string(rapid.SliceOfN(rapid.SampledFrom(letters), 0, 8).Draw(t, label)))
}

// drawCodes draws n different codes, some of which are awkward: equal to a header, a number.
func drawCodes(t *rapid.T, label string, n int) []string {
	code := rapid.Custom(func(t *rapid.T) string {
		s := drawText(t, "code") + rapid.SampledFrom([]string{"code", "total", "skill code", "name_ja", "1", "Z", "0.5"}).Draw(t, "end")
		return trim(s)
	})
	return rapid.SliceOfNDistinct(code, n, n, rapid.ID).Draw(t, label)
}

func drawName(t *rapid.T) graph.Name {
	n := graph.Name{Text: graph.Text{Ja: drawText(t, "ja"), En: drawText(t, "en")}, Kana: drawText(t, "kana")}
	if n.Ja == "" && n.En == "" {
		n.En = "x"
	}
	return n
}

// drawDataset draws a valid dataset of either form, with ids as the loader mints them.
func drawDataset(t *rapid.T) *graph.Dataset {
	given := rapid.Bool().Draw(t, "given")
	spec := graph.Spec{
		Name:         rapid.StringMatching(`[a-zA-Z0-9._-]{1,12}`).Draw(t, "name"),
		Title:        graph.Text{Ja: drawText(t, "title"), En: drawText(t, "title")},
		Notice:       graph.Text{Ja: drawText(t, "notice"), En: " kept as it is\r\n"},
		Languages:    rapid.SampledFrom([][]string{nil, {}, {"ja"}, {"en", "ja"}}).Draw(t, "languages"),
		Illustrative: rapid.Bool().Draw(t, "illustrative"),
		Measure:      rapid.SampledFrom(graph.ScoreMeasures()).Draw(t, "measure"),
		Threshold:    graph.Similarity(rapid.IntRange(-graph.SimilarityScale, graph.SimilarityScale).Draw(t, "threshold")),
		TopK:         rapid.IntRange(0, 50).Draw(t, "topK"),
	}
	ids := NewIDs(spec.Name)
	for _, code := range drawCodes(t, "groups", rapid.IntRange(0, 3).Draw(t, "groups")) {
		spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{ID: ids.Group(code), Code: code, Name: drawName(t)})
	}
	for _, code := range drawCodes(t, "skills", rapid.IntRange(1, 5).Draw(t, "skills")) {
		s := graph.Skill{ID: ids.Skill(code), Code: code, Name: drawName(t)}
		if len(spec.SkillGroups) > 0 && rapid.Bool().Draw(t, "grouped") {
			s.Group = rapid.SampledFrom(spec.SkillGroups).Draw(t, "group").Code
		}
		spec.Skills = append(spec.Skills, s)
	}
	for _, code := range drawCodes(t, "families", rapid.IntRange(0, 3).Draw(t, "families")) {
		spec.Families = append(spec.Families, graph.Family{ID: ids.Family(code), Code: code, Name: drawName(t), Description: graph.Text{Ja: drawText(t, "description")}})
	}
	points := rapid.Custom(func(t *rapid.T) graph.Points {
		return graph.Points(rapid.OneOf(rapid.Int64Range(0, 7), rapid.Int64Range(0, 500_000_000)).Draw(t, "points"))
	})
	for _, code := range drawCodes(t, "roles", rapid.IntRange(1, 6).Draw(t, "roles")) {
		r := graph.Role{ID: ids.Role(code), Code: code, Name: drawName(t), Description: graph.Text{Ja: drawText(t, "ja"), En: drawText(t, "en")}}
		if len(spec.Families) > 0 && rapid.Bool().Draw(t, "in a family") {
			r.Family = rapid.SampledFrom(spec.Families).Draw(t, "family").Code
		}
		if given {
			r.Total = points.Draw(t, "total")
		} else {
			r.Scores = rapid.SliceOfN(points, len(spec.Skills), len(spec.Skills)).Draw(t, "scores")
			for _, s := range r.Scores {
				if s > 0 && rapid.Bool().Draw(t, "bounded") {
					spec.MaxScore = 500_000_000
				}
			}
		}
		spec.Roles = append(spec.Roles, r)
	}
	if given {
		spec.Measure = graph.Given
		for i := range spec.Roles {
			for j := range i {
				if rapid.Bool().Draw(t, "pair") {
					s := rapid.IntRange(-graph.SimilarityScale, graph.SimilarityScale).Draw(t, "similarity")
					spec.Pairs = append(spec.Pairs, graph.Pair{A: spec.Roles[i].Code, B: spec.Roles[j].Code, Similarity: graph.Similarity(s)})
				}
			}
		}
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Skip("not a dataset: ", err)
	}
	return d
}

// TestWriteLoadsAsTheSame is the law of Write: whatever is written loads as the same version, with
// the same ids, and writing it again changes nothing.
func TestWriteLoadsAsTheSame(t *testing.T) {
	root := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawDataset(t)
		n++
		dir := filepath.Join(root, strconv.Itoa(n))
		defer os.RemoveAll(dir) //nolint:errcheck // the test's own folder goes anyway
		if err := Write(context.Background(), dir, d); err != nil {
			t.Fatal(err)
		}
		back, _, err := Load(context.Background(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if back.Version() != d.Version() {
			t.Fatalf("version %s became %s", d.Version(), back.Version())
		}
		for i := range d.Roles() {
			if back.Role(i).ID != d.Role(i).ID {
				t.Fatalf("role %q has id %s, had %s", d.Role(i).Code, back.Role(i).ID, d.Role(i).ID)
			}
		}
		before := contents(t, dir)
		if err := Write(context.Background(), dir, back); err != nil {
			t.Fatal(err)
		}
		if after := contents(t, dir); !reflect.DeepEqual(before, after) {
			t.Fatalf("writing again changed %v to %v", before, after)
		}
	})
}

func contents(t interface{ Fatal(...any) }, dir string) map[string]string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

func smallDataset(t *testing.T, roleName string) *graph.Dataset {
	t.Helper()
	d, err := graph.NewDataset(graph.Spec{
		Name: "small", Measure: graph.Pearson, Threshold: 900_000,
		Skills: []graph.Skill{{ID: "s1", Code: "a", Name: nameOf("a")}, {ID: "s2", Code: "b", Name: nameOf("b")}},
		Roles:  []graph.Role{{ID: "r", Code: "R1", Name: nameOf(roleName), Scores: []graph.Points{1000, 2000}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWriteReplaces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	first, second := smallDataset(t, "One"), smallDataset(t, "Two")
	for _, d := range []*graph.Dataset{first, second} {
		if err := Write(t.Context(), dir, d); err != nil {
			t.Fatal(err)
		}
		back, _, err := Load(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if back.Version() != d.Version() {
			t.Errorf("got version %s, want %s", back.Version(), d.Version())
		}
	}
	var names []string
	for name := range contents(t, dir) {
		names = append(names, name)
	}
	slices.Sort(names)
	v := second.Version().Short()
	if want := []string{"manifest.json", "roles-" + v + ".csv", "skills-" + v + ".csv"}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Run("the manifest of another hand", func(t *testing.T) {
		dir := t.TempDir()
		writeFile(t, dir, "manifest.json", plainManifest)
		if err := Write(t.Context(), dir, smallDataset(t, "One")); !errors.Is(err, ErrExists) {
			t.Errorf("got %v", err)
		}
		if got := contents(t, dir); len(got) != 1 || got["manifest.json"] != plainManifest {
			t.Errorf("the folder holds %v", got)
		}
	})
	t.Run("texts that would change", func(t *testing.T) {
		dir := t.TempDir()
		kept := smallDataset(t, "One")
		if err := Write(t.Context(), dir, kept); err != nil {
			t.Fatal(err)
		}
		if err := Write(t.Context(), dir, smallDataset(t, " One")); !errors.Is(err, ErrLossy) {
			t.Errorf("got %v", err)
		}
		back, _, err := Load(t.Context(), dir, Options{})
		if err != nil || back.Version() != kept.Version() {
			t.Errorf("the old dataset is gone: %v", err)
		}
	})
	t.Run("when it is too late", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		dir := t.TempDir()
		if err := Write(ctx, dir, smallDataset(t, "One")); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
			t.Error("a manifest was written")
		}
	})
}
