package cli_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"noboru/internal/cli"
)

// call runs a command line in this process.
func call(t *testing.T, args ...string) (stdout string, code cli.ExitCode) {
	t.Helper()
	var out, aside bytes.Buffer
	code = cli.Run(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), &out, &aside)
	return out.String(), code
}

func table(t *testing.T, text string) (header []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v in %q", err, text)
	}
	return all[0], all[1:]
}

// column returns the cells of a column.
func column(t *testing.T, header []string, row []string, name string) string {
	t.Helper()
	i := slices.Index(header, name)
	if i < 0 {
		t.Fatalf("no column %s in %q", name, header)
	}
	return row[i]
}

// TestManyAreAnsweredAsOne holds the law of people paths: each line is what path or paths answers to the same
// person alone, under the same options.
func TestManyAreAnsweredAsOne(t *testing.T) {
	roles, skills := codesOf(t, "roles"), codesOf(t, "skills")
	random := rand.New(rand.NewPCG(1, 2))
	for _, options := range [][]string{
		nil,
		{"--max-climb", "12", "--avoid-family", "CSIRT"},
		{"--objective", "shortest", "--unknown", "strongest"},
		{"--climb-by", "skill-gap", "--max-steps", "3", "--demotions", "allow"},
		{"-k", "3", "--max-overlap", "0.5"},
	} {
		t.Run(strings.Join(options, " "), func(t *testing.T) {
			dir := t.TempDir()
			goals := []string{roles[random.IntN(len(roles))], "SOC-MANAGER"}
			lines := []string{"who,role," + strings.Join(skills, ",")}
			starts := make([][]string, 12)
			for i := range starts {
				cells := make([]string, len(skills))
				role := roles[random.IntN(len(roles))]
				starts[i] = []string{role}
				if i%2 == 1 {
					profile := []string{"skill,level"}
					for k := range cells {
						if random.IntN(3) > 0 {
							cells[k] = fmt.Sprint(random.IntN(6))
							profile = append(profile, skills[k]+","+cells[k])
						}
					}
					file := filepath.Join(dir, fmt.Sprintf("%d.csv", i))
					write(t, file, strings.Join(profile, "\n")+"\n")
					starts[i] = []string{"--profile", file}
				}
				lines = append(lines, fmt.Sprintf("p%d,%s,%s", i, role, strings.Join(cells, ",")))
			}
			people := filepath.Join(dir, "people.csv")
			write(t, people, strings.Join(lines, "\n")+"\n")
			all, _ := call(t, slices.Concat([]string{"people", "paths", people, "--csv", "--to", goals[0], "--to", goals[1]}, options)...)
			header, rows := table(t, all)
			for i, start := range starts {
				for _, goal := range goals {
					var got []string
					for _, row := range rows {
						if row[0] == fmt.Sprintf("p%d", i) && column(t, header, row, "to") == goal && column(t, header, row, "codes") != "" {
							got = append(got, column(t, header, row, "codes"))
						}
					}
					if want := oneByOne(t, start, goal, options); !slices.Equal(got, want) {
						t.Errorf("%v to %s: got %q, alone %q", start, goal, got, want)
					}
				}
			}
		})
	}
}

// oneByOne asks path, or paths where several are asked for, and returns the codes of each path.
func oneByOne(t *testing.T, start []string, goal string, options []string) []string {
	t.Helper()
	command, unknown := "path", slices.Contains(options, "--unknown")
	if slices.Contains(options, "-k") {
		command = "paths"
	}
	if unknown && start[0] != "--profile" { // it says nothing of a role
		options = options[:2]
	}
	out, code := call(t, slices.Concat([]string{command, "--csv"}, start, []string{goal}, options)...)
	if code != cli.OK {
		return nil
	}
	header, rows := table(t, out)
	var paths []string
	for _, row := range rows {
		at := 0
		fmt.Sscan(column(t, header, row, "path"), &at) //nolint:errcheck // a number of ours
		for len(paths) < at {
			paths = append(paths, "")
		}
		if c := column(t, header, row, "code"); paths[at-1] == "" {
			paths[at-1] = c
		} else {
			paths[at-1] += " > " + c
		}
	}
	return paths
}

func codesOf(t *testing.T, command string) []string {
	t.Helper()
	out, _ := call(t, command, "--csv")
	header, rows := table(t, out)
	var codes []string
	for _, row := range rows {
		codes = append(codes, column(t, header, row, "code"))
	}
	return codes
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOutputFiles holds that what --output writes is the table of --csv, as CSV that Excel reads and as a
// workbook, and that nothing in it runs.
func TestOutputFiles(t *testing.T) {
	dir := t.TempDir()
	people := filepath.Join(dir, "people.csv")
	write(t, people, "番号,部署,現職\n0007,=1+1,SOC-OPERATOR\n0008,\"+cmd|' /C calc'!A0\",CSIRT-ANALYST\n")
	ask := []string{"people", "paths", people, "--to-family", "SOC", "--lang", "ja"}
	plain, code := call(t, append(ask, "--csv")...)
	if code != cli.OK {
		t.Fatal(code)
	}
	_, want := table(t, plain)
	for _, name := range []string{"plan.csv", "plan.xlsx"} {
		file := filepath.Join(dir, name)
		if out, code := call(t, append(ask, "--output", file)...); code != cli.OK || out != "" {
			t.Fatalf("%s: exit code %d, %q", name, code, out)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".csv") {
			if !strings.HasPrefix(string(content), "\ufeff番号,部署,現職,from,") || strings.TrimPrefix(string(content), "\ufeff") != plain {
				t.Errorf("%s is not the table of --csv with a byte order mark", name)
			}
			continue
		}
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetName(0))
		if err != nil || len(rows) != len(want)+1 {
			t.Fatalf("%d rows, want %d; %v", len(rows)-1, len(want), err)
		}
		if rows[1][0] != "0007" || rows[1][1] != "=1+1" {
			t.Errorf("%q does not pass through", rows[1][:2])
		}
		if formula, _ := book.GetCellFormula(book.GetSheetName(0), "B2"); formula != "" {
			t.Errorf("B2 runs %s", formula)
		}
	}
}
