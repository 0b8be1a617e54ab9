package loader

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedData returns the folder of public data that is not part of the project, or skips.
func sharedData(t *testing.T) string {
	t.Helper()
	dir := filepath.FromSlash("../../shared/data")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("shared data is absent: " + err.Error())
	}
	return dir
}

func TestPublicTables(t *testing.T) {
	shared := sharedData(t)
	for _, tt := range []struct {
		manifest                string
		roles, skills, families int
		firstJa, firstEn        string // name of the first role
	}{
		{"jobtag.manifest.json", 498, 39, 15, "豆腐製造、豆腐職人", ""},
		{"onet-skills.manifest.json", 894, 35, 22, "", "Chief Executives"},
	} {
		t.Run(tt.manifest, func(t *testing.T) {
			d, report, err := Load(t.Context(), filepath.Join("..", "examples", "tables", tt.manifest), Options{Root: filepath.Join("..", "..")})
			if err != nil {
				t.Fatal(err)
			}
			if report.Roles != tt.roles || report.Skills != tt.skills || report.Families != tt.families {
				t.Errorf("got %d roles, %d skills, %d families", report.Roles, report.Skills, report.Families)
			}
			if len(report.Warnings) > 0 {
				t.Errorf("warnings: %+v", report.Warnings)
			}
			if name := d.Role(0).Name; name.Ja != tt.firstJa || name.En != tt.firstEn {
				t.Errorf("first role is %+v", name)
			}
			if d.Notice().En == "" || d.Notice().Ja == "" {
				t.Error("the credit line is missing")
			}
		})
	}
	t.Run("without a manifest", func(t *testing.T) {
		_, report, err := Load(t.Context(), filepath.Join(shared, "onet", "onet30_skills_lv.csv"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if report.Roles != 894 || report.Skills != 35 || report.Name != "onet30_skills_lv" {
			t.Errorf("got %+v", report)
		}
	})
	t.Run("long form", func(t *testing.T) {
		if testing.Short() {
			t.Skip("reads a workbook of 35 MB")
		}
		dir := t.TempDir()
		writeFile(t, dir, "m.json", `{"name":"onet29","form":"onet","scale":"LV","maxScore":7,"files":["onet29_3_Skills.xlsx"]}`)
		d, report, err := Load(t.Context(), filepath.Join(dir, "m.json"), Options{BaseDir: filepath.Join(shared, "onet")})
		if err != nil {
			t.Fatal(err)
		}
		if report.Roles != 879 || report.Skills != 35 {
			t.Errorf("got %d roles, %d skills", report.Roles, report.Skills)
		}
		if d.Role(0).Name.En != "Chief Executives" {
			t.Errorf("first role is %+v", d.Role(0))
		}
	})
}

func writeFile(t *testing.T, dir, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestPublishedFiles reads files as people download them, without a manifest.
func TestPublishedFiles(t *testing.T) {
	shared := sharedData(t)
	for _, tt := range []struct {
		file, form              string
		roles, skills, families int
		role, ja, en            string // one of them
		total                   string // of it
	}{
		{"published/jobtag_numeric_6_01.xlsx", formScores, 496, 39, 0, "313", "プログラマー", "", "102.677"},
		{"published/jobtag_numeric_6_01_cp932.csv", formScores, 496, 39, 0, "313", "プログラマー", "", "102.677"},
		{"published/onet29_3_Work_Styles.xlsx", formONET, 879, 16, 0, "11-1011.00", "", "Chief Executives", ""},
		{"published/nice_components_2025.xlsx", formLinks, 41, 1823, 5, "PD-WRL-006", "", "Threat Analysis", "165"},
		{"published/dcwf.json", formLinks, 68, 2221, 10, "541", "", "Vulnerability Assessment Analyst", "59"},
		{"asc/asc_core10.csv", formScores, 600, 10, 8, "", "", "", ""},
		{"nice/nice2_role_statement.csv", formLinks, 41, 1821, 0, "PD-WRL-006", "", "PD-WRL-006", ""},
	} {
		t.Run(tt.file, func(t *testing.T) {
			d, report, err := Load(t.Context(), filepath.Join(shared, filepath.FromSlash(tt.file)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if report.Form != tt.form || report.Roles != tt.roles || report.Skills != tt.skills || report.Families != tt.families {
				t.Errorf("got %s, %d roles, %d skills, %d families", report.Form, report.Roles, report.Skills, report.Families)
			}
			for i := range d.Roles() {
				if r := d.Role(i); r.Code == tt.role && (r.Name.Ja != tt.ja || r.Name.En != tt.en || tt.total != "" && r.Total.String() != tt.total) {
					t.Errorf("got %+v with %s points", r.Name, r.Total)
				}
			}
		})
	}
}
