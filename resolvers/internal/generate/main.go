// Command generate has gqlgen generate the executor, adds writers of answers of our own (compiled.go), and changes a few
// things in what gqlgen generates (adapt.go). It is run by go generate in the folder resolvers.
package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	cfg, err := config.LoadConfigFromDefaultLocations() // which goes to the folder of gqlgen.yml
	if err != nil {
		return err
	}
	if err := api.Generate(cfg, api.AddPlugin(compiled{})); err != nil {
		return err
	}
	return adapt(cfg.Exec.Dir())
}
