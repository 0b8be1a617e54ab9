package graph_test

import (
	"testing"

	"pgregory.net/rapid"
)

// TestExampleIsTheLargestRiseInTwoComfortableClimbs enumerates every chain of three roles.
func TestExampleIsTheLargestRiseInTwoComfortableClimbs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, 8)
		most := 2 * g.Dataset().ComfortableClimb()
		longest := 0
		for a := range g.Len() {
			for first := range g.Edges(a) {
				for second := range g.Edges(first.To) {
					up := first.Climb > 0 && second.Climb > 0 && first.Climb <= most && second.Climb <= most
					if up && !first.ChangesFamily && !second.ChangesFamily {
						longest = max(longest, int(first.Climb+second.Climb))
					}
				}
			}
		}
		from, to, ok := g.Example()
		rise := int(g.Dataset().Role(to).Total - g.Dataset().Role(from).Total)
		if ok != (longest > 0) || ok && rise != longest {
			t.Fatalf("got %d to %d (%v), a rise of %d; the largest is %d", from, to, ok, rise, longest)
		}
	})
}
