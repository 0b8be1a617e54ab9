package loader

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"noboru/graph"
)

const sharedCases = "../../shared/cases"

// sharedCase is what is right for an input of ../shared/cases: its README says why.
type sharedCase struct {
	file          string
	opts          Options
	form          string // of what loads; empty where it is refused
	roles, skills int
	warned        []Kind // among the warnings
	refused       []Kind // all kinds of faults
	check         func(t *testing.T, d *graph.Dataset)
}

// scoresOf compares the scores of a role, found by code.
func scoresOf(role string, want ...graph.Points) func(t *testing.T, d *graph.Dataset) {
	return func(t *testing.T, d *graph.Dataset) {
		t.Helper()
		i := slices.IndexFunc(d.Roles(), func(r graph.Role) bool { return r.Code == role })
		if i < 0 {
			t.Fatalf("no role %q", role)
		}
		if got := d.Role(i).Scores; !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", role, got, want)
		}
	}
}

func codesAre(want ...string) func(t *testing.T, d *graph.Dataset) {
	return func(t *testing.T, d *graph.Dataset) {
		t.Helper()
		var got []string
		for _, r := range d.Roles() {
			got = append(got, r.Code)
		}
		if !slices.Equal(got, want) {
			t.Errorf("codes %q, want %q", got, want)
		}
	}
}

func familyIs(want string) func(t *testing.T, d *graph.Dataset) {
	return func(t *testing.T, d *graph.Dataset) {
		t.Helper()
		if got := d.Role(0).Family; got != want {
			t.Errorf("family %q, want %q", got, want)
		}
	}
}

