package neo4jstore

import (
	"cmp"
	"strings"

	"noboru/graph"
)

// properties of a node or a relationship. Empty texts are left out: absent and empty are the same to people.
type properties map[string]any

func (p properties) text(key, value string) properties {
	if value != "" {
		p[key] = value
	}
	return p
}

func (p properties) description(t graph.Text) properties {
	return p.text("descriptionJa", t.Ja).text("descriptionEn", t.En)
}

// identity is what every node has. name is in the dataset's first language, or else in the other.
func identity(d *graph.Dataset, id, code string, n graph.Name) properties {
	p := properties{"dataset": d.Name(), "id": id, "code": code}
	first := cmp.Or(n.Ja, n.En)
	if languages := d.Languages(); len(languages) > 0 && languages[0] == "en" {
		first = cmp.Or(n.En, n.Ja)
	}
	return p.text("name", first).text("nameJa", n.Ja).text("nameEn", n.En).text("nameKana", n.Kana).text("nameHiragana", hiragana(n.Kana))
}

// hiragana writes katakana as hiragana, so that a search finds a reading in either.
func hiragana(kana string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - ('ァ' - 'ぁ')
		}
		return r
	}, kana)
}

func groupProperties(d *graph.Dataset, i int) properties {
	g := d.SkillGroups()[i]
	p := identity(d, g.ID, g.Code, g.Name)
	p["position"] = int64(i)
	return p
}

func skillProperties(d *graph.Dataset, i int, scales []scale) properties {
	k := d.Skills()[i]
	p := identity(d, k.ID, k.Code, k.Name).text("group", k.Group)
	p["position"] = int64(i)
	if scales != nil {
		p["mean"], p["deviation"] = scales[i].mean, scales[i].deviation
	}
	return p
}

func familyProperties(d *graph.Dataset, i int) properties {
	f := d.Families()[i]
	return identity(d, f.ID, f.Code, f.Name).description(f.Description)
}

func roleProperties(d *graph.Dataset, i int) properties {
	r := d.Role(i)
	p := identity(d, r.ID, r.Code, r.Name).description(r.Description).text("family", r.Family)
	p["total"], p["totalMilli"] = r.Total.Float(), int64(r.Total)
	if d.HasScores() {
		scores := make([]float64, len(r.Scores))
		for k, v := range r.Scores {
			scores[k] = v.Float()
		}
		p["scores"] = scores
	}
	return p
}

// datasetProperties describe a dataset whole. Besides, the node has loadedAt, the server's clock, and
// loads, which grows with every load; vectorIndex, once it is complete; and loading, while a load is
// under way that shows.
func datasetProperties(p *plan) properties {
	d := p.data
	props := properties{
		"name": d.Name(), "version": string(d.Version()), "format": int64(format), "load": p.load, "roleLabel": p.label,
		"illustrative": d.Illustrative(), "languages": d.Languages(), "measure": string(d.Measure()),
		"threshold": d.Threshold().Float(), "thresholdMicro": int64(d.Threshold()), "topK": int64(d.TopK()),
		"maxScore": d.MaxScore().Float(), "maxScoreMilli": int64(d.MaxScore()),
		"comfortableClimb": d.ComfortableClimb().Float(), "comfortableClimbMilli": int64(d.ComfortableClimb()),
		"roles": int64(len(d.Roles())), "skills": int64(len(d.Skills())), "skillGroups": int64(len(d.SkillGroups())),
		"families": int64(len(d.Families())), "edges": int64(p.graph.EdgeCount()), "requires": p.counts[requires],
		"statedPairs": int64(len(d.Pairs())), "demotionWeight": p.demotion, "exactInDoubles": p.exact, "risingExactInDoubles": p.exactRising,
	}
	if len(d.Languages()) == 0 {
		props["languages"] = []string{}
	}
	if levels := d.Levels(); len(levels) > 0 {
		scores, ja, en := make([]float64, len(levels)), make([]string, len(levels)), make([]string, len(levels))
		for i, l := range levels {
			scores[i], ja[i], en[i] = l.Score.Float(), l.Meaning.Ja, l.Meaning.En
		}
		props["levels"], props["levelsJa"], props["levelsEn"] = scores, ja, en
	}
	return props.text("approximateBy", d.ApproximateBy()).text("titleJa", d.Title().Ja).text("titleEn", d.Title().En).
		text("noticeJa", d.Notice().Ja).text("noticeEn", d.Notice().En)
}

// vectorProperties are those of the dataset's vector index.
func vectorProperties(p *plan) properties {
	if p.dimensions == 0 {
		return properties{}
	}
	return properties{"vectorIndex": vectorIndex(p.data.Name(), p.dimensions), "vectorDimensions": int64(p.dimensions)}
}

// ownedDatasetKeys are the properties of a Dataset node that are this store's, in any format.
var ownedDatasetKeys = keySet([]string{
	"name", "version", "format", "load", "roleLabel", "illustrative", "languages", "measure", "threshold", "thresholdMicro", "topK",
	"maxScore", "maxScoreMilli", "comfortableClimb", "comfortableClimbMilli", "roles", "skills", "skillGroups", "families", "edges", "requires",
	"statedPairs", "demotionWeight", "exactInDoubles", "risingExactInDoubles", "levels", "levelsJa", "levelsEn", "titleJa", "titleEn", "noticeJa", "noticeEn",
	"approximateBy", "vectorIndex", "vectorDimensions", "loadedAt", "loads", "loading", "slot",
})
