package guard_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noboru/internal/guard"
	"noboru/internal/testkit"
	"noboru/resolvers"
)

// drawnDocuments is how many documents are compared.
const drawnDocuments = 4000

// TestValidationAgreesWithTheReference draws documents of the schema, right ones and wrong ones, and
// compares what the guard says of each with what graphql-js says.
func TestValidationAgreesWithTheReference(t *testing.T) {
	node, judges := testkit.Judges(t)
	schema := resolvers.NewSchema()
	sdl := filepath.Join(t.TempDir(), "schema.graphql")
	if err := os.WriteFile(sdl, []byte(resolvers.SDL(schema)), 0o600); err != nil {
		t.Fatal(err)
	}
	var documents []string
	for seed := range uint64(drawnDocuments) {
		documents = append(documents, drawDocument(schema.Schema(), seed))
	}
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for _, document := range documents {
		if err := encoder.Encode(document); err != nil {
			t.Fatal(err)
		}
	}
	reference := exec.CommandContext(t.Context(), node, filepath.Join(judges, "validate.mjs"), sdl)
	reference.Stdin, reference.Stderr = &lines, os.Stderr
	out, err := reference.Output()
	if err != nil {
		t.Fatal(err)
	}
	g, costs := newGuard(t, guard.Limits{
		Tokens: 1e9, Nesting: 1e9, Name: 1e9, Operations: 1e9, Fragments: 1e9, Variables: 1e9, Directives: 1e9, Aliases: 1e9,
		RootFields: 1e9, Fields: 1e7, Depth: 1e9, SchemaDepth: 1e9, Cost: 1e15, Errors: 100,
	})
	verdicts := strings.Split(strings.TrimSpace(string(out)), "\n")
	valid, differences, broken := 0, 0, map[string]int{}
	for i, document := range documents {
		var want []string
		if err := json.Unmarshal([]byte(verdicts[i]), &want); err != nil {
			t.Fatal(err)
		}
		_, err := g.Check(t.Context(), guard.Request{Query: document}, costs)
		got := brokenRules(err)
		if len(want) == 0 {
			valid++
		}
		for _, rule := range want {
			broken[rule]++
		}
		if slices.Contains(got, "KnownRootType") {
			continue // graphql-js leaves operations that the schema lacks to the executor
		}
		if err != nil && strings.Contains(err.Error(), "OneOf Input Object") && len(want) > 0 {
			continue // both refuse; graphql-js may name another rule that the document breaks
		}
		if !agree(got, want) {
			if differences++; differences <= 10 {
				t.Errorf("graphql-js says %v, the guard %v (%.300v) of\n%.1500s", want, got, err, document)
			}
		}
	}
	t.Logf("%d documents, %d of them valid, %d differences; broken rules: %v", len(documents), valid, differences, broken)
	for _, rule := range []string{
		"FieldsOnCorrectType", "FragmentsOnCompositeTypes", "KnownArgumentNames", "KnownDirectives", "KnownFragmentNames", "KnownTypeNames",
		"LoneAnonymousOperation", "NoFragmentCycles", "NoUndefinedVariables", "NoUnusedFragments", "NoUnusedVariables", "OverlappingFieldsCanBeMerged",
		"PossibleFragmentSpreads", "ProvidedRequiredArguments", "ScalarLeafs", "UniqueArgumentNames", "UniqueDirectivesPerLocation",
		"UniqueOperationNames", "ValuesOfCorrectType", "VariablesAreInputTypes", "VariablesInAllowedPosition",
	} {
		if broken[rule] < 3 {
			t.Errorf("%s is hardly ever broken: %d times", rule, broken[rule])
		}
	}
	if share := float64(valid) / float64(len(documents)); share < 0.2 || share > 0.8 {
		t.Errorf("%.2f of the documents are valid: the drawing tests too little", share)
	}
}

// brokenRules are the rules of the specification that an error speaks of.
func brokenRules(err error) []string {
	var faults guard.Faults
	if !errors.As(err, &faults) {
		return nil
	}
	var rules []string
	for _, f := range faults {
		if (f.Code == guard.CodeSyntax || f.Code == guard.CodeValidation) && !slices.Contains(rules, f.Rule) {
			rules = append(rules, f.Rule)
		}
	}
	return rules
}

// agree reports whether both find a document valid, or both the same fault in it. The guard stops at its
// first group of faults, so it may find fewer kinds.
func agree(got, want []string) bool {
	if len(got) == 0 || len(want) == 0 {
		return len(got) == len(want)
	}
	return slices.ContainsFunc(got, func(rule string) bool { return slices.Contains(want, rule) })
}
