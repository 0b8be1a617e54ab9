package loader

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"noboru/graph"
)

// ManifestSchema is the JSON Schema (draft 2020-12) of a manifest, made from the type that the
// program reads it into, so that editors know its fields.
func ManifestSchema() ([]byte, error) {
	schema := schemaOf(reflect.TypeFor[manifest](), "")
	schema.Schema, schema.Title = "https://json-schema.org/draft/2020-12/schema", "Noboru manifest"
	schema.Required = []string{"name", "files"}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(schema); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// jsonSchema is the part of JSON Schema that manifests need.
type jsonSchema struct {
	Schema     string                 `json:"$schema,omitempty"`
	Title      string                 `json:"title,omitempty"`
	Type       string                 `json:"type,omitempty"`
	Pattern    string                 `json:"pattern,omitempty"`
	Enum       []string               `json:"enum,omitempty"`
	Minimum    *float64               `json:"minimum,omitempty"`
	Maximum    *float64               `json:"maximum,omitempty"`
	Required   []string               `json:"required,omitempty"`
	Properties map[string]*jsonSchema `json:"properties,omitempty"`
	Additional *bool                  `json:"additionalProperties,omitempty"`
	Items      *jsonSchema            `json:"items,omitempty"`
	AnyOf      []*jsonSchema          `json:"anyOf,omitempty"`
}

// allowed are the values of fields that have a list of them, by path.
var allowed = map[string][]string{
	"form": forms, "blank": blankPolicies, "totalDiffers": totalPolicies, "encoding": encodings, "delimiter": delimiters, "decimal": {".", ","},
	"measure": namesOf(graph.Measures[:]), "languages[]": {"ja", "en"},
}

func namesOf(measures []graph.Measure) Names {
	names := make(Names, len(measures))
	for i, m := range measures {
		names[i] = string(m)
	}
	return names
}

func schemaOf(t reflect.Type, path string) *jsonSchema {
	if t.Kind() == reflect.Pointer {
		return schemaOf(t.Elem(), path)
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[union]()) {
		list, _ := t.FieldByName("List")
		return &jsonSchema{AnyOf: []*jsonSchema{{Type: "string"}, schemaOf(list.Type, path)}}
	}
	s := &jsonSchema{}
	switch t.Kind() {
	case reflect.Struct:
		closed := false
		s.Type, s.Additional, s.Properties = "object", &closed, map[string]*jsonSchema{}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			s.Properties[name] = schemaOf(t.Field(i).Type, within(path, name))
			if name == "code" && path != "columns" || name == "mark" || name == "level" && path == "marks[]" || name == "score" {
				s.Required = append(s.Required, name)
			}
		}
	case reflect.Slice:
		s.Type, s.Items = "array", schemaOf(t.Elem(), path+"[]")
	case reflect.Bool:
		s.Type = "boolean"
	case reflect.Int:
		least := 0.0
		s.Type, s.Minimum = "integer", &least
	case reflect.Float64:
		s.Type = "number"
	default:
		s.Type, s.Enum = "string", allowed[path]
	}
	switch path {
	case "name":
		s.Pattern = datasetName().String()
	case "threshold":
		least, most := -1.0, 1.0
		s.Minimum, s.Maximum = &least, &most
	}
	return s
}
