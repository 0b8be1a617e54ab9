package guard

import (
	"fmt"
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// valuesOfCorrectType is the specification's rule of that name (5.6.1): every literal can be read as
// the type that its place expects. Its messages name types and kinds, never a value.
var valuesOfCorrectType = validator.Rule{
	Name: "ValuesOfCorrectType",
	RuleFunc: func(observers *validator.Events, addError validator.AddErrFunc) {
		observers.OnValue(func(_ *validator.Walker, value *ast.Value) {
			if value.ExpectedType == nil || value.Definition == nil || value.Kind == ast.Variable {
				return
			}
			for _, wrong := range wrongLiteral(value) {
				addError(validator.Message("%s", wrong), core.At(value.Position))
			}
		})
	},
}

// wrongLiteral says what is wrong with one literal, those within it left aside.
func wrongLiteral(value *ast.Value) []string {
	expected := value.ExpectedType
	mismatch := []string{fmt.Sprintf("Expected a value of type %q, found %s.", expected, kindOf(value.Kind))}
	switch value.Kind {
	case ast.NullValue:
		if expected.NonNull {
			return mismatch
		}
		return nil
	case ast.ListValue:
		if expected.Elem == nil && !custom(value.Definition) {
			return mismatch
		}
		return nil
	}
	switch def := value.Definition; def.Kind {
	case ast.Enum:
		if value.Kind != ast.EnumValue {
			return mismatch
		}
		if def.EnumValues.ForName(value.Raw) == nil {
			return []string{fmt.Sprintf("Value %q does not exist in %q enum.", value.Raw, def.Name)}
		}
	case ast.InputObject:
		if value.Kind != ast.ObjectValue {
			return mismatch
		}
		return wrongObject(def, value)
	case ast.Scalar:
		if !scalarLiteral(def.Name, value) {
			return mismatch
		}
		value.Kind = kindAs(def.Name, value.Kind)
	}
	return nil
}

func wrongObject(def *ast.Definition, value *ast.Value) (wrong []string) {
	for _, field := range def.Fields {
		if field.Type.NonNull && field.DefaultValue == nil && value.Children.ForName(field.Name) == nil {
			wrong = append(wrong, fmt.Sprintf("Field %q of required type %q was not provided.", def.Name+"."+field.Name, field.Type))
		}
	}
	for _, child := range value.Children {
		if def.Fields.ForName(child.Name) == nil {
			return append(wrong, fmt.Sprintf("Field %q is not defined by type %q.", child.Name, def.Name))
		}
	}
	if !oneOf(def) {
		return wrong
	}
	if len(value.Children) != 1 {
		return append(wrong, fmt.Sprintf("OneOf Input Object %q must specify exactly one key.", def.Name))
	}
	if only := value.Children[0]; only.Value.Kind == ast.NullValue {
		return append(wrong, fmt.Sprintf("Field %q must be non-null.", def.Name+"."+only.Name))
	}
	return wrong
}

func oneOf(def *ast.Definition) bool { return def.Directives.ForName("oneOf") != nil }

// custom reports whether a type is a scalar of the schema's own, which reads what it likes.
func custom(def *ast.Definition) bool {
	return def.Kind == ast.Scalar && !def.OneOf("Int", "Float", "String", "Boolean", "ID")
}

// scalarLiteral reports whether a literal that is neither null nor a list can be read as a scalar.
func scalarLiteral(name string, value *ast.Value) bool {
	switch name {
	case "Int":
		_, err := strconv.ParseInt(value.Raw, 10, 32)
		return value.Kind == ast.IntValue && err == nil
	case "Float":
		f, err := strconv.ParseFloat(value.Raw, 64)
		return (value.Kind == ast.IntValue || value.Kind == ast.FloatValue) && err == nil && !math.IsInf(f, 0)
	case "String":
		return value.Kind == ast.StringValue || value.Kind == ast.BlockValue
	case "Boolean":
		return value.Kind == ast.BooleanValue
	case "ID":
		return value.Kind == ast.StringValue || value.Kind == ast.BlockValue || value.Kind == ast.IntValue
	default:
		return true
	}
}

// kindAs is what kind of literal the executor is to read. It reads whole numbers into 64 bits, which an
// id or a Float may exceed.
func kindAs(scalar string, kind ast.ValueKind) ast.ValueKind {
	switch {
	case kind == ast.IntValue && scalar == "Float":
		return ast.FloatValue
	case kind == ast.IntValue && scalar == "ID":
		return ast.StringValue
	default:
		return kind
	}
}

// kindOf names a kind of literal as messages do.
func kindOf(kind ast.ValueKind) string {
	switch kind {
	case ast.IntValue:
		return "an integer out of range or place"
	case ast.FloatValue:
		return "a number with a fraction or exponent"
	case ast.StringValue, ast.BlockValue:
		return "a string"
	case ast.BooleanValue:
		return "a boolean"
	case ast.NullValue:
		return "null"
	case ast.EnumValue:
		return "a name"
	case ast.ListValue:
		return "a list"
	case ast.ObjectValue:
		return "an object"
	default:
		return "a variable"
	}
}
