package neo4jstore

import (
	"noboru/graph"
)

// properties of a node. Empty texts are left out: absent and empty are the same to people.
type properties map[string]any

func (p properties) text(key, value string) properties {
	if value != "" {
		p[key] = value
	}
	return p
}

func (p properties) name(n graph.Name) properties {
	return p.text("nameJa", n.Ja).text("nameEn", n.En).text("nameKana", n.Kana)
}

func (p properties) description(t graph.Text) properties {
	return p.text("descriptionJa", t.Ja).text("descriptionEn", t.En)
}

func identity(s slot, id, code string) properties {
	return properties{"slot": s.key(), "dataset": s.dataset, "id": id, "code": code}
}

func groupProperties(s slot, g *graph.SkillGroup, position int) properties {
	p := identity(s, g.ID, g.Code).name(g.Name)
	p["position"] = int64(position)
	return p
}

func skillProperties(s slot, k *graph.Skill, position int, scales []scale) properties {
	p := identity(s, k.ID, k.Code).name(k.Name).text("group", k.Group)
	p["position"] = int64(position)
	if scales != nil {
		p["mean"], p["deviation"] = scales[position].mean, scales[position].deviation
	}
	return p
}

func familyProperties(s slot, f *graph.Family) properties {
	return identity(s, f.ID, f.Code).name(f.Name).description(f.Description)
}

func roleProperties(s slot, d *graph.Dataset, i int, scales []scale) properties {
	r := d.Role(i)
	p := identity(s, r.ID, r.Code).name(r.Name).description(r.Description).text("family", r.Family)
	p["total"], p["totalMilli"] = r.Total.Float(), int64(r.Total)
	if d.HasScores() {
		scores := make([]float64, len(r.Scores))
		for k, v := range r.Scores {
			scores[k] = v.Float()
		}
		p["scores"] = scores
		if v := vectorOf(d, i, scales); v != nil {
			p["vector"] = v
		}
	}
	return p
}

// datasetProperties describe a dataset whole; loadedAt is the server's clock.
func datasetProperties(p *plan) properties {
	d := p.data
	props := properties{
		"name": d.Name(), "version": string(d.Version()), "format": int64(format),
		"slot": p.slot.key(), "load": p.load,
		"illustrative": d.Illustrative(), "languages": d.Languages(), "measure": string(d.Measure()),
		"threshold": d.Threshold().Float(), "thresholdMicro": int64(d.Threshold()), "topK": int64(d.TopK()),
		"maxScore": d.MaxScore().Float(), "maxScoreMilli": int64(d.MaxScore()),
		"comfortableClimb": d.ComfortableClimb().Float(), "comfortableClimbMilli": int64(d.ComfortableClimb()),
		"roles": int64(len(d.Roles())), "skills": int64(len(d.Skills())), "skillGroups": int64(len(d.SkillGroups())),
		"families": int64(len(d.Families())), "edges": int64(p.graph.EdgeCount()), "requires": p.requires,
		"statedPairs": int64(len(d.Pairs())), "exactInDoubles": p.exactInDoubles,
	}
	if props["languages"] == nil || len(d.Languages()) == 0 {
		props["languages"] = []string{}
	}
	if levels := d.Levels(); len(levels) > 0 {
		scores, ja, en := make([]float64, len(levels)), make([]string, len(levels)), make([]string, len(levels))
		for i, l := range levels {
			scores[i], ja[i], en[i] = l.Score.Float(), l.Meaning.Ja, l.Meaning.En
		}
		props["levels"], props["levelsJa"], props["levelsEn"] = scores, ja, en
	}
	if p.dimensions > 0 {
		props["vectorIndex"], props["vectorDimensions"] = p.slot.vectorIndex(), int64(p.dimensions)
	}
	return props.text("titleJa", d.Title().Ja).text("titleEn", d.Title().En).
		text("noticeJa", d.Notice().Ja).text("noticeEn", d.Notice().En)
}
