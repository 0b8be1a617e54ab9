package storetest

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"noboru/graph"
	"noboru/loader"
)

// Draw draws a valid dataset of that name, of any measure, with awkward texts and codes: what every
// store must keep. Its ids are those of package loader.
func Draw(t *rapid.T, name string) *graph.Dataset {
	spec := graph.Spec{
		Name:         name,
		Title:        graph.Text{Ja: text(t, "title"), En: text(t, "title")},
		Notice:       graph.Text{Ja: text(t, "notice"), En: text(t, "notice")},
		Languages:    rapid.SampledFrom([][]string{nil, {"ja"}, {"en", "ja"}}).Draw(t, "languages"),
		Illustrative: rapid.Bool().Draw(t, "illustrative"),
		Measure:      rapid.SampledFrom(graph.Measures[:]).Draw(t, "measure"),
		Threshold:    graph.Similarity(rapid.SampledFrom([]int{-1_000_000, -1, 0, 500_000, 900_000, 1_000_000}).Draw(t, "threshold")),
		TopK:         rapid.SampledFrom([]int{0, 1, 2, 50}).Draw(t, "topK"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "levels") {
		score := graph.Points(rapid.IntRange(1, 2000).Draw(t, "level"))
		if n := len(spec.Levels); n > 0 {
			score += spec.Levels[n-1].Score
		}
		spec.Levels = append(spec.Levels, graph.LevelMeaning{Score: score, Meaning: graph.Text{Ja: "段階" + text(t, "level"), En: text(t, "level")}})
	}
	ids := loader.NewIDs(name)
	for _, code := range codes(t, "groups", 0, 2) {
		spec.SkillGroups = append(spec.SkillGroups, graph.SkillGroup{ID: ids.Group(code), Code: code, Name: naming(t)})
	}
	groups := append([]graph.SkillGroup{{}}, spec.SkillGroups...)
	for _, code := range codes(t, "skills", 1, 4) {
		group := rapid.SampledFrom(groups).Draw(t, "group").Code
		spec.Skills = append(spec.Skills, graph.Skill{ID: ids.Skill(code), Code: code, Name: naming(t), Group: group})
	}
	for _, code := range codes(t, "families", 0, 3) {
		spec.Families = append(spec.Families, graph.Family{
			ID: ids.Family(code), Code: code, Name: naming(t), Description: graph.Text{Ja: text(t, "family"), En: text(t, "family")},
		})
	}
	families := append([]graph.Family{{}}, spec.Families...)
	for _, code := range codes(t, "roles", 1, 8) {
		r := graph.Role{
			ID: ids.Role(code), Code: code, Name: naming(t), Description: graph.Text{Ja: text(t, "role"), En: text(t, "role")},
			Family: rapid.SampledFrom(families).Draw(t, "family").Code,
		}
		if spec.Measure == graph.Given {
			r.Total = points(t)
		} else {
			for range spec.Skills {
				r.Scores = append(r.Scores, points(t))
			}
		}
		spec.Roles = append(spec.Roles, r)
	}
	if spec.Measure == graph.Given {
		for a := range spec.Roles {
			for b := a + 1; b < len(spec.Roles); b++ {
				if rapid.Bool().Draw(t, "paired") {
					s := graph.Similarity(rapid.IntRange(-graph.SimilarityScale, graph.SimilarityScale).Draw(t, "similarity"))
					spec.Pairs = append(spec.Pairs, graph.Pair{A: spec.Roles[a].Code, B: spec.Roles[b].Code, Similarity: s})
				}
			}
		}
	}
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatalf("drawn dataset: %v", err)
	}
	return d
}

// text draws what a cell of a table can hold: nothing, or text without spaces around it.
func text(t *rapid.T, label string) string {
	letters := []rune("aZ9 \",;'#`$\\{}かなガé\U0001F600")
	return strings.TrimSpace(string(rapid.SliceOfN(rapid.SampledFrom(letters), 0, 6).Draw(t, label)))
}

func naming(t *rapid.T) graph.Name {
	n := graph.Name{Text: graph.Text{Ja: text(t, "ja"), En: text(t, "en")}, Kana: text(t, "kana")}
	if n.Ja == "" && n.En == "" {
		n.Ja = "名"
	}
	return n
}

func codes(t *rapid.T, label string, low, high int) []string {
	n := rapid.IntRange(low, high).Draw(t, label)
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s%d", rapid.SampledFrom([]string{"A", "b", "役割", "Z-", "code ", "`", "1"}).Draw(t, "code"), i)
	}
	return list
}

// points draws small scores, which repeat, and large ones with thousandths.
func points(t *rapid.T) graph.Points {
	return graph.Points(rapid.OneOf(rapid.Int64Range(0, 7), rapid.Int64Range(0, 100_000)).Draw(t, "points"))
}
