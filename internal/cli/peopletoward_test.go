package cli_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noboru/internal/cli"
)

// TestOneSearchIsAsMany holds that a table whose people share one search from each goal gives the lines, byte for byte, of
// tables with one person, who is searched for alone.
func TestOneSearchIsAsMany(t *testing.T) {
	roles, skills := codesOf(t, "roles"), codesOf(t, "skills")
	random := rand.New(rand.NewPCG(3, 4))
	header := "who,role," + strings.Join(skills, ",") + "\n"
	staff := []string{"ghost,NO-SUCH-ROLE" + strings.Repeat(",", len(skills))}
	for i := range 24 {
		cells := make([]string, len(skills))
		for k := range cells {
			if i%3 == 0 && random.IntN(3) > 0 {
				cells[k] = fmt.Sprint(random.IntN(6))
			}
		}
		staff = append(staff, fmt.Sprintf("p%d,%s,%s", i, roles[random.IntN(len(roles))], strings.Join(cells, ",")))
	}
	for _, options := range [][]string{
		nil,
		{"--objective", "shortest", "--max-climb", "4"},
		{"--objective", "fewest-steps", "--avoid-family", "CSIRT", "--explain"},
		{"--climb-by", "skill-gap", "--demotions", "allow", "--stability", "5"},
	} {
		t.Run(strings.Join(options, " "), func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "people.csv")
			ask := slices.Concat([]string{"people", "paths", file, "--csv", "--to", "SOC-MANAGER", "--to", "family:CSIRT", "--to", roles[5]}, options)
			var alone strings.Builder
			for i, person := range staff {
				write(t, file, header+person+"\n")
				out, _ := call(t, ask...)
				if i > 0 {
					_, out, _ = strings.Cut(out, "\n")
				}
				alone.WriteString(out)
			}
			write(t, file, header+strings.Join(staff, "\n")+"\n")
			if all, _ := call(t, ask...); all != alone.String() {
				t.Errorf("together:\n%s\nalone:\n%s", all, alone.String())
			}
		})
	}
}

// TestRowsThatAskNothing holds that each row without a start is named by its own number.
func TestRowsThatAskNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "people.csv")
	write(t, file, "who,role\na,SOC-OPERATOR\nb,\nc,\n")
	out, code := call(t, "people", "paths", file, "--csv", "--to", "SOC-MANAGER")
	header, rows := table(t, out)
	if code != cli.BadInput || len(rows) != 3 {
		t.Fatalf("exit code %d, %d rows", code, len(rows))
	}
	for i, number := range []string{"3", "4"} {
		if said := column(t, header, rows[i+1], "detail"); !strings.Contains(said, number) {
			t.Errorf("row %s: %q", number, said)
		}
	}
}
