package neo4jstore

import "testing"

func TestTooOld(t *testing.T) {
	for agent, want := range map[string]bool{
		"Neo4j/5.20.0": true, "Neo4j/4.4.40": true, "Neo4j/5.22.1": true,
		"Neo4j/5.23.0": false, "Neo4j/5.26.30": false, "Neo4j/2026.08.1": false, "Memgraph": false, "Neo4j/dev": false,
	} {
		if _, old := tooOld(agent); old != want {
			t.Errorf("%s: got %v, want %v", agent, old, want)
		}
	}
}
