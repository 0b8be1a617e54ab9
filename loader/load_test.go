package loader

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"noboru/graph"
)

// loaded loads name, which must succeed.
func loaded(t *testing.T, fsys fstest.MapFS, name string) (*graph.Dataset, *Report) {
	t.Helper()
	d, report, err := LoadFS(t.Context(), fsys, name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d, report
}

// warnings are the lines that a person reads.
func warnings(r *Report) []string {
	var lines []string
	for _, w := range r.Warnings {
		lines = append(lines, w.String())
	}
	return lines
}

func checkWarnings(t *testing.T, r *Report, want ...string) {
	t.Helper()
	if got := warnings(r); !slices.Equal(got, want) {
		t.Errorf("warnings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestScores(t *testing.T) {
	d, report := loaded(t, files(
		"set/manifest.json", `{
			"name": "small", "title": {"ja": "小", "en": "Small"}, "languages": ["ja", "en"], "illustrative": true,
			"notice": {"en": "Made up."}, "maxScore": 7, "measure": "COSINE", "threshold": 0.85, "topK": 3,
			"comfortableClimb": 1.5, "files": ["roles.csv"], "skills": "skills.csv", "families": "families.csv",
			"columns": {"ignore": ["memo"]}}`,
		"set/skills.csv", "code,group_code,name_ja,name_en,kana,group_name_ja,group_name_en\nmon,core,監視,Monitoring,かんし,中核,Core\nrep,,報告,Reporting,ほうこく,,\n",
		"set/families.csv", "code,name_ja,name_en,kana,description_ja,description_en\nSOC,SOC,SOC,,見張る,Watches\n",
		"set/roles.csv", "\ufeffname_en,報告,code,監視,family,name_ja,name_kana,description_ja,description_en,memo,total\r\n"+
			"Operator,1.0005,B,2,SOC,運用,うんよう,\"一\r\n二\",One,x,3.0005\r\n"+
			"Analyst,7,A,1e0,,分析,,,,,8\r\n",
	), "set/manifest.json")
	if got := d.Title(); got != (graph.Text{Ja: "小", En: "Small"}) {
		t.Errorf("title %+v", got)
	}
	if d.Measure() != graph.Cosine || d.Threshold() != 850_000 || d.TopK() != 3 || d.MaxScore() != 7000 || d.ComfortableClimb() != 1500 || !d.Illustrative() {
		t.Errorf("settings: %+v", d.Spec())
	}
	ids := NewIDs("small")
	want := graph.Role{
		ID: ids.Role("B"), Code: "B", Name: graph.Name{Text: graph.Text{Ja: "運用", En: "Operator"}, Kana: "うんよう"},
		Description: graph.Text{Ja: "一\n二", En: "One"}, Family: "SOC", Scores: []graph.Points{2000, 1001}, Total: 3001,
	}
	got := *d.Role(1)
	if !slices.Equal(got.Scores, want.Scores) {
		t.Errorf("scores %v, want %v", got.Scores, want.Scores)
	}
	got.Scores, want.Scores = nil, nil
	if got.Code != want.Code || got.ID != want.ID || got.Name != want.Name || got.Description != want.Description || got.Family != want.Family || got.Total != want.Total {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if s := d.Skills()[0]; s.ID != ids.Skill("mon") || s.Group != "core" || s.Name.Kana != "かんし" {
		t.Errorf("skill %+v", s)
	}
	if g := d.SkillGroups(); len(g) != 1 || g[0].ID != ids.Group("core") || g[0].Name.Ja != "中核" {
		t.Errorf("groups %+v", g)
	}
	if f := d.Families(); len(f) != 1 || f[0].ID != ids.Family("SOC") || f[0].Description.En != "Watches" {
		t.Errorf("families %+v", f)
	}
	if report.Rounded != 1 || report.Roles != 2 || report.Skills != 2 || report.Families != 1 || report.Version != d.Version() {
		t.Errorf("report %+v", report)
	}
	checkWarnings(t, report,
		`set/roles.csv rounded numbers=1`,
		`set/roles.csv:4 [family] no-family rows=[4]`,
	)
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}

func TestTableAlone(t *testing.T) {
	d, report := loaded(t, files("職種 表.csv",
		"コード,職種名,分類,説明,備考,数学,Reading, 合計 \n001, 大工 ,建設,家を建てる,手,3,3,6\n\n,,,,,,,\n002,店員,販売,,口,2,4,9\n"), "職種 表.csv")
	if d.Name() == "" || d.Title().Ja != "職種 表" || d.Threshold() != 900_000 || d.Measure() != graph.Pearson || !slices.Equal(d.Languages(), []string{"ja"}) {
		t.Errorf("settings: %+v", d.Spec())
	}
	if r := d.Role(0); r.Code != "001" || r.Name.Ja != "大工" || r.Family != "建設" || r.Description.Ja != "家を建てる" || r.Total != 6000 {
		t.Errorf("role %+v", r)
	}
	if s := d.Skills(); len(s) != 2 || s[0].Name.Ja != "数学" || s[1].Name.En != "Reading" {
		t.Errorf("skills %+v", s)
	}
	checkWarnings(t, report,
		`職種 表.csv:1 spaces-cut cells=2`,
		`職種 表.csv:4 blank-rows rows=1`,
		`職種 表.csv:1 [備考] column-not-read reason=unread.text`,
		`職種 表.csv:2 flat-role roles=["001"]`,
		`職種 表.csv:5 [合計] total-differs printed=9 sum=6`,
	)
}

// TestSkillColumns holds the rule by which a column is a skill, with what is reported of it.
func TestSkillColumns(t *testing.T) {
	const roles = "code,name,headcount,Reading,Empty,Note,Done,title\nR1,One,120,1,,fine,TRUE,Uno\nR2,Two,3,2.5,,,false,Dos\n"
	d, report := loaded(t, files("roles.csv", roles), "roles.csv")
	want := []SkillColumn{{"headcount", "headcount", 3, 120}, {"Reading", "Reading", 1, 2.5}}
	if !slices.Equal(report.SkillColumns, want) || len(d.Skills()) != 2 {
		t.Errorf("skills %+v", report.SkillColumns)
	}
	checkWarnings(t, report,
		`roles.csv:1 [Empty] column-not-read reason=unread.empty`,
		`roles.csv:1 [Note] column-not-read reason=unread.text`,
		`roles.csv:1 [Done] column-not-read reason=unread.boolean`,
		`roles.csv:1 [title] column-not-read reason=unread.second`,
	)
	manifest := `{"name":"x","files":["roles.csv"],"skills":[{"code":"r","column":"Reading","nameEn":"To read"}]}`
	_, report = loaded(t, files("manifest.json", manifest, "roles.csv", roles), "manifest.json")
	if want := []SkillColumn{{"Reading", "r", 1, 2.5}}; !slices.Equal(report.SkillColumns, want) {
		t.Errorf("skills %+v", report.SkillColumns)
	}
	faults := faultsOf(t, files("manifest.json", `{"name":"x","form":"scores","files":["roles.csv"]}`, "roles.csv", roles), "manifest.json", Options{})
	var columns []string
	for _, f := range faults {
		columns = append(columns, f.Column)
	}
	if !slices.Equal(columns, []string{"Empty", "Note", "Done"}) || !errors.Is(faults, ErrNotNumber) {
		t.Errorf("got %v", faults)
	}
}

// TestAlike warns of what people cannot tell apart.
func TestAlike(t *testing.T) {
	_, report := loaded(t, files("roles.csv", "code,name_ja,name_en,family,Reading,Writing\n"+
		"A1,監視,Watch,SOC,1,2\nB,監視,Guard,CSIRT,1,2\nａ1,分析,Watch,SOC,1,2\na1,報告,Report,,1,2\n"), "roles.csv")
	checkWarnings(t, report,
		`roles.csv:5 [family] no-family rows=[5]`,
		`roles.csv:2 codes-differ-in-case codes=["A1","ａ1","a1"]`,
		`roles.csv:2 same-name codes=["A1","ａ1"] name="Watch"`,
	)
}

// TestLineEnds reads the same of every kind of line end.
func TestLineEnds(t *testing.T) {
	const roles = "code,name,Reading,Writing\nR1,\"One\nand more\",1,2\nR2,Two,2,1\n"
	var version graph.Version
	for _, end := range []string{"\n", "\r\n", "\r"} {
		d, report := loaded(t, files("roles.csv", strings.ReplaceAll(roles, "\n", end)), "roles.csv")
		if version == "" {
			version = d.Version()
		}
		if d.Version() != version || len(report.Warnings) > 0 {
			t.Errorf("%q: version %s, warnings %v", end, d.Version(), warnings(report))
		}
	}
}

func TestManifestBesideTable(t *testing.T) {
	const table = "key,label,Reading,Writing\nR1,One,1,2\n"
	const columns = `"columns":{"code":"key","nameEn":"label"}}`
	for _, tt := range []struct{ name, manifest, want string }{
		{"roles.csv.manifest.json", `{"name":"a","files":["roles.csv"],` + columns, "a"},
		{"roles.manifest.json", `{"name":"b","files":["roles.csv"],` + columns, "b"},
		{"manifest.json", `{"name":"c","files":["roles.csv"],` + columns, "c"},
	} {
		d, report := loaded(t, files("dir/roles.csv", table, "dir/"+tt.name, tt.manifest), "dir/roles.csv")
		if d.Name() != tt.want || report.Manifest != "dir/"+tt.name {
			t.Errorf("%s: loaded %s by %q", tt.name, d.Name(), report.Manifest)
		}
	}
	// A manifest.json of another program is left alone.
	d, report := loaded(t, files("roles.csv", "code,name,Reading\nR1,One,1\n", "manifest.json", `{"short_name":"App"}`), "roles.csv")
	if d.Name() != "roles" || report.Manifest != "" {
		t.Errorf("loaded %s by %q", d.Name(), report.Manifest)
	}
}

func TestSeveralTables(t *testing.T) {
	fsys := files("manifest.json", `{"name":"x","files":["a.csv","b.csv"]}`,
		"a.csv", "code,name,Reading,Writing\nR1,One,1,2\n", "b.csv", "Writing,Reading,code,name\n3,4,R2,Two\n")
	d, _ := loaded(t, fsys, "manifest.json")
	if got := d.Role(1).Scores; !slices.Equal(got, []graph.Points{4000, 3000}) {
		t.Errorf("scores %v", got)
	}
	fsys["b.csv"].Data = []byte("Writing,code,name\n3,R1,Two\n")
	checkFaults(t, faultsOf(t, fsys, "manifest.json", Options{}), ErrDuplicate, []string{
		`b.csv:1 [Reading] no-skill-column skill="Reading" headers=["Reading"]`,
		`b.csv:2 [code] duplicate-code-across-files "R1" row=2 file=a.csv`,
	})
}

func TestCorrelations(t *testing.T) {
	d, report := loaded(t, files(
		"manifest.json", `{"name":"maps","form":"correlations","files":["roles.csv"],"pairs":{"file":"pairs.csv","columns":{"a":"base","b":"other","correlation":"x"}}}`,
		"roles.csv", "code,name,family,total\nA,SOCオペレーター,SOC,35\nB,POC,調査,60\nC,SOC情報収集業務,SOC,48.5\n",
		"pairs.csv", "base,other,x\nA,A,1.0\nA,B,0.91\nB,A,0.910\nC,A,0.95\n"), "manifest.json")
	want := []graph.Pair{{A: "A", B: "B", Similarity: 910_000}, {A: "A", B: "C", Similarity: 950_000}}
	if !slices.Equal(d.Pairs(), want) || d.Measure() != graph.Given || d.HasScores() {
		t.Errorf("pairs %+v", d.Pairs())
	}
	if d.Role(2).Total != 48_500 || report.Pairs != 2 || report.Form != "correlations" {
		t.Errorf("report %+v", report)
	}
	checkWarnings(t, report, `pairs.csv:2 [x] self-pairs`)
}

// TestPathsOnDisk holds that a manifest names files of its own folder, and others only where the caller
// says so: neither by a name nor by a link.
func TestPathsOnDisk(t *testing.T) {
	dir := t.TempDir()
	tables, elsewhere := filepath.Join(dir, "set", "tables"), filepath.Join(dir, "elsewhere")
	if err := errors.Join(os.MkdirAll(tables, 0o755), os.Mkdir(elsewhere, 0o755)); err != nil {
		t.Fatal(err)
	}
	const table = "code,name,Reading,Writing\nR1,One,1,2\n"
	writeFile(t, tables, "roles.csv", table)
	writeFile(t, elsewhere, "roles.csv", table)
	if err := errors.Join(
		os.Symlink(filepath.Join(elsewhere, "roles.csv"), filepath.Join(tables, "link.csv")),
		os.Symlink("roles.csv", filepath.Join(tables, "near.csv")),
		os.Symlink(elsewhere, filepath.Join(dir, "set", "away")),
		os.Symlink(filepath.Join(dir, "set"), filepath.Join(dir, "alias")),
	); err != nil {
		t.Fatal(err)
	}
	all := Options{Root: dir}
	for _, tt := range []struct {
		file    string
		folder  string
		opts    Options
		outside bool
	}{
		{file: "tables/../tables/roles.csv"},
		{file: "tables/near.csv"},
		{file: "tables/roles.csv", folder: "alias"},
		{file: "tables/link.csv", outside: true},
		{file: "tables/link.csv", opts: all},
		{file: "away/roles.csv", outside: true},
		{file: "away/nothing.csv", outside: true},
		{file: "../elsewhere/roles.csv", outside: true},
		{file: "../elsewhere/roles.csv", opts: all},
		{file: "../../roles.csv", opts: Options{Root: filepath.Join(dir, "set")}, outside: true},
		{file: filepath.Join(tables, "roles.csv"), outside: true},
		{file: filepath.Join(tables, "roles.csv"), opts: all},
		{file: "roles.csv", opts: Options{BaseDir: tables}},
		{file: "../../elsewhere/roles.csv", opts: Options{BaseDir: tables}, outside: true},
	} {
		folder := filepath.Join(dir, cmp.Or(tt.folder, "set"))
		data, err := json.Marshal(manifest{Name: "x", Files: []string{tt.file}})
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, folder, "m.json", string(data))
		_, _, err = Load(t.Context(), filepath.Join(folder, "m.json"), tt.opts)
		var faults Faults
		refused := errors.As(err, &faults) && len(faults) == 1 && faults[0].Kind == kindOutside
		if refused != tt.outside || err != nil && !refused {
			t.Errorf("%s by %s with %+v: %v", tt.file, folder, tt.opts, err)
		}
	}
	if _, _, err := Load(t.Context(), filepath.Join(tables, "link.csv"), Options{}); err != nil {
		t.Errorf("a table that the caller names: %v", err)
	}
}

// TestIDs pins ids: they must never change, or every stored link breaks.
func TestIDs(t *testing.T) {
	ids := NewIDs("security-roles")
	got := []string{ids.Role("SOC-OPERATOR"), ids.Skill("monitoring"), ids.Group("core"), ids.Family("SOC")}
	want := []string{ // by Python's uuid.uuid5
		"58abcf4f-8e48-5c46-954d-d7b8f4da48a2", "b0a1bde7-784b-5587-849a-8c21a4c7c9d7",
		"d102987e-5b58-5058-ad19-f05c57392c0d", "8131abe4-6913-5085-b6f4-dd34405f7797",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if NewIDs("other").Role("SOC-OPERATOR") == got[0] {
		t.Error("two datasets share an id")
	}
}
