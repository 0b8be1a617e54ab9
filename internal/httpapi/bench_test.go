package httpapi_test

import (
	"encoding/json"
	"testing"
)

// BenchmarkHTTP sets one path, a batch of 100 and listings beside each other.
func BenchmarkHTTP(b *testing.B) {
	s := serveBundled(b)
	d := bundledEdition(b).Dataset()
	var pairs []any
	for i := range 100 {
		from, to := d.Role(i*37%len(d.Roles())), d.Role((i*53+11)%len(d.Roles()))
		pairs = append(pairs, map[string]any{"from": map[string]any{"role": from.Code}, "to": map[string]any{"role": to.Code}})
	}
	for _, c := range []struct {
		name, query string
		variables   map[string]any
	}{
		{"path", `{path(input: {from: {role: "DESK-OPERATOR"}, to: {role: "MGMT-CISO"}}) {... on PathFound {path {roles {code} totals {steps}}}}}`, nil},
		{"batch100", `query($p: [PathPairInput!]!) {pathBatch(input: {pairs: $p}) {results {... on PathFound {path {roles {code} totals {steps}}}}}}`, map[string]any{"p": pairs}},
		{"roles", `{roles(first: 129) {nodes {code name {ja en} total}}}`, nil},
		{"rolesWithCorrelates", `{roles(first: 129) {nodes {code correlates(first: 50) {nodes {role {code} correlation}}}}}`, nil},
		{"runnerUpAndStability", `{path(input: {from: {role: "DESK-OPERATOR"}, to: {role: "MGMT-CISO"}}) {... on PathFound {path {stability {share}} runnerUp {extra {climbing}}}}}`, nil},
	} {
		body, err := json.Marshal(map[string]any{"query": c.query, "variables": c.variables})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if status, raw := s.post("application/json", body); status != 200 || raw[2] == 'e' {
					b.Fatalf("%d %.300s", status, raw)
				}
			}
		})
	}
}
