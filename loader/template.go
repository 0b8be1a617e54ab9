package loader

import (
	"path/filepath"
	"slices"
)

// Forms lists the forms of tables, as flags and manifests name them.
func Forms() []string { return slices.Clone(forms) }

// BlankPolicies lists what a blank cell may mean.
func BlankPolicies() []string { return slices.Clone(blankPolicies) }

// Encodings lists the encodings of text.
func Encodings() []string { return slices.Clone(encodings) }

// Template is a dataset to begin with: a manifest, and its table of made-up roles, in which each leads to
// the next.
func Template() (data []byte, table [][]string) {
	threshold := 0.8
	m := manifest{
		Schema: "manifest.schema.json", Name: "my-roles", Title: text{Ja: "わたしたちの職種", En: "Our roles"}, Illustrative: true,
		MaxScore: 7, Measure: "PEARSON", Threshold: &threshold, Form: formScores, Files: []string{"roles.csv"},
		Columns: columnNames{Code: "code", NameJa: "name_ja", NameEn: "name_en", Family: "family"},
		Skills: fileOr[skillEntry]{List: []skillEntry{
			{Code: "monitoring", NameJa: "監視", NameEn: "Monitoring"},
			{Code: "analysis", NameJa: "分析", NameEn: "Analysis"},
			{Code: "networks", NameJa: "ネットワーク", NameEn: "Networks"},
			{Code: "reporting", NameJa: "報告", NameEn: "Reporting"},
			{Code: "planning", NameJa: "計画", NameEn: "Planning"},
			{Code: "leading", NameJa: "統率", NameEn: "Leading"},
		}},
	}
	data, _ = m.bytes() // plain values always encode
	return data, [][]string{
		{"code", "name_ja", "name_en", "family", "monitoring", "analysis", "networks", "reporting", "planning", "leading"},
		{"OPERATOR", "監視担当", "Operator", "SOC", "4", "1", "3", "2", "0", "0"},
		{"INTEL", "情報収集担当", "Intelligence gatherer", "SOC", "4", "3", "3", "3", "1", "0"},
		{"ANALYST", "分析担当", "Analyst", "SOC", "4", "5", "4", "4", "2", "1"},
		{"SENIOR", "上級分析担当", "Senior analyst", "SOC", "3", "6", "4", "5", "2", "2"},
		{"LEAD", "主任", "Team lead", "SOC", "3", "5", "4", "5", "3", "4"},
		{"MANAGER", "管理者", "Manager", "SOC", "3", "5", "4", "5", "4", "5"},
	}
}

// ManifestFor is the manifest of what was read, to be saved at path: the names of files lead from there.
// outside says that some lead out of its folder, so that reading it takes Options.Root.
func (r *Report) ManifestFor(path string) (data []byte, outside bool, err error) {
	m := r.Recognition.manifest
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, false, err
	}
	relative := func(name string) (string, error) {
		if name == "" || filepath.IsAbs(name) {
			return name, nil
		}
		full, err := filepath.Abs(filepath.Join(r.Recognition.base, name))
		if err != nil {
			return "", err
		}
		rel, err := filepath.Rel(dir, full)
		return filepath.ToSlash(rel), err
	}
	m.Files = slices.Clone(m.Files)
	names := []*string{&m.Roles, &m.Pairs.File, &m.Skills.File, &m.Families.File}
	for i := range m.Files {
		names = append(names, &m.Files[i])
	}
	for _, name := range names {
		if *name, err = relative(*name); err != nil {
			return nil, false, err
		}
		outside = outside || *name != "" && !filepath.IsLocal(*name)
	}
	data, err = m.bytes()
	return data, outside, err
}
