package resolvers_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"noboru/graph"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/testkit/madeup"
	"noboru/resolvers"
)

// counting is a context that counts how often it is asked whether to go on, and from some time on says no.
type counting struct {
	context.Context
	mu          sync.Mutex
	asked, most int
}

func (c *counting) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked++; c.asked > c.most {
		return context.Canceled
	}
	return nil
}

// mostUnasked is how much work, in microseconds as it is estimated, may be done without asking whether the
// client is still there; mostAfterwards is how often a question asks again once the answer was no.
const (
	mostUnasked    = 10_000
	mostAfterwards = 20
)

// TestWorkStops lets the client leave in the midst of each kind of dear question. It counts how often the
// work asks whether to go on: often enough, and hardly ever once it is to end.
func TestWorkStops(t *testing.T) {
	d, err := madeup.Dataset(2_000)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	snapshot := serving.NewSnapshot(g, "made up", time.Time{})
	checks := guard.New(resolvers.NewSchema().Schema(), guard.Limits{Cost: 1e9})
	executor := resolvers.NewExecutor()
	const pair = `from: {role: "R000001"}, to: {role: "R001777"}`
	for name, question := range map[string]string{
		"alternatives":         `paths(input: {` + pair + `, first: 10}) {... on PathsFound {paths {roles {code}}}}`,
		"alternatives apart":   `paths(input: {` + pair + `, first: 10, maxOverlap: 0}) {... on PathsFound {paths {roles {code}}}}`,
		"via":                  `path(input: {` + pair + `, limits: {via: ["R000100", "R000200", "R000300"]}}) {__typename}`,
		"few steps":            `path(input: {` + pair + `, limits: {maxSteps: 12}}) {__typename}`,
		"batch":                `pathBatch(input: {pairs: [` + strings.Repeat("{"+pair+"} ", 100) + `]}) {results {__typename}}`,
		"frontier":             `frontier(input: {` + pair + `, limits: {maxSteps: 32}}) {... on Frontier {tradeoffs {steps}}}`,
		"frontier, skill gaps": `frontier(input: {` + pair + `, thirdCriterion: SKILL_GAP, limits: {maxSteps: 12}}) {... on Frontier {tradeoffs {steps}}}`,
		"reach":                `reach(input: {of: {role: "R000001"}}) {... on Reach {roles(first: 100) {nodes {path {roles {code}}}}}}`,
		"door openers":         `doorOpeners(input: {of: {role: "R000001"}, limits: {maxSteps: 2}}) {... on DoorOpeners {doorOpeners {eased}}}`,
		"pairs of skills":      `doorOpeners(input: {of: {role: "R000001"}, limits: {maxSteps: 1, maxClimb: 0}}) {... on DoorOpeners {pair {eased}}}`,
		"stability":            `path(input: {` + pair + `}) {... on PathFound {path {stability(trials: 10000) {share}}}}`,
		"no path":              `path(input: {` + pair + `, limits: {maxSteps: 1, avoid: {roles: ["R000100", "R000200", "R000300"]}}}) {... on NoPath {relaxations {value} joint {value} connectingThreshold explanation {ja}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			document := "{" + question + "}"
			checked, err := checks.Check(t.Context(), guard.Request{Query: document}, resolvers.Costs(snapshot))
			if err != nil {
				t.Fatal(err)
			}
			whole := &counting{Context: t.Context(), most: 1e9}
			if _, err := executor.Execute(whole, snapshot, document, nil); err != nil {
				t.Fatal(err)
			}
			asked := whole.asked
			if asked == 0 || checked.Cost/asked > mostUnasked {
				t.Errorf("asks %d times in %d µs", asked, checked.Cost)
			}
			for part := range 4 {
				left := &counting{Context: t.Context(), most: asked * part / 4}
				_, err := executor.Execute(left, snapshot, document, nil)
				if after := left.asked - left.most; err == nil || after > mostAfterwards {
					t.Errorf("the client leaves after %d of %d: asks %d times more, %v", left.most, asked, after, err)
				}
			}
			t.Logf("%d µs, asked %d times", checked.Cost, asked)
		})
	}
}
