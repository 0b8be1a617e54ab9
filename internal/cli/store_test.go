package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"noboru/internal/testkit"
	"noboru/internal/testkit/neo4jtest"
)

// TestNeo4jScripts runs the program on every case of testdata/neo4j against a real server. Cases drop
// what they load, and name it so that no other test's data is in the way.
func TestNeo4jScripts(t *testing.T) {
	server := neo4jtest.Shared(t)
	t.Cleanup(func() { // of a case that failed halfway; after all, since cases run side by side
		for _, name := range []string{"cli-team", "cli-good", "cli-near"} {
			drop := exec.Command(testkit.Program(t), "drop", name) //nolint:noctx // the test's context has ended
			drop.Env = append(os.Environ(), "NEO4J_URI="+server.URI, "NEO4J_USERNAME="+server.Username, "NEO4J_PASSWORD="+server.Password)
			_ = drop.Run()
		}
	})
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/neo4j",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(testkit.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
			env.Setenv("NEO4J_URI", server.URI)
			env.Setenv("NEO4J_USERNAME", server.Username)
			env.Setenv("NEO4J_PASSWORD", server.Password)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			// "cypher STATEMENT" changes the database behind the program's back.
			"cypher": func(ts *testscript.TestScript, _ bool, args []string) { server.Run(t, args[0], nil) },
		},
	})
}
