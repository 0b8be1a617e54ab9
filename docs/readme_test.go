// Package docs_test runs what the README shows.
package docs_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"noboru/internal/testkit"
)

var update = flag.Bool("update", false, "write the program's answers into the READMEs")

// readmes are the files and the locale that their reader has.
var readmes = []struct{ file, locale string }{
	{"README.md", "C.UTF-8"},
	{"README.ja.md", "ja_JP.UTF-8"},
}

const root = ".."

// block is a fenced block that a comment before it marks:
//
//	<!-- run -->          each line "$ noboru ..." is run, what follows it is its stdout;
//	<!-- run: exit N -->  the same, with another exit code than 0;
//	<!-- file: NAME -->   a file for the commands after it;
//	<!-- ask -->          a curl command, whose request is sent to the server;
//	<!-- answer -->       the answer to it.
//
// In an output a line "..." stands for all that is left.
type block struct {
	kind, arg string
	body      []string
	line      int // index of the first line of body
}

var marker = regexp.MustCompile(`^<!-- (run|file|ask|answer)(?:: (.*))? -->$`)

// blocks lists the marked blocks of a document.
func blocks(t *testing.T, lines []string) (found []block) {
	t.Helper()
	for i := 0; i < len(lines); i++ {
		m := marker.FindStringSubmatch(lines[i])
		if m == nil {
			continue
		}
		if i+1 == len(lines) || !strings.HasPrefix(lines[i+1], "```") {
			t.Fatalf("line %d: no block follows %s", i+1, lines[i])
		}
		end := slices.Index(lines[i+2:], "```")
		if end < 0 {
			t.Fatalf("line %d: the block does not end", i+2)
		}
		found = append(found, block{kind: m[1], arg: m[2], body: lines[i+2 : i+2+end], line: i + 2})
		i += 2 + end
	}
	return found
}

