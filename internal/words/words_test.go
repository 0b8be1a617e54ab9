package words

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func byID(t *testing.T, lang string) map[string]text {
	t.Helper()
	all := map[string]text{}
	for _, m := range map[string][]text{Japanese: japanese[:], English: english[:]}[lang] {
		if _, twice := all[m.id]; twice {
			t.Errorf("%s: %s stands twice", lang, m.id)
		}
		all[m.id] = m
	}
	return all
}

func placesOf(t *testing.T, m text) []string {
	t.Helper()
	var names []string
	for _, s := range []sentence{m.one, m.other} {
		for {
			before, name, rest, found := s.next()
			if strings.ContainsAny(before, "{}") || found && (name == "" || strings.ContainsAny(name, " {\n")) {
				t.Errorf("%s: %q: a place is {name}", m.id, s)
			}
			if !found {
				break
			}
			names = append(names, name)
			s = rest
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TestBothLanguages holds the two languages to the same messages, each with the same places.
func TestBothLanguages(t *testing.T) {
	ja, en := byID(t, Japanese), byID(t, English)
	for _, id := range slices.Sorted(maps.Keys(ja)) {
		if _, ok := en[id]; !ok {
			t.Errorf("%s is in Japanese only", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(en)) {
		if _, ok := ja[id]; !ok {
			t.Errorf("%s is in English only", id)
			continue
		}
		if a, b := placesOf(t, ja[id]), placesOf(t, en[id]); !slices.Equal(a, b) {
			t.Errorf("%s: places %v in Japanese, %v in English", id, a, b)
		}
		if en[id].other == "" || ja[id].other == "" {
			t.Errorf("%s has no text", id)
		}
		if en[id].one != "" && !slices.Contains(placesOf(t, en[id]), "count") {
			t.Errorf("%s has plural forms and no {count}", id)
		}
	}
}

// TestEveryCount says every message that names a count with each count that a language tells apart.
func TestEveryCount(t *testing.T) {
	for _, lang := range Languages {
		for id := range byID(t, lang) {
			for _, count := range []int{0, 1, 2} {
				said := Say(lang, id, "count", count)
				if said == id || strings.Contains(said, "{count}") {
					t.Errorf("%s: %s with count %d says %q", lang, id, count, said)
				}
			}
		}
	}
}

// TestEveryMessageIsUsed finds messages that nothing says, and ids that no file has. An id is a
// string in the source; a string that ends in a full stop stands for all ids that begin with it.
func TestEveryMessageIsUsed(t *testing.T) {
	used := idsInSource(t)
	en := byID(t, English)
	says := func(id string) bool {
		if used[id] {
			return true
		}
		for i := range id {
			if id[i] == '.' && used[id[:i+1]] {
				return true
			}
		}
		return false
	}
	for _, id := range slices.Sorted(maps.Keys(en)) {
		if !says(id) {
			t.Errorf("nothing says %s", id)
		}
	}
}

// TestEveryIDExists looks at the ids that the source says by name.
func TestEveryIDExists(t *testing.T) {
	en := byID(t, English)
	for _, said := range saidInSource(t) {
		if _, ok := en[said.id]; !ok {
			t.Errorf("%s says %q, which no message file has", said.at, said.id)
			continue
		}
		for _, place := range placesOf(t, en[said.id]) {
			if said.named && !slices.Contains(said.values, place) {
				t.Errorf("%s says %q without a value for {%s}", said.at, said.id, place)
			}
		}
	}
}

const root = "../.."

// sources calls visit with every Go file of the program, tests and generated code left out.
func sources(t *testing.T, visit func(fset *token.FileSet, f *ast.File)) {
	t.Helper()
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() && filepath.Ext(path) != ".go" {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name == "gql" || strings.HasPrefix(name, ".") && path != root {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err == nil {
			visit(fset, f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var idShape = regexp.MustCompile(`[a-z][A-Za-z0-9-]*(\.[A-Za-z0-9_-]+)*\.?`)

func idsInSource(t *testing.T) map[string]bool {
	used := map[string]bool{}
	sources(t, func(_ *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && idShape.FindString(text) == text {
					used[text] = true
				}
			}
			return true
		})
	})
	// The page says some, too.
	_ = filepath.WalkDir(filepath.Join(root, "web"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && (d.Name() == "node_modules" || d.Name() == "generated") {
				return filepath.SkipDir
			}
			return nil
		}
		if ext := filepath.Ext(path); ext == ".ts" || ext == ".svelte" {
			content, _ := os.ReadFile(path)
			// In quotes, or the beginning of a template: `page.title.${screen}`.
			for _, quoted := range regexp.MustCompile("['\"`]("+idShape.String()+")['\"`$]").FindAllSubmatch(content, -1) {
				used[string(quoted[1])] = true
			}
		}
		return nil
	})
	return used
}

type said struct {
	id, at string
	values []string // the names of its values
	named  bool     // whether all of them are known: a list that is passed on is not
}

// saidInSource are the ids given as they are to M, Say, Both and graph.Invalid.
func saidInSource(t *testing.T) []said {
	var all []said
	sources(t, func(fset *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fun := call.Fun.(type) {
			case *ast.SelectorExpr:
				if pkg, ok := fun.X.(*ast.Ident); ok {
					name = pkg.Name + "." + fun.Sel.Name
				}
			case *ast.Ident:
				name = f.Name.Name + "." + fun.Name
			}
			at := map[string]int{
				"words.M": 0, "words.Both": 0, "words.Say": 1, "graph.Invalid": 2,
				"answer.sentence": 0, "cli.misuse": 0, "r.say": 0, "s.say": 0, "r.tell": 0, "s.tell": 0, "p.Say": 0, "p.Title": 0,
			}
			i, ok := at[name]
			if !ok || i >= len(call.Args) {
				return true
			}
			if lit, ok := call.Args[i].(*ast.BasicLit); ok {
				id, _ := strconv.Unquote(lit.Value)
				if name == "graph.Invalid" {
					id = "input." + id
				}
				s := said{id: id, at: fset.Position(lit.Pos()).String(), named: !call.Ellipsis.IsValid()}
				for j := i + 1; j < len(call.Args); j += 2 {
					value, ok := call.Args[j].(*ast.BasicLit)
					if !ok {
						s.named = false
						break
					}
					valueName, _ := strconv.Unquote(value.Value)
					s.values = append(s.values, valueName)
				}
				all = append(all, s)
			}
			return true
		})
	})
	slices.SortFunc(all, func(a, b said) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id)) })
	return all
}

func TestSay(t *testing.T) {
	for _, tt := range []struct {
		lang, want string
	}{{English, `"a", "b" and 2 more`}, {Japanese, "「a」、「b」ほか2件"}} {
		l := List{Items: []any{Name("a"), Name("b")}, More: 2}
		if got := l.In(tt.lang); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.lang, got, tt.want)
		}
	}
}
