package guard

import (
	"context"
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// The rules of the specification, cheap ones first. Those that gqlparser has and that are not here
// stand elsewhere in this package: NoFragmentCycles in structure.go, OverlappingFieldsCanBeMerged in
// merge.go, MaxIntrospectionDepth in introspection.go, all because they are not linear; and
// ValuesOfCorrectType in values.go, since it repeats values.
func specified(suggest bool) []validator.Rule {
	fields, leafs := rules.FieldsOnCorrectTypeRule, rules.ScalarLeafsRule
	if !suggest {
		fields, leafs = rules.FieldsOnCorrectTypeRuleWithoutSuggestions, rules.ScalarLeafsRuleWithoutSuggestions
	}
	return []validator.Rule{
		rules.KnownRootTypeRule,
		rules.LoneAnonymousOperationRule,
		rules.UniqueOperationNamesRule,
		rules.UniqueFragmentNamesRule,
		rules.UniqueVariableNamesRule,
		rules.KnownTypeNamesRule,
		rules.FragmentsOnCompositeTypesRule,
		rules.VariablesAreInputTypesRule,
		{Name: leafs.Name, RuleFunc: leafs.RuleFunc},
		{Name: fields.Name, RuleFunc: fields.RuleFunc},
		rules.KnownFragmentNamesRule,
		rules.NoUnusedFragmentsRule,
		rules.PossibleFragmentSpreadsRule,
		rules.NoUndefinedVariablesRule,
		rules.NoUnusedVariablesRule,
		rules.KnownDirectivesRule,
		rules.UniqueDirectivesPerLocationRule,
		rules.KnownArgumentNamesRule,
		rules.UniqueArgumentNamesRule,
		rules.UniqueInputFieldNamesRule,
		rules.ProvidedRequiredArgumentsRule,
		rules.VariablesInAllowedPositionRule,
		rules.SingleFieldSubscriptionsRule,
		valuesOfCorrectType,
	}
}

// enough ends a validation that has found as many faults as are told.
type enough struct{}

// mostFound is how many times as many faults may be found as are told: a fragment's faults are found
// again wherever it is spread, each time with suggestions, which are dear to look for.
const mostFound = 4

// validated is what the walk over a valid document has learnt.
type validated struct {
	private bool                                         // whether a literal is of a private type
	stated  bool                                         // whether a number or a text stands in the document itself
	notNull map[*ast.OperationDefinition]map[string]bool // variables that may be null, in places that may not
}

// validate applies the rules in one walk, which ends at the last fault that is told.
func (g *Guard) validate(ctx context.Context, doc *ast.QueryDocument) (v validated, err error) {
	var faults Faults
	v.notNull = map[*ast.OperationDefinition]map[string]bool{}
	found := 0
	defer func() {
		if thrown := recover(); thrown != nil {
			if _, ok := thrown.(enough); !ok {
				panic(thrown)
			}
		}
		if len(faults) > 0 {
			err = faults
		}
	}()
	w := watch{ctx: ctx}
	observers := &validator.Events{}
	observers.OnField(func(_ *validator.Walker, field *ast.Field) {
		w.step()
		if g.limits.NoIntrospection && (field.Name == "__schema" || field.Name == "__type") {
			faults = append(faults, Fault{Code: CodeIntrospection, Rule: "Introspection", Locations: at(field.Position)})
			panic(enough{})
		}
	})
	observers.OnValue(func(walker *validator.Walker, value *ast.Value) {
		w.step()
		if value.Definition != nil && value.Kind == ast.ObjectValue && slices.Contains(g.private, value.Definition.Name) {
			v.private = true
		}
		switch value.Kind {
		case ast.IntValue, ast.FloatValue, ast.StringValue, ast.BlockValue:
			v.stated = true
		}
		if value.Kind == ast.Variable && value.ExpectedType != nil && value.ExpectedType.NonNull && walker.CurrentOperation != nil {
			names := v.notNull[walker.CurrentOperation]
			if names == nil {
				names = map[string]bool{}
				v.notNull[walker.CurrentOperation] = names
			}
			names[value.Raw] = true
		}
	})
	for _, rule := range specified(!g.limits.NoIntrospection) {
		rule.RuleFunc(observers, func(options ...validator.ErrorOption) {
			wrong := gqlerror.Error{}
			for _, option := range options {
				option(&wrong)
			}
			if g.limits.NoIntrospection {
				wrong.Message = ""
			}
			fault := Fault{Code: CodeValidation, Rule: ruleName(rule.Name), Detail: cut(wrong.Message), Locations: wrong.Locations}
			if !repeats(faults, fault) {
				faults = append(faults, fault)
			}
			if found++; len(faults) >= g.limits.Errors || found >= mostFound*g.limits.Errors {
				panic(enough{})
			}
		})
	}
	validator.Walk(g.schema, doc, observers)
	return v, nil
}

// repeats reports whether a fault has been found already: a fragment is walked by itself and wherever
// it is spread.
func repeats(faults Faults, fault Fault) bool {
	for _, f := range faults {
		if f.Rule == fault.Rule && f.Detail == fault.Detail && fmt.Sprint(f.Locations) == fmt.Sprint(fault.Locations) {
			return true
		}
	}
	return false
}

// ruleName is the specification's name of a rule.
func ruleName(name string) string {
	switch name {
	case rules.FieldsOnCorrectTypeRuleWithoutSuggestions.Name:
		return rules.FieldsOnCorrectTypeRule.Name
	case rules.ScalarLeafsRuleWithoutSuggestions.Name:
		return rules.ScalarLeafsRule.Name
	default:
		return name
	}
}

func at(position *ast.Position) []gqlerror.Location {
	if position == nil {
		return nil
	}
	return []gqlerror.Location{{Line: position.Line, Column: position.Column}}
}
