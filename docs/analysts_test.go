package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"noboru/cypher"
)

// guide is a document whose statements and sessions are tested.
type guide struct {
	lines  []string
	blocks []block
	edits  []edit
}

// edit is a block with the body that it should have.
type edit struct {
	block
	now []string
}

const guideFile = "analysts.md"

// guideMarker stands before a block or a table of the guide:
//
//	<!-- do -->            shell commands that must succeed;
//	<!-- shell -->         each line "$ ..." is run, what follows it is what the terminal shows;
//	<!-- cypher -->        :param lines, or one statement; an argument names it for other tests;
//	<!-- recipe: NAME -->  the statement of that recipe, word for word;
//	<!-- rows -->          what the statement before it gives, values as in Browser's Table view;
//	<!-- explain: TEXT --> a statement that is only planned; its plan has TEXT;
//	<!-- python -->        a part of the Python session;
//	<!-- output -->        what the part before it prints;
//	<!-- model -->, <!-- recipes --> are tables.
var guideMarker = regexp.MustCompile(`^<!-- ([a-z]+)(?:: (.*))? -->$`)

func readGuide(t *testing.T) *guide {
	t.Helper()
	g := &guide{lines: readLines(t, guideFile)}
	for i, line := range g.lines {
		m := guideMarker.FindStringSubmatch(line)
		if m == nil || i+1 == len(g.lines) {
			continue
		}
		from, outside := i+1, func(line string) bool { return !strings.HasPrefix(line, "|") }
		if strings.HasPrefix(g.lines[from], "```") {
			from, outside = i+2, func(line string) bool { return line == "```" }
		}
		n := slices.IndexFunc(g.lines[from:], outside)
		if n < 0 || n == 0 && from == i+1 {
			t.Fatalf("line %d: no block or table follows %s", i+1, line)
		}
		g.blocks = append(g.blocks, block{kind: m[1], arg: m[2], body: g.lines[from : from+n], line: from})
	}
	return g
}

// find is the guide's block of that kind with that argument.
func (g *guide) find(t *testing.T, kind, arg string) block {
	t.Helper()
	i := slices.IndexFunc(g.blocks, func(b block) bool { return b.kind == kind && b.arg == arg })
	if i < 0 {
		t.Fatalf("%s has no block %q %q", guideFile, kind, arg)
	}
	return g.blocks[i]
}

// expect holds that a block is as it should be; under -update it is made so by write.
func (g *guide) expect(t *testing.T, b block, now []string) {
	t.Helper()
	if slices.Equal(b.body, now) {
		return
	}
	g.edits = append(g.edits, edit{b, now})
	if !*update {
		t.Errorf("%s:%d: this is now\n%s", guideFile, b.line+1, strings.Join(now, "\n"))
	}
}

