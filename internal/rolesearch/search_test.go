package rolesearch_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"noboru/graph"
	"noboru/internal/rolesearch"
	"noboru/internal/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

func index(t testing.TB) (*graph.Dataset, *rolesearch.Index) {
	t.Helper()
	d := testkit.Bundled(t)
	return d, rolesearch.New(d)
}

// TestRanking pins what is found, in which order, so that a change in ranking is a readable diff.
func TestRanking(t *testing.T) {
	d, x := index(t)
	var got bytes.Buffer
	for _, text := range []string{
		"SOC-OPERATOR", "soc operator", "SOC:オペレーター", "SOC：オペレーター", "ｿｯｸ ｵﾍﾟﾚｰﾀｰ", "そっくおぺれーたー",
		"オペレーター", "オペレータ", "operator", "analyst", "分析", "ぶんせき", "マネージャ", "manager soc",
		"セキュリティ 診断", "せきゅりてぃしんだん", "poc", "ciso", "クラウド 運用", "ネットワーク", "NET", "it",
		"インシデント", "cloud sec", "監査", "学生", "zzz", "!!",
		"IR:マネージャ", "ＩＣ：マネージャ", "EA:セキュリティ", "nowhere:マネージャ",
	} {
		matches := x.Find(text, 6)
		fmt.Fprintf(&got, "%s (%d)\n", text, len(x.Find(text, 0)))
		for _, m := range matches {
			r := d.Role(m.Role)
			fmt.Fprintf(&got, "  %d %-22s %s | %s\n", m.Quality, r.Code, r.Name.Ja, r.Name.En)
		}
		if len(matches) == 0 {
			for _, i := range x.Near(text) {
				fmt.Fprintf(&got, "  ~ %s\n", d.Role(i).Code)
			}
		}
	}
	golden(t, "testdata/ranking.txt", got.Bytes())
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; if the change is meant, run with -update. Got:\n%s", file, got)
	}
}

func TestResolve(t *testing.T) {
	d, x := index(t)
	for _, c := range []struct{ text, want string }{
		{"SOC-OPERATOR", "SOC-OPERATOR"},
		{" soc-operator ", "SOC-OPERATOR"},
		{d.Role(0).ID, d.Role(0).Code},
		{strings.ToUpper(d.Role(0).ID), d.Role(0).Code},
		{"SOC:オペレーター", "SOC-OPERATOR"},
		{"SOC：オペレーター", "SOC-OPERATOR"},
		{"SOC: オペレーター", "SOC-OPERATOR"},
		{"soc:ｵﾍﾟﾚｰﾀｰ", "SOC-OPERATOR"},
		{"SOC: Operator", "SOC-OPERATOR"},
		{"そっく おぺれーたー", "SOC-OPERATOR"},
		{"ソックオペレータ", "SOC-OPERATOR"},
		{"CSIRT:POC", "CSIRT-POC"}, // a whole name, though part of others
		{"POCのノティフィケーション", "CYBER-POC-NOTIFICATION"},
		{"notification", "CYBER-POC-NOTIFICATION"},
		{"SOC:情報収集業務", "SOC-INTEL"},
		{"ペネトレーション", ""},
	} {
		got, err := x.Resolve(c.text)
		if c.want == "" {
			if err == nil {
				t.Errorf("Resolve(%q) = %s, want an error", c.text, d.Role(got).Code)
			}
			continue
		}
		if err != nil || d.Role(got).Code != c.want {
			t.Errorf("Resolve(%q) = %d, %v; want %s", c.text, got, err, c.want)
		}
	}
}

func TestResolveEveryName(t *testing.T) {
	d, x := index(t)
	for i, r := range d.Roles() {
		for _, text := range []string{r.Code, r.ID, r.Name.Ja, r.Name.En, strings.ToLower(r.Code)} {
			if got, err := x.Resolve(text); err != nil || got != i {
				t.Errorf("Resolve(%q) = %d, %v; want %d", text, got, err, i)
			}
		}
	}
	for i, f := range d.Families() {
		for _, text := range []string{f.Code, f.ID, f.Name.Ja, f.Name.En} {
			if got, err := x.ResolveFamily(text); err != nil || got != i {
				t.Errorf("ResolveFamily(%q) = %d, %v; want %d", text, got, err, i)
			}
		}
	}
}

