package main

import (
	_ "embed"
	"path/filepath"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
)

// compiled is a plugin of gqlgen. From the same model of schema and Go types as gqlgen's own executor it makes writers that
// put an answer down as bytes.
type compiled struct{}

// Name implements plugin.Plugin.
func (compiled) Name() string { return "compiled" }

//go:embed compiled.gotpl
var compiledTemplate string

// GenerateCode implements plugin.CodeGenerator.
func (compiled) GenerateCode(data *codegen.Data) error {
	objects := slices.DeleteFunc(slices.Clone(data.Objects), func(o *codegen.Object) bool { return strings.HasPrefix(o.Name, "__") })
	var types []*config.TypeReference
	known := map[string]bool{}
	add := func(t *config.TypeReference) {
		for !known[t.UniquenessKey()] {
			known[t.UniquenessKey()] = true
			types = append(types, t)
			if t.IsSlice() || t.IsPtrToSlice() || t.IsPtrToIntf() || t.IsPtrToPtr() {
				t = t.Elem()
			}
		}
	}
	var interfaces []*codegen.Interface
	for _, o := range objects {
		for _, f := range o.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			add(f.TypeReference)
			if i := data.Interfaces[f.TypeReference.Definition.Name]; i != nil && !slices.Contains(interfaces, i) {
				interfaces = append(interfaces, i)
			}
		}
	}
	return templates.Render(templates.Options{
		PackageName:     data.Config.Exec.Package,
		Filename:        filepath.Join(data.Config.Exec.Dir(), "compiled.generated.go"),
		Template:        compiledTemplate,
		Data:            map[string]any{"Objects": objects, "Types": types, "Interfaces": interfaces},
		GeneratedHeader: true,
		Packages:        data.Config.Packages,
		PruneOptions:    data.Config.GetPruneOptions(),
	})
}