func (g *guide) write(t *testing.T) {
	t.Helper()
	if !*update || len(g.edits) == 0 {
		return
	}
	slices.SortFunc(g.edits, func(a, b edit) int { return b.line - a.line })
	for _, e := range g.edits {
		g.lines = slices.Replace(g.lines, e.line, e.line+len(e.body), e.now...)
	}
	if err := os.WriteFile(guideFile, []byte(strings.Join(g.lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (b block) text() string { return strings.Join(b.body, "\n") }

// statement is a block of Cypher as the driver takes it.
func (b block) statement() string { return strings.TrimSuffix(b.text(), ";") }

// cells are the rows of a table without its head.
func (b block) cells() (rows [][]string) {
	for _, line := range b.body[2:] {
		row := strings.Split(strings.Trim(line, "|"), "|")
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// TestAnalysts follows the guide on a real Neo4j, and holds what else it says of it.
func TestAnalysts(t *testing.T) {
	a, g := newAnalyst(t), readGuide(t)
	a.keepBundled(t)
	t.Run("sessions", func(t *testing.T) { a.testSessions(t, g) })
	t.Run("python", func(t *testing.T) { a.testPython(t, g) })
	g.write(t)
	t.Run("saved scripts", a.testSavedScripts)
	t.Run("style", a.testStyle)
	t.Run("model", func(t *testing.T) { a.testModel(t, g) })
	t.Run("survives", func(t *testing.T) { a.testSurvives(t, g) })
	t.Run("exact", func(t *testing.T) { a.testExact(t, g) })
	t.Run("standardized", func(t *testing.T) { a.testStandardized(t) })
	t.Run("swap", func(t *testing.T) { a.testSwap(t, g) })
}

// testSessions follows the sessions in Browser and in cypher-shell, in the order of the page.
func (a *analyst) testSessions(t *testing.T, g *guide) {
	params := map[string]any{}
	var answer []string
	ran := map[string]int{}
	for _, b := range g.blocks {
		ran[b.kind]++
		switch b.kind {
		case "do":
			if out, err := a.shell(t, b.text()).CombinedOutput(); err != nil {
				t.Fatalf("%s:%d: %v\n%s", guideFile, b.line+1, err, out)
			}
		case "shell":
			g.expect(t, b, a.transcript(t, b))
		case "recipe":
			query := a.recipe(t, b.arg).Query
			g.expect(t, b, strings.Split(query+";", "\n"))
			answer = a.table(t, query, params)
		case "cypher":
			if strings.HasPrefix(b.body[0], ":param ") {
				a.setParams(t, b.body, params)
			} else {
				answer = a.table(t, b.statement(), params)
			}
		case "rows":
			g.expect(t, b, answer)
		case "explain":
			if plan := a.plan(t, b.statement(), params); !strings.Contains(plan, b.arg) {
				t.Errorf("%s:%d: the plan is now\n%s", guideFile, b.line+1, plan)
			}
		case "python", "output", "model", "recipes", "survives":
		default:
			t.Errorf("%s:%d: unknown mark %q", guideFile, b.line, b.kind)
		}
	}
	for kind, least := range map[string]int{"do": 1, "shell": 1, "recipe": 3, "rows": 5, "explain": 2} {
		if ran[kind] < least {
			t.Errorf("the guide shows too little: %d blocks %q", ran[kind], kind)
		}
	}
}

// transcript runs the commands of a block and returns the block as it should be.
func (a *analyst) transcript(t *testing.T, b block) (now []string) {
	t.Helper()
	for _, line := range b.body {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		out, err := a.shell(t, command).CombinedOutput()
		if err != nil && len(out) == 0 {
			t.Fatalf("%s: %v", command, err)
		}
		now = append(append(now, line), strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")...)
	}
	return now
}

// testPython runs the parts of the Python session one after the other in one interpreter.
func (a *analyst) testPython(t *testing.T, g *guide) {
	interpreter := python(t)
	const end = "<end of part>"
	var session strings.Builder
	var shown []block
	parts := 0
	for _, b := range g.blocks {
		switch b.kind {
		case "python":
			parts++
			session.WriteString(b.text() + "\n\nprint(" + `"` + end + `"` + ")\n")
		case "output":
			shown = append(shown, b)
			if len(shown) != parts {
				t.Fatalf("%s:%d: want one output after each part", guideFile, b.line)
			}
		}
	}
	c := exec.CommandContext(t.Context(), interpreter, "-")
	c.Dir, c.Env = a.dir, append(a.environment(), "PYTHONIOENCODING=utf-8")
	c.Stdin = strings.NewReader(session.String())
	var stderr strings.Builder
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("the Python session: %v\n%s%s", err, out, &stderr)
	}
	outputs := strings.Split(string(out), end+"\n")
	if parts < 3 || len(outputs) != parts+1 || len(shown) != parts {
		t.Fatalf("%d parts, %d outputs shown, %d printed", parts, len(shown), len(outputs)-1)
	}
	for i, b := range shown {
		g.expect(t, b, strings.Split(strings.TrimSuffix(outputs[i], "\n"), "\n"))
	}
}

// python is an interpreter that has requirements.txt, made once in .cache/python. The test is left
// out where that fails, except under continuous integration.
func python(t *testing.T) string {
	t.Helper()
	home, err := filepath.Abs(filepath.Join(root, ".cache", "python"))
	if err != nil {
		t.Fatal(err)
	}
	interpreter, made := filepath.Join(home, "bin", "python"), filepath.Join(home, "requirements.txt")
	want, err := os.ReadFile("requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, broken := os.Stat(interpreter)
	if have, err := os.ReadFile(made); err == nil && broken == nil && string(have) == string(want) {
		return interpreter
	}
	for _, command := range [][]string{
		{"python3", "-m", "venv", "--clear", home},
		{interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"},
	} {
		if out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).CombinedOutput(); err != nil {
			const message = "the Python session needs python3 with venv, and packages from PyPI"
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s: %v\n%s", message, err, out)
			}
			t.Skipf("left out: %s: %v\n%s", message, err, out)
		}
	}
	if err := os.WriteFile(made, want, 0o644); err != nil {
		t.Fatal(err)
	}
	return interpreter
}

// TestAnalysts_lists_every_recipe holds the table of recipes to the files.
func TestAnalysts_lists_every_recipe(t *testing.T) {
	recipes, err := cypher.List()
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, r := range recipes {
		want = append(want, "["+r.Name+"](../cypher/"+r.Name+".cypher) | "+string(r.Needs))
	}
	for _, row := range readGuide(t).find(t, "recipes", "").cells() {
		if len(row) != 3 || row[2] == "" {
			t.Fatalf("want recipe, needs and what it answers, got %q", row)
		}
		got = append(got, row[0]+" | "+row[1])
	}
	if !slices.Equal(got, want) {
		t.Errorf("the table has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
