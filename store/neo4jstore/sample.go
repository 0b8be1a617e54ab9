package neo4jstore

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/graph"
)

// sampleSteps bounds the paths of limited questions: the search in Cypher takes time by their length.
const sampleSteps = 8

// The questions, in Cypher: the steps and the distance of the best path, or no row.
const (
	fewestSteps = `MATCH (a:Role {id: $from}), (b:Role {id: $to})
		MATCH p = ALL SHORTEST (a)-[:CORRELATES]->+(b)
		RETURN length(p) AS steps, min(reduce(sum = 0, c IN relationships(p) | sum + c.distanceMicro)) AS distance ORDER BY steps LIMIT 1`
	fewestGentleSteps = `MATCH (a:Role {id: $from}), (b:Role {id: $to})
		MATCH p = SHORTEST 1 (a)-[c:CORRELATES WHERE c.climbMilli <= $climb]->{1,8}(b)
		RETURN length(p) AS steps, -1 AS distance`
)

// questions asks Cypher and the engine the same, for a seeded sample of pairs of roles: fewest
// steps, and fewest steps with no climb over the comfortable one.
func (v *verifier) questions(ctx context.Context) error {
	d := v.plan.data
	n := len(d.Roles())
	if n < 2 || v.opts.Questions <= 0 {
		return nil
	}
	random := rand.New(rand.NewPCG(v.opts.Seed, 0))
	planner := graph.NewPlanner(v.plan.graph)
	climb, steps := d.ComfortableClimb(), sampleSteps
	return v.reading(ctx, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		v.result.Questions = 0
		for range v.opts.Questions {
			from := random.IntN(n)
			to := (from + 1 + random.IntN(n-1)) % n
			params := map[string]any{"from": d.Role(from).ID, "to": d.Role(to).ID, "climb": int64(climb)}
			where := fmt.Sprintf("path from %s to %s", d.Role(from).Code, d.Role(to).Code)
			for _, q := range []struct {
				cypher, property string
				limits           graph.Limits
				distance         bool
			}{
				{fewestSteps, "fewest steps", graph.Limits{}, true},
				{fewestGentleSteps, "fewest steps of small climbs", graph.Limits{MaxSteps: &steps, MaxClimb: &climb}, false},
			} {
				path, found, err := planner.Path(ctx, graph.Question{From: []int{from}, To: []int{to}, Objective: graph.FewestSteps, Limits: q.limits})
				if err != nil {
					return err
				}
				want := "no path"
				if found {
					want = answer(int64(len(path.Steps)), int64(path.Cost.Distance), q.distance)
				}
				got := "no path"
				err = each(ctx, tx, q.cypher, params, func(r row) error {
					got = answer(r.int(), r.int(), q.distance)
					return r.err
				})
				if err != nil {
					return err
				}
				if got != want {
					v.differ(rankQuestion, where, q.property, got, want)
				}
				v.result.Questions++
			}
		}
		return nil
	})
}

func answer(steps, distance int64, withDistance bool) string {
	if !withDistance {
		return fmt.Sprintf("%d steps", steps)
	}
	return fmt.Sprintf("%d steps, distance %v", steps, graph.Distance(distance))
}
