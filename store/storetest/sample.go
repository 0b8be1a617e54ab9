package storetest

import (
	"fmt"
	"strings"

	"noboru/graph"
	"noboru/loader"
)

// Sample makes a dataset of n roles on eight skills, in families and groups. Roles i and i+1 are alike, so
// that the graph has edges; datasets of different n differ in every role.
func Sample(name string, n int) *graph.Dataset {
	ids := loader.NewIDs(name)
	spec := graph.Spec{
		Name: name, Title: graph.Text{Ja: "見本", En: "Sample"}, Languages: []string{"ja", "en"},
		Measure: graph.Pearson, Threshold: 800_000, TopK: 5, MaxScore: 7000,
		SkillGroups: []graph.SkillGroup{{ID: ids.Group("G"), Code: "G", Name: graph.Name{Text: graph.Text{En: "Group"}}}},
	}
	for k := range 8 {
		code := fmt.Sprintf("S%d", k)
		spec.Skills = append(spec.Skills, graph.Skill{ID: ids.Skill(code), Code: code, Name: graph.Name{Text: graph.Text{En: "Skill " + code}}, Group: "G"})
	}
	for f := range 3 {
		code := fmt.Sprintf("F%d", f)
		spec.Families = append(spec.Families, graph.Family{ID: ids.Family(code), Code: code, Name: graph.Name{Text: graph.Text{Ja: "分野" + code}}})
	}
	for i := range n {
		code := fmt.Sprintf("R%06d", i)
		r := graph.Role{
			ID: ids.Role(code), Code: code, Family: fmt.Sprintf("F%d", i%3),
			Name: graph.Name{Text: graph.Text{Ja: fmt.Sprintf("役割%d／全%d", i, n), En: fmt.Sprintf("Role %d of %d", i, n)}, Kana: "ヤクワリ"},
		}
		for k := range 8 {
			r.Scores = append(r.Scores, graph.Points((i*7+k*k*(i/5+n)+k)%8*1000%8000))
		}
		for k := range r.Scores {
			r.Scores[k] = min(r.Scores[k], 7000)
		}
		spec.Roles = append(spec.Roles, r)
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		panic(fmt.Sprintf("storetest: sample of %d: %v", n, err)) // a fault of this function
	}
	return d
}

// Wordy is Sample with long descriptions: 2.5 kB a role, which is little to load and much to read.
func Wordy(name string, n int) *graph.Dataset {
	spec := Sample(name, n).Spec()
	for i := range spec.Roles {
		spec.Roles[i].Description.En = strings.Repeat("word ", 500)
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		panic(fmt.Sprintf("storetest: wordy sample of %d: %v", n, err)) // a fault of this function
	}
	return d
}
