package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// changes are what is replaced, since gqlgen has no option for it.
var changes = []struct{ from, to string }{
	// A request takes one core: fields and elements of lists are answered one after the other. A goroutine for each
	// costs more than most of them.
	{"graphql.MarshalSliceConcurrently(", "marshalSlice("},
	{"graphql.NewFieldSet(", "newFieldSet("},
	{"graphql.NewDeferredGroup(ctx)", "graphql.DeferredGroup{}"},
	// Most fields are numbers and texts.
	{"graphql.ResolveField(", "resolveField("},
	// Arguments are read without keeping their place, where nobody is told of it.
	{"graphql.WithPathContext(ctx, graphql.NewPathWithField(", "withField(ctx, ("},
	{"graphql.WithPathContext(ctx, graphql.NewPathWithIndex(", "withIndex(ctx, ("},
	{"graphql.ProcessArgField(", "readArgument("},
	{"\tec := newExecutionContext(nil, e, nil)\n\t_ = ec\n", "\tctx = pathless{ctx}\n\tec := newExecutionContext(nil, e, nil)\n"},
	// The schema is parsed when it is first asked for: most commands never do.
	{"var parsedSchema = gqlparser.MustLoadSchema(sources...)", "var parsedSchema = whenAsked(func() *ast.Schema { return gqlparser.MustLoadSchema(sources...) })"},
	{"return parsedSchema\n", "return parsedSchema()\n"},
	{"\t\t\tparsedSchema,\n", "\t\t\tparsedSchema(),\n"},
}

// adapt fails where it does not find what it is to change.
func adapt(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.generated.go"))
	if err != nil {
		return err
	}
	found := make([]bool, len(changes))
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for i, c := range changes {
			found[i] = found[i] || bytes.Contains(source, []byte(c.from))
			source = bytes.ReplaceAll(source, []byte(c.from), []byte(c.to))
		}
		if err := os.WriteFile(file, source, 0o644); err != nil {
			return err
		}
	}
	for i, c := range changes {
		if !found[i] {
			return fmt.Errorf("%s has no %q", dir, c.from)
		}
	}
	return nil
}
