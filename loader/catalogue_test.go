package loader

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"noboru/graph"
)

var (
	placeholder = regexp.MustCompile(`\{[a-zA-Z]+\}`)
	kebab       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// TestCatalogue holds that every kind says what is wrong and what would be right in both languages,
// with the same values, and that no two kinds have one name.
func TestCatalogue(t *testing.T) {
	kinds := declaredKinds(t)
	if len(kinds) != len(catalogue) {
		t.Errorf("%d kinds are declared, %d have words", len(kinds), len(catalogue))
	}
	for i, kind := range kinds {
		if slices.Contains(kinds[:i], kind) || !kebab.MatchString(string(kind)) {
			t.Errorf("%s stands twice or is no name", kind)
		}
		m, ok := catalogue[kind]
		if !ok || m.en == "" || m.ja == "" {
			t.Errorf("%s has no words", kind)
		}
		if warning := m.cause == nil; warning != (m.wantEn == "") || warning != (m.wantJa == "") {
			t.Errorf("%s: a fault wants something, a warning nothing: %q, %q", kind, m.wantEn, m.wantJa)
		}
		for _, text := range []graph.Text{m.what(), m.want()} {
			if en, ja := places(text.En), places(text.Ja); !slices.Equal(en, ja) {
				t.Errorf("%s takes %v in English and %v in Japanese", kind, en, ja)
			}
		}
	}
}

// declaredKinds lists the constants of type Kind in the source.
func declaredKinds(t *testing.T) []Kind {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "catalogue.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Kind" {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, Kind(value))
		}
		return true
	})
	return kinds
}

// places lists the values that a sentence takes.
func places(sentence string) []string {
	found := placeholder.FindAllString(sentence, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestReasons holds that what is put into sentences stands in both languages too.
func TestReasons(t *testing.T) {
	for _, text := range []graph.Text{
		reasonEmpty, reasonText, reasonBoolean, reasonDate, reasonFormula, reasonMixed, reasonSecond, reasonUnlisted, reasonNotFirst, reasonNoColumn, reasonNoUse,
		flatScores, flatZero, typeString, typeBool, typeInt, typeFloat, typeList, typeObject,
	} {
		if text.En == "" || text.Ja == "" {
			t.Errorf("%+v", text)
		}
	}
}

func TestWording(t *testing.T) {
	f := &Fault{
		File: "表.xlsx", Sheet: "S1", Row: 3, Column: "a\"b", Value: strings.Repeat("長", 70), Kind: kindNoColumn,
		values: values{"columns", names(slices.Repeat([]string{"x"}, listed+3))},
	}
	for lang, want := range map[string]string{
		"en": `表.xlsx, sheet "S1", row 3, "a\"b": missing column, got "` + strings.Repeat("長", 60) + `… (70)"; want a column with this header; there are ` +
			strings.Repeat(`"x", `, listed-1) + `"x" and 3 more`,
		"ja": `表.xlsx、シート「S1」、3 行目、「a"b」: この見出しの列がありません。値: 「` + strings.Repeat("長", 60) + `… (70)」。正しくは: この見出しの列（いまある見出し: ` +
			strings.Repeat(`「x」、`, listed-1) + `「x」 ほか 3 件）`,
	} {
		if got := f.In(lang); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	bare := &Fault{File: "f", Err: ErrRead}
	if got := bare.Error(); got != "f: cannot be read" {
		t.Errorf("got %q", got)
	}
}
