package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cp932 "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"noboru/internal/app"
	"noboru/internal/cli"
	"noboru/internal/export"
	"noboru/resolvers"
)

// shapesOf writes a table, its header first, in every kind of file that people hand in.
func shapesOf(t *testing.T, rows [][]string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{}
	save := func(name string, content []byte) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		files[name] = path
	}
	joined := func(by string) string {
		var b strings.Builder
		for _, row := range rows {
			b.WriteString(strings.Join(row, by) + "\r\n")
		}
		return b.String()
	}
	save("comma.csv", []byte(joined(",")))
	save("semicolon.csv", []byte(joined(";")))
	save("tab.tsv", []byte(joined("\t")))
	save("bom.csv", []byte("\ufeff"+joined(",")))
	shiftJIS, err := cp932.ShiftJIS.NewEncoder().String(joined(","))
	if err != nil {
		t.Fatal(err)
	}
	save("cp932.csv", []byte(shiftJIS))
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(joined("\t"))
	if err != nil {
		t.Fatal(err)
	}
	save("utf16.txt", []byte(utf16))
	var book bytes.Buffer
	if err := export.WriteXLSX(&book, []string{"表"}, []export.Table{rows}); err != nil {
		t.Fatal(err)
	}
	save("book.xlsx", book.Bytes())
	return files
}

// TestOneProfileInEveryShape holds that a profile is the same person whatever the file, the names of skills
// and the digits.
func TestOneProfileInEveryShape(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain.csv")
	write(t, plain, "NETWORK,4\nSERVER,3\nLAW-AUDIT,2\nLEADERSHIP,1\n")
	want, code := call(t, "compare", "--profile", plain, "SOC-MANAGER", "--csv")
	if code != cli.OK {
		t.Fatal(code, want)
	}
	for name, rows := range map[string][][]string{
		"codes":                {{"skill", "level"}, {"NETWORK", "4"}, {"SERVER", "3"}, {"LAW-AUDIT", "2"}, {"LEADERSHIP", "1"}},
		"Japanese":             {{"スキル", "レベル"}, {"ネットワーク", "4"}, {"サーバ", "3"}, {"法/制度・標準・監査", "2"}, {"マネージメント/リーダーシップ スキル", "1"}},
		"full-width digits":    {{"スキル", "レベル"}, {"ネットワーク", "４"}, {"サーバ", "３"}, {"LAW-AUDIT", "２"}, {"LEADERSHIP", "１"}},
		"beside other columns": {{"No", "スキル", "備考", "レベル"}, {"1", "ネットワーク", "長い", "4"}, {"2", "サーバ", "", "3"}, {"3", "LAW-AUDIT", "", "2"}, {"4", "LEADERSHIP", "", "1"}},
		"English":              {{"Skill", "Level"}, {"networks", "4"}, {"Servers", "3"}, {"LAW-AUDIT", "2"}, {"LEADERSHIP", "1"}},
	} {
		for kind, file := range shapesOf(t, rows) {
			if got, code := call(t, "compare", "--profile", file, "SOC-MANAGER", "--csv"); code != cli.OK || got != want {
				t.Errorf("%s in %s: exit code %d, got\n%s\nwant\n%s", name, kind, code, got, want)
			}
		}
	}
}

// TestOneTableOfPairsInEveryShape holds the same of pairs.
func TestOneTableOfPairsInEveryShape(t *testing.T) {
	for name, rows := range map[string][][]string{
		"English":  {{"note", "from", "to"}, {"甲", "SOC-OPERATOR", "SOC:分析業務"}, {"乙", "CSIRT-INTEL", "SOC-MANAGER"}},
		"Japanese": {{"備考", "現職", "目標"}, {"甲", "SOC-OPERATOR", "SOC:分析業務"}, {"乙", "CSIRT-INTEL", "SOC-MANAGER"}},
	} {
		want := ""
		for kind, file := range shapesOf(t, rows) {
			got, code := call(t, "paths", "--pairs", file)
			if want == "" {
				want = got
			}
			if code != cli.OK || got != want || strings.Count(got, ",ok,") != 2 {
				t.Errorf("%s in %s: exit code %d, got\n%s\nwant\n%s", name, kind, code, got, want)
			}
		}
	}
}

// TestProfilesByNameOverGraphQL holds that the API takes the names that files do.
func TestProfilesByNameOverGraphQL(t *testing.T) {
	src := app.Source{}
	snapshot, _, err := src.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ask := func(skills ...string) string {
		var levels []map[string]any
		for i, skill := range skills {
			levels = append(levels, map[string]any{"skill": skill, "level": 2 + i})
		}
		data, err := resolvers.NewExecutor().Execute(t.Context(), snapshot,
			`query($p: ProfileInput!) { compare(input: {from: {profile: $p}, to: "SOC-MANAGER"}) { ... on Comparison { climb skillGap correlation } } }`,
			map[string]any{"p": map[string]any{"levels": levels}})
		if err != nil {
			t.Fatal(skills, err)
		}
		return string(data)
	}
	want := ask("NETWORK", "SERVER", "RISK-MANAGEMENT")
	if !json.Valid([]byte(want)) || !strings.Contains(want, `"skillGap":`) {
		t.Fatal(want)
	}
	for _, names := range [][]string{{"ネットワーク", "サーバ", "リスクマネジメント"}, {"Networks", "servers", "Risk Management"}, {" network ", "SERVER", "ﾘｽｸﾏﾈｼﾞﾒﾝﾄ"}} {
		if got := ask(names...); got != want {
			t.Errorf("%q: got %s, want %s", names, got, want)
		}
	}
}

// TestNewProfileReadsBack holds that profile new writes a table that is the role it was made from.
func TestNewProfileReadsBack(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		for _, name := range []string{"me.csv", "me.xlsx"} {
			file := filepath.Join(t.TempDir(), name)
			if out, code := call(t, "profile", "new", "--from", "SOC-OPERATOR", "--output", file, "--lang", lang); code != cli.OK || out != "" {
				t.Fatalf("%s: exit code %d, %q", name, code, out)
			}
			out, code := call(t, "compare", "--profile", file, "SOC-OPERATOR", "--csv")
			if code != cli.OK {
				t.Fatalf("%s: exit code %d", name, code)
			}
			header, rows := table(t, out)
			for _, row := range rows {
				if d, assumed := column(t, header, row, "difference"), column(t, header, row, "assumed"); d != "0" || assumed != "false" {
					t.Errorf("%s in %s: %q", name, lang, row)
				}
			}
		}
	}
	// Without a role nothing is stated, and that is no profile yet.
	file := filepath.Join(t.TempDir(), "empty.csv")
	call(t, "profile", "new", "--output", file)
	if _, code := call(t, "compare", "--profile", file, "SOC-OPERATOR"); code != cli.BadInput {
		t.Errorf("an empty profile: exit code %d", code)
	}
}
