// Package madeup makes datasets of any size for benchmarks.
package madeup

import (
	"fmt"
	"math/rand/v2"

	"github.com/google/uuid"

	"noboru/graph"
)

const (
	skills     = 24
	groups     = 3
	archetypes = 40
	neighbours = 10
)

// Dataset is a seeded dataset of n roles on 24 skills. Roles mix two of 40 archetypes at a level of
// their own, so that most pairs are some 6 to 8 steps apart, about as in real tables; each keeps its
// 10 strongest edges, which leaves 7 to 8 pairs a role.
func Dataset(n int) (*graph.Dataset, error) {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	var kinds [archetypes][skills]float64
	for a := range kinds {
		for s := range kinds[a] {
			kinds[a][s] = random.Float64() * 7
		}
	}
	spec := graph.Spec{
		Name: fmt.Sprint("made-up-", n), Illustrative: true, Measure: graph.Pearson,
		Threshold: 600_000, TopK: neighbours, MaxScore: 7000,
	}
	id := func(code string) string { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(spec.Name+code)).String() }
	for s := range skills {
		code := fmt.Sprintf("S%02d", s)
		spec.Skills = append(spec.Skills, graph.Skill{ID: id(code), Code: code, Name: graph.Name{Text: graph.Text{En: fmt.Sprint("skill ", s)}}})
	}
	for i := range n {
		a, b := random.IntN(archetypes), random.IntN(archetypes)
		level, weight := 0.3+0.7*random.Float64(), 0.5+0.5*random.Float64()
		scores := make([]graph.Points, skills)
		for s := range scores {
			x := kinds[a][s]*weight + kinds[b][s]*(1-weight) + 1.5*(random.Float64()-0.5)
			scores[s] = graph.Points(1000 * min(7, max(0, x*level)))
		}
		code := fmt.Sprintf("R%06d", i)
		spec.Roles = append(spec.Roles, graph.Role{ID: id(code), Code: code, Name: graph.Name{Text: graph.Text{En: fmt.Sprint("role ", i)}}, Scores: scores})
	}
	return graph.NewDataset(spec)
}