var sharedCaseTable = map[string]sharedCase{
	"blank-means-zero":           {file: "t.csv", refused: []Kind{kindBlankCells}},
	"bom-quoted-header":          {file: "t.csv", form: formScores, roles: 3, skills: 3},
	"bomb-4M-rows":               {file: "bomb4M.xlsx", refused: []Kind{kindWorkbookTooLarge}},
	"code-nbsp-zwsp":             {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnTwins, warnSpaces}},
	"code-number-format-0000":    {file: "t.xlsx", form: formScores, roles: 5, skills: 5, check: codesAre("0007", "0012", "0101", "0204", "0305")},
	"code-numbers-xlsx":          {file: "t.xlsx", refused: []Kind{kindDuplicateCode}},
	"code-trailing-space":        {file: "t.csv", refused: []Kind{kindDuplicateCode}},
	"codes-null-nan":             {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnErrorCode}, check: codesAre("#N/A", "NaN", "None", "inf", "null")},
	"codes-odd-csv":              {file: "t.csv", form: formScores, roles: 5, skills: 5, check: codesAre("007", "11-1011.00", "1E5", "NA", "TRUE")},
	"comma-decimal-comma-quoted": {file: "t.csv", form: formScores, roles: 3, skills: 3, check: scoresOf("TESTER", 3500, 2000, 1500)},
	"cover-sheet-first":          {file: "t.xlsx", form: formScores, roles: 5, skills: 5, warned: []Kind{warnSheet}},
	"cp1252-valid-as-cp932": {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnEncoding}, check: func(t *testing.T, d *graph.Dataset) {
		if got := d.Role(0).Name.En; got != "Développeur" {
			t.Errorf("got %q", got)
		}
	}},
	"cp932":                    {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnEncoding}, check: familyIs("品質")},
	"cr-only":                  {file: "t.csv", form: formScores, roles: 5, skills: 5},
	"error-cell":               {file: "t.xlsx", refused: []Kind{kindCellError}},
	"formula-without-value":    {file: "t.xlsx", refused: []Kind{kindFormula}},
	"fullwidth-digits":         {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnFullWidth}, check: scoresOf("T2", 4000, 5000, 4500)},
	"header-spaces":            {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnSpaces}},
	"hidden-row-and-column":    {file: "t.xlsx", form: formScores, roles: 5, skills: 5, warned: []Kind{warnHiddenRows, warnHiddenColumns}},
	"ignored-duplicate-header": {file: "m.json", form: formScores, roles: 2, skills: 2},
	"injection-names":          {file: "m2.json", form: formScores, roles: 5, skills: 5},
	"job-title-header":         {file: "t.csv", form: formScores, roles: 5, skills: 5, check: familyIs("Build")},
	"long-form":                {file: "t.csv", form: formLong, roles: 5, skills: 5, check: scoresOf("Tester", 3000, 2000, 1000, 1000, 2000)},
	"long-form-with-code":      {file: "t.csv", form: formLong, roles: 5, skills: 5, check: scoresOf("TESTER", 3000, 2000, 1000, 1000, 2000)},
	"marks-maru":               {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnBlankZero}, check: scoresOf("LEAD", 3000, 2000, 1000, 2000, 2000)},
	"merged-family":            {file: "t.xlsx", form: formScores, roles: 5, skills: 5, warned: []Kind{warnMerged}},
	"merged-score":             {file: "t.xlsx", refused: []Kind{kindMerged}},
	"name-only":                {file: "t.csv", form: formScores, roles: 5, skills: 5, check: scoresOf("Tester", 3000, 2000, 1000, 1000, 2000)},
	"numbers-as-text":          {file: "t.xlsx", form: formScores, roles: 5, skills: 5},
	"onet-flags":               {file: "m.json", form: formONET, roles: 3, skills: 3, warned: []Kind{warnSuppressed, warnNotRelevant}},
	"onet-no-manifest":         {file: "Skills.csv", form: formONET, roles: 3, skills: 3, warned: []Kind{warnSuppressed, warnNotRelevant}},
	"onet-text-without-title": {file: "m.json", form: formONET, roles: 3, skills: 3, check: func(t *testing.T, d *graph.Dataset) {
		if got := d.Role(0).Name.En; got != "Maker one" {
			t.Errorf("got %q", got)
		}
	}},
	"pairs-both-ways":         {file: "m.json", form: formCorrelations, roles: 3, warned: []Kind{warnSelfPair}},
	"pairs-disagree":          {file: "m.json", refused: []Kind{kindConflict}},
	"pairs-missing-weight":    {file: "m.json", refused: []Kind{kindMissingNumber, kindUnknownRole}},
	"percent-csv":             {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnPercent}, check: scoresOf("TESTER", 30_000, 20_000, 10_000)},
	"profile-variants":        {file: "n.json", form: formScores, roles: 4, skills: 4},
	"quoted-newlines":         {file: "t.csv", form: formScores, roles: 3, skills: 3},
	"role-statement-links":    {file: "m.json", form: formLinks, roles: 3, skills: 3, check: scoresOf("R1", 1000, 1000, 0)},
	"row-without-any-score":   {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnLeftOut}},
	"same-name-twice":         {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnSameName}},
	"same-role-two-rows":      {file: "t.csv", refused: []Kind{kindDuplicateCode}},
	"semicolon-decimal-comma": {file: "t.csv", form: formScores, roles: 3, skills: 3, check: scoresOf("TESTER", 3500, 2000, 1500)},
	"shown-rounded":           {file: "t.xlsx", form: formScores, roles: 5, skills: 5, warned: []Kind{warnFormatted}},
	"space-before-quote":      {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnQuoteSpace}},
	"square-correlation-matrix": {file: "t.csv", form: formMatrix, roles: 5, warned: []Kind{warnNoTotals}, check: func(t *testing.T, d *graph.Dataset) {
		if len(d.Pairs()) != 10 || d.Measure() != graph.Given {
			t.Errorf("%d pairs, %s", len(d.Pairs()), d.Measure())
		}
	}},
	"tabs":                     {file: "t.csv", form: formScores, roles: 5, skills: 5},
	"tabs-tsv":                 {file: "t.tsv", form: formScores, roles: 5, skills: 5},
	"thousands":                {file: "t.csv", form: formScores, roles: 3, skills: 3, warned: []Kind{warnGrouped}, check: scoresOf("TESTER", 1_200_000, 2_000_000, 900_000)},
	"tiny-scale":               {file: "t.csv", form: formScores, roles: 3, skills: 4, warned: []Kind{warnScaled}, check: scoresOf("R1", 4000, 3000, 1000, 2000)},
	"title-3-rows":             {file: "t.xlsx", form: formScores, roles: 5, skills: 5, warned: []Kind{warnTitleRows}},
	"title-3-rows-own-headers": {file: "m.json", form: formScores, roles: 5, skills: 5, warned: []Kind{warnTitleRows}},
	"total-disagrees":          {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{warnTotal}},
	"total-header-variants":    {file: "t.csv", form: formScores, roles: 5, skills: 5},
	"total-row-no-code":        {file: "t.csv", form: formScores, roles: 5, skills: 5, warned: []Kind{suspectWholeRow}},
	"transposed":               {file: "t.csv", form: formTransposed, roles: 5, skills: 5, check: scoresOf("Tester", 3000, 2000, 1000, 1000, 2000)},
	"two-row-header": {file: "t.xlsx", form: formScores, roles: 5, skills: 5, check: func(t *testing.T, d *graph.Dataset) {
		if len(d.SkillGroups()) != 2 || d.Skills()[0].Code != "Testing" {
			t.Errorf("groups %v, skills %v", d.SkillGroups(), d.Skills())
		}
	}},
	"two-tables-extra-skill": {file: "m.json", form: formScores, roles: 5, skills: 5, warned: []Kind{warnUnread}},
	"two-tables-other-order": {file: "m.json", form: formScores, roles: 5, skills: 5, check: scoresOf("ANALYST", 5000, 3000, 1000, 3000, 3000)},
	"utf16-bom":              {file: "t.csv", form: formScores, roles: 5, skills: 5},
	"utf8-ja":                {file: "t.csv", form: formScores, roles: 5, skills: 5, check: familyIs("品質")},
}

