package guard

import (
	"strings"

	"noboru/internal/lazyregexp"
)

// Fact is one thing that the detail of a fault names.
type Fact struct {
	Kind FactKind
	Name string // of what the kind says; for FactFound one of what a value can be, such as "a string"
}

// FactKind says what a fact's name is of.
type FactKind string

// The kinds of facts.
const (
	FactField     FactKind = "field"
	FactType      FactKind = "type"
	FactArgument  FactKind = "argument"
	FactVariable  FactKind = "variable"
	FactFragment  FactKind = "fragment"
	FactDirective FactKind = "directive"
	FactOperation FactKind = "operation"
	FactName      FactKind = "name"      // of something that the detail does not say, or says in other words
	FactSuggested FactKind = "suggested" // what may have been meant
	FactFound     FactKind = "found"     // what a value is
	FactWanted    FactKind = "wanted"    // what the syntax wants
	FactGot       FactKind = "got"       // what stands there
)

var (
	namedFact    = lazyregexp.New(`(?i)(?:\b(field|type|argument|variable|fragment|directive|operation)s?(?: type)? )?"([^"]*)"`)
	variableFact = lazyregexp.New(`^Variable (\$[^: ]+):`)
	foundFact    = lazyregexp.New(`, found (an? [a-z ]+|null)\.`)
	syntaxFact   = lazyregexp.New(`^(?:Expected (.+), found|Unexpected) (.+)$`)
)

// Facts are what the detail of a fault names, in its order, for those who say it in another language. The details
// are those of the validator, in English.
func (f Fault) Facts() []Fact {
	if f.Rule == "Syntax" {
		m := syntaxFact().FindStringSubmatch(f.Detail)
		if m == nil {
			return nil
		}
		var facts []Fact
		for i, kind := range []FactKind{FactWanted, FactGot} {
			if name := strings.Trim(m[i+1], `"`); name != "" && name != "…" {
				facts = append(facts, Fact{kind, name})
			}
		}
		return facts
	}
	var facts []Fact
	if m := variableFact().FindStringSubmatch(f.Detail); m != nil {
		facts = append(facts, Fact{FactVariable, m[1]})
	}
	stated, suggestions, _ := strings.Cut(f.Detail, "Did you mean")
	for _, m := range namedFact().FindAllStringSubmatch(stated, -1) {
		kind := FactKind(strings.ToLower(m[1]))
		if kind == "" {
			kind = FactName
		}
		facts = append(facts, Fact{kind, m[2]})
	}
	if m := foundFact().FindStringSubmatch(stated); m != nil {
		facts = append(facts, Fact{FactFound, m[1]})
	}
	for _, m := range namedFact().FindAllStringSubmatch(suggestions, -1) {
		facts = append(facts, Fact{FactSuggested, m[2]})
	}
	return facts
}