func TestReadme(t *testing.T) {
	program := testkit.Program(t)
	for _, readme := range readmes {
		t.Run(readme.file, func(t *testing.T) {
			path := filepath.Join(root, readme.file)
			lines := readLines(t, path)
			user := user{program: program, locale: readme.locale, dir: t.TempDir()}
			var answer []byte
			var ran, asked int
			type edit struct {
				block
				now []string
			}
			var edits []edit
			for _, b := range blocks(t, lines) {
				switch b.kind {
				case "file":
					user.write(t, b.arg, strings.Join(b.body, "\n")+"\n")
				case "run":
					ran++
					now := user.transcript(t, b)
					if !slices.Equal(now, b.body) {
						edits = append(edits, edit{b, now})
						if !*update {
							t.Errorf("line %d: the program's answer is now\n%s", b.line+1, strings.Join(now, "\n"))
						}
					}
				case "ask":
					answer = user.ask(t, b.body)
				case "answer":
					asked++
					if !sameJSON(t, []byte(strings.Join(b.body, "\n")), answer) {
						edits = append(edits, edit{b, []string{string(answer)}})
						if !*update {
							t.Errorf("line %d: the server's answer is now\n%s", b.line+1, answer)
						}
					}
				}
			}
			if ran == 0 || asked == 0 {
				t.Errorf("%d transcripts and %d answers: the file shows too little", ran, asked)
			}
			if *update && len(edits) > 0 {
				for _, e := range slices.Backward(edits) {
					lines = slices.Replace(lines, e.line, e.line+len(e.body), e.now...)
				}
				if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestReadme_names_commands_that_exist holds the tables of commands, and every command after make,
// to the program and the Makefile.
func TestReadme_names_commands_that_exist(t *testing.T) {
	help := user{program: testkit.Program(t), locale: "C.UTF-8", dir: t.TempDir()}.run(t, 0, "help")
	_, list, _ := strings.Cut(help, "\nCommands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	var exist []string
	for line := range strings.Lines(list) {
		exist = append(exist, strings.Fields(line)[0])
	}
	makefile := strings.Join(readLines(t, filepath.Join(root, "Makefile")), "\n")
	named := regexp.MustCompile("`([a-z-]+)[^`]*`")
	called := regexp.MustCompile(`(?m)(?:^ +|[$` + "`" + `] ?)noboru ([a-z-]+)`)
	target := regexp.MustCompile("(?m)(?:^ +|`)make ([a-z0-9-]+)")
	for _, readme := range readmes {
		lines := readLines(t, filepath.Join(root, readme.file))
		at := slices.Index(lines, "<!-- commands -->")
		if at < 0 {
			t.Fatalf("%s: no table of commands", readme.file)
		}
		var shown []string
		for _, row := range lines[at+3:] {
			if !strings.HasPrefix(row, "|") {
				break
			}
			for _, m := range named.FindAllStringSubmatch(strings.Split(row, " | ")[0], -1) {
				shown = append(shown, m[1])
			}
		}
		if len(shown) < 10 {
			t.Errorf("%s: the table names only %v", readme.file, shown)
		}
		text := strings.Join(lines, "\n")
		for _, m := range called.FindAllStringSubmatch(text, -1) {
			shown = append(shown, m[1])
		}
		for _, command := range shown {
			if !slices.Contains(exist, command) {
				t.Errorf("%s: there is no command %q in %v", readme.file, command, exist)
			}
		}
		for _, m := range target.FindAllStringSubmatch(text, -1) {
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(m[1]) + `:`).MatchString(makefile) {
				t.Errorf("%s: the Makefile has no target %q", readme.file, m[1])
			}
		}
	}
}

func TestReadme_says_the_same_in_both_languages(t *testing.T) {
	outline := func(file string) (shape []string) {
		lines := readLines(t, filepath.Join(root, file))
		for _, b := range blocks(t, lines) {
			if b.kind == "run" {
				for _, l := range b.body {
					if strings.HasPrefix(l, "$ ") {
						shape = append(shape, l)
					}
				}
				continue
			}
			shape = append(shape, b.kind+" "+b.arg+"\n"+strings.Join(b.body, "\n"))
		}
		headings := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.HasPrefix(l, "## ") })
		return append(shape, strconv.Itoa(len(headings))+" headings")
	}
	if en, ja := outline("README.md"), outline("README.ja.md"); !slices.Equal(en, ja) {
		t.Errorf("README.md shows\n%q\nREADME.ja.md\n%q", en, ja)
	}
}

var link = regexp.MustCompile(`\]\(([^()\s]+)\)`)

// TestLinks holds that every relative link of the documentation leads to a file, and every
// fragment to a heading.
func TestLinks(t *testing.T) {
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/decisions/*.md"} {
		matches, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, matches...)
	}
	for _, file := range files {
		for i, line := range readLines(t, file) {
			for _, m := range link.FindAllStringSubmatch(line, -1) {
				to, err := url.Parse(m[1])
				if err != nil {
					t.Errorf("%s:%d: %v", file, i+1, err)
					continue
				}
				if to.IsAbs() {
					continue
				}
				target := file
				if to.Path != "" {
					target = filepath.Join(filepath.Dir(file), to.Path)
				}
				if _, err := os.Stat(target); err != nil {
					t.Errorf("%s:%d: %s leads nowhere", file, i+1, m[1])
				} else if to.Fragment != "" && !slices.Contains(anchors(t, target), to.Fragment) {
					t.Errorf("%s:%d: %s has no such heading", file, i+1, m[1])
				}
			}
		}
	}
}

// anchors are the names of a document's headings, as GitHub makes them.
func anchors(t *testing.T, file string) (names []string) {
	t.Helper()
	drop := regexp.MustCompile(`[^\p{L}\p{N}\- _]`)
	for _, line := range readLines(t, file) {
		if text := strings.TrimLeft(line, "#"); text != line {
			name := drop.ReplaceAllString(strings.ToLower(strings.TrimSpace(text)), "")
			names = append(names, strings.ReplaceAll(name, " ", "-"))
		}
	}
	return names
}

// user is someone who follows the README in a folder of their own.
type user struct{ program, locale, dir string }

// transcript runs the commands of a block and returns the block as it should be.
func (u user) transcript(t *testing.T, b block) (now []string) {
	t.Helper()
	exit := 0
	if b.arg != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(b.arg, "exit "))
		if err != nil {
			t.Fatalf("line %d: run: %s", b.line, b.arg)
		}
		exit = n
	}
	for i := 0; i < len(b.body); {
		command, ok := strings.CutPrefix(b.body[i], "$ noboru ")
		if !ok {
			t.Fatalf("line %d: want a command, have %q", b.line+i+1, b.body[i])
		}
		next := i + 1
		for next < len(b.body) && !strings.HasPrefix(b.body[next], "$ ") {
			next++
		}
		shown := b.body[i+1 : next]
		got := strings.Split(strings.TrimSuffix(u.run(t, exit, strings.Fields(command)...), "\n"), "\n")
		if n := len(shown); n > 0 && shown[n-1] == "..." && n-1 < len(got) {
			got = append(slices.Clone(got[:n-1]), "...")
		}
		now = append(append(now, b.body[i]), got...)
		i = next
	}
	return now
}

// run runs the program and returns its stdout.
func (u user) run(t *testing.T, exit int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := u.command(t.Context(), args...)
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	if got := c.ProcessState.ExitCode(); got != exit {
		t.Errorf("noboru %s: exit code %d, want %d; stderr:\n%s", strings.Join(args, " "), got, exit, &stderr)
	}
	return stdout.String()
}

func (u user) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, u.program, args...)
	c.Dir = u.dir
	c.Env = append(os.Environ(), "LC_ALL="+u.locale)
	return c
}

func (u user) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(u.dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

var curl = regexp.MustCompile(`(?s)^curl -s http://127\.0\.0\.1:8080(/\S*) -H 'Content-Type: application/json' -d '([^']*)'$`)

// ask sends what a curl command would send to a server of its own.
func (u user) ask(t *testing.T, command []string) []byte {
	t.Helper()
	m := curl.FindStringSubmatch(strings.Join(command, "\n"))
	if m == nil {
		t.Fatalf("not a curl command as this test knows it: %s", strings.Join(command, "\n"))
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, u.serve(t)+m[1], strings.NewReader(m[2]))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Errors json.RawMessage }
	if err := json.Unmarshal(body, &answer); err != nil || response.StatusCode != http.StatusOK || answer.Errors != nil {
		t.Fatalf("what is shown cannot be asked: %s, %v\n%s", response.Status, err, body)
	}
	return bytes.TrimSpace(body)
}

// serve starts the server on a free port and returns its address. It ends with the test.
func (u user) serve(t *testing.T) string {
	t.Helper()
	c := u.command(t.Context(), "serve", "--addr", "127.0.0.1:0", "--lang", "en")
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 10 * time.Second
	stderr, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt) // it may have ended
		_ = c.Wait()
	})
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if found := address.FindString(lines.Text()); found != "" {
			go func() { _, _ = io.Copy(io.Discard, stderr) }() // so that the server never waits for a reader
			return found
		}
	}
	t.Fatal("the server ended without an address")
	return ""
}

func sameJSON(t *testing.T, shown, got []byte) bool {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(shown, &a); err != nil {
		t.Errorf("the answer shown is not JSON: %v", err)
		return false
	}
	if err := json.Unmarshal(got, &b); err != nil {
		t.Fatalf("the server's answer is not JSON: %v\n%s", err, got)
	}
	return reflect.DeepEqual(a, b)
}

func TestMain(m *testing.M) { os.Exit(testkit.Main(m, "--plugins")) }

func readLines(t *testing.T, file string) []string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
}
