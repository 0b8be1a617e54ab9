package loader

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestManifestSchema holds the committed schema to the manifest that the program reads.
func TestManifestSchema(t *testing.T) {
	const file = "manifest.schema.json"
	schema, err := ManifestSchema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, schema, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(committed, schema) {
		t.Error("the schema is stale: go test ./loader -run TestManifestSchema -update")
	}
}

// TestSchemaAgrees holds that the schema takes what the reader takes, and refuses what it refuses.
func TestSchemaAgrees(t *testing.T) {
	schema, err := ManifestSchema()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("manifest.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled := c.MustCompile("manifest.json")
	for _, tt := range []struct {
		manifest string
		good     bool
	}{
		{plainManifest, true},
		{`{"$schema":"manifest.schema.json","name":"x","files":["roles.csv"],"skills":[{"code":"Reading","group":"g"},{"code":"Writing"}],"groups":[{"code":"g"}]}`, true},
		{`{"name":"x","files":["roles.csv"],"skills":"skills.csv","marks":[{"mark":"◎","level":3}],"blank":"zero"}`, true},
		{`{"name":"x","files":["roles.csv"],"treshold":0.5}`, false},
		{`{"name":"x","files":"roles.csv"}`, false},
		{`{"name":"x","files":["roles.csv"],"form":"wide"}`, false},
		{`{"name":"x","files":["roles.csv"],"columns":{"kode":"a"}}`, false},
		{`{"name":"a b","files":["roles.csv"]}`, false},
		{`{"files":["roles.csv"]}`, false},
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(tt.manifest))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(value); (err == nil) != tt.good {
			t.Errorf("the schema says %v of %s", err, tt.manifest)
		}
		fsys := files("manifest.json", tt.manifest, "roles.csv", "code,name,Reading,Writing\nR1,One,1,2\nR2,Two,2,1\n", "skills.csv", "code\nReading\nWriting\n")
		if _, _, err := LoadFS(t.Context(), fsys, "manifest.json", Options{}); (err == nil) != tt.good {
			t.Errorf("the reader says %v of %s", err, tt.manifest)
		}
	}
}