func TestResolveRefuses(t *testing.T) {
	d, x := index(t)
	codes := func(of []int) (codes []string) {
		for _, i := range of {
			codes = append(codes, d.Role(i).Code)
		}
		return codes
	}
	_, err := x.Resolve("オペレーター")
	var ambiguous *rolesearch.AmbiguousError
	if !errors.As(err, &ambiguous) || !slices.Equal(codes(ambiguous.Candidates), []string{"DESK-OPERATOR", "SOC-OPERATOR"}) && !slices.Equal(codes(ambiguous.Candidates), []string{"SOC-OPERATOR", "DESK-OPERATOR"}) {
		t.Errorf("got %v", err)
	}
	if ambiguous != nil && !slices.Equal(codes(ambiguous.Candidates), ambiguous.Codes) {
		t.Errorf("candidates %v, codes %v", codes(ambiguous.Candidates), ambiguous.Codes)
	}
	_, err = x.Resolve("SOC-OPERATR")
	var unknown *rolesearch.UnknownError
	if !errors.As(err, &unknown) || len(unknown.Near) == 0 || len(unknown.Near) > 5 || unknown.Codes[0] != "SOC-OPERATOR" {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{"", "  ", "!!", strings.Repeat("オ", 400), strings.Repeat("\xff", 2000)} {
		if _, err := x.Resolve(text); !errors.As(err, &unknown) || unknown.Near != nil {
			t.Errorf("Resolve(%.20q): got %v", text, err)
		}
	}
}

func TestNamesWithoutTheFamily(t *testing.T) {
	role := func(code, family, ja, en string) graph.Role {
		return graph.Role{ID: "r" + code, Code: code, Family: family, Name: graph.Name{Text: graph.Text{Ja: ja, En: en}}, Scores: []graph.Points{1000, 2000, 3000}}
	}
	d, err := graph.NewDataset(graph.Spec{
		Name: "x", Measure: graph.Pearson, MaxScore: 7000,
		Skills:   []graph.Skill{{ID: "s1", Code: "1"}, {ID: "s2", Code: "2"}, {ID: "s3", Code: "3"}},
		Families: []graph.Family{{ID: "f1", Code: "F1", Name: graph.Name{Text: graph.Text{Ja: "SOC"}}}, {ID: "f2", Code: "F2", Name: graph.Name{Text: graph.Text{Ja: "CSIRT"}}}},
		Roles:    []graph.Role{role("a", "F1", "オペレーター", ""), role("b", "F2", "オペレーター", ""), role("c", "", "", "C++ developer"), role("C", "", "", "C# developer")},
	})
	if err != nil {
		t.Fatal(err)
	}
	x := rolesearch.New(d)
	for text, want := range map[string]string{"SOC:オペレーター": "a", "CSIRT：おぺれーたー": "b", "c": "c", "C": "C"} {
		if got, err := x.Resolve(text); err != nil || d.Role(got).Code != want {
			t.Errorf("Resolve(%q) = %d, %v; want %s", text, got, err, want)
		}
	}
	if m := x.Find("soc", 0); len(m) != 1 || m[0].Quality != rolesearch.Prefix && m[0].Quality != rolesearch.InFamily {
		t.Errorf("got %v", m)
	}
}

func FuzzFind(f *testing.F) {
	d, x := index(f)
	for _, seed := range []string{"SOC", "分析 soc", "ー", "a b c", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		matches := x.Find(text, 0)
		if !slices.IsSortedFunc(matches, func(a, b rolesearch.Match) int {
			if a.Quality != b.Quality {
				return int(a.Quality - b.Quality)
			}
			return strings.Compare(d.Role(a.Role).Code, d.Role(b.Role).Code)
		}) {
			t.Errorf("Find(%q) = %v: out of order", text, matches)
		}
		role, err := x.Resolve(text)
		var ambiguous *rolesearch.AmbiguousError
		var unknown *rolesearch.UnknownError
		switch {
		case err == nil && (role < 0 || role >= len(d.Roles())):
			t.Errorf("Resolve(%q) = %d", text, role)
		case errors.As(err, &ambiguous) && len(ambiguous.Candidates) < 2, errors.As(err, &unknown) && len(unknown.Near) > 5:
			t.Errorf("Resolve(%q): %v", text, err)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d, x := index(b)
	b.ReportMetric(float64(len(d.Roles())), "roles")
	for b.Loop() {
		x.Find("クラウド 運用", 20)
	}
}

func BenchmarkNear(b *testing.B) {
	_, x := index(b)
	for b.Loop() {
		x.Near("SOC-OPERATR")
	}
}
