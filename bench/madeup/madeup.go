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
	archetypes = 40
	neighbours = 10
)

// Dataset is a seeded dataset of n roles on 24 skills. Roles mix two of 40 archetypes and a little
// of a third, so that every role has near neighbours and far ones; each keeps its 10 strongest
// edges, which leaves about 7 pairs a role.
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
		first := random.IntN(archetypes)
		mix := [3]int{first, (first + 1) % archetypes, random.IntN(archetypes)}
		level, weight := 0.3+0.7*random.Float64(), random.Float64()
		scores := make([]graph.Points, skills)
		for s := range scores {
			x := kinds[mix[0]][s]*weight + kinds[mix[1]][s]*(1-weight) + 0.15*kinds[mix[2]][s] + random.Float64()
			scores[s] = min(7000, graph.Points(x*level*800))
		}
		code := fmt.Sprintf("R%06d", i)
		spec.Roles = append(spec.Roles, graph.Role{ID: id(code), Code: code, Name: graph.Name{Text: graph.Text{En: fmt.Sprint("role ", i)}}, Scores: scores})
	}
	return graph.NewDataset(spec)
}
