package export

import (
	"bufio"
	"encoding/json"
	"io"

	"noboru/graph"
)

// A line of JSON Lines is the dataset, a role or an edge, by its type.
type (
	datasetLine struct {
		Type         string   `json:"type"`
		Name         string   `json:"name"`
		Version      string   `json:"version"`
		Measure      string   `json:"measure"`
		Threshold    float64  `json:"threshold"`
		Illustrative bool     `json:"illustrative"`
		Skills       []string `json:"skills"` // codes, in the order of scores
	}
	roleLine struct {
		Type   string    `json:"type"`
		Code   string    `json:"code"`
		NameJa string    `json:"nameJa,omitempty"`
		NameEn string    `json:"nameEn,omitempty"`
		Family string    `json:"family,omitempty"`
		Total  float64   `json:"total"`
		Scores []float64 `json:"scores,omitempty"`
	}
	edgeLine struct {
		Type        string  `json:"type"`
		A           string  `json:"a"`
		B           string  `json:"b"`
		Correlation float64 `json:"correlation"`
	}
)

func writeJSONL(w io.Writer, g *graph.Graph) error {
	d := g.Dataset()
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	head := datasetLine{"dataset", d.Name(), string(d.Version()), string(d.Measure()), d.Threshold().Float(), d.Illustrative(), []string{}}
	for _, s := range d.Skills() {
		head.Skills = append(head.Skills, s.Code)
	}
	if err := e.Encode(head); err != nil {
		return err
	}
	for i := range g.Len() {
		r := d.Role(i)
		line := roleLine{Type: "role", Code: r.Code, NameJa: r.Name.Ja, NameEn: r.Name.En, Family: r.Family, Total: r.Total.Float()}
		for _, s := range r.Scores {
			line.Scores = append(line.Scores, s.Float())
		}
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	err := edges(g, func(from int, s graph.Step) error {
		return e.Encode(edgeLine{"edge", d.Role(from).Code, d.Role(s.To).Code, s.Similarity.Float()})
	})
	if err != nil {
		return err
	}
	return out.Flush()
}