// TestSharedCases reads every input that people have handed in, or made up for a reason.
func TestSharedCases(t *testing.T) {
	entries, err := os.ReadDir(sharedCases)
	if err != nil {
		t.Skipf("%s is absent", sharedCases)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			c, known := sharedCaseTable[e.Name()]
			if !known {
				t.Fatal("nobody has said what is right")
			}
			c.run(t, filepath.Join(sharedCases, e.Name(), c.file))
		})
	}
}

func (c sharedCase) run(t *testing.T, path string) {
	d, report, err := Load(t.Context(), path, c.opts)
	if c.refused != nil {
		var faults Faults
		if !errors.As(err, &faults) {
			t.Fatalf("loaded, want %v", c.refused)
		}
		for _, f := range faults {
			if !slices.Contains(c.refused, f.Kind) {
				t.Errorf("fault %v, want %v", f, c.refused)
			}
		}
		if len(faults) > 2 {
			t.Errorf("%d faults of one cause", len(faults))
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if report.Form != c.form || report.Roles != c.roles || report.Skills != c.skills {
		t.Errorf("form %s, %d roles, %d skills; want %s, %d, %d", report.Form, report.Roles, report.Skills, c.form, c.roles, c.skills)
	}
	for _, kind := range c.warned {
		if !slices.ContainsFunc(report.Warnings, func(w Warning) bool { return w.Kind == kind }) {
			t.Errorf("no warning %s among %v", kind, report.Warnings)
		}
	}
	if c.check != nil {
		c.check(t, d)
	}
}

// TestBlankPolicies reads the sparse table by each policy.
func TestBlankPolicies(t *testing.T) {
	const sparse = "code,name,a,b,c\nR1,One,3,,2\nR2,Two,4,1,2\nR3,Three,5,3,\nR4,Four,,,\n"
	fsys := files("roles.csv", sparse)
	checkFaults(t, faultsOf(t, fsys, "roles.csv", Options{}), ErrMissing, []string{`roles.csv:2 [b] blank-cells cells=2 rows=[2,4] columns=["b","c"]`})
	d, report, err := LoadFS(t.Context(), fsys, "roles.csv", Options{Blank: blankZero})
	if err != nil || len(d.Roles()) != 4 || report.Blanks.Cells != 5 {
		t.Errorf("zero: %v, %+v", err, report)
	}
	d, report, err = LoadFS(t.Context(), fsys, "roles.csv", Options{Blank: blankLeaveOut})
	if err != nil || len(d.Roles()) != 1 || len(report.Blanks.Roles) != 3 {
		t.Errorf("leave out: %v, %+v", err, report)
	}
}
