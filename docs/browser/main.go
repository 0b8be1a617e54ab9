// Command browser writes noboru-scripts.zip: the recipes of package cypher as saved scripts for
// Neo4j Browser.
//
// Browser takes an archive in which every .cypher file is a script, named by its first comment and
// put into the folder that it has there. It shows rows only of a script that is one statement, so a
// recipe's :param lines become comments, and one more script sets every parameter.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"

	"noboru/cypher"
)

//go:generate go run .

const file = "noboru-scripts.zip"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "docs/browser:", err)
		os.Exit(1)
	}
}

func run() error {
	recipes, err := cypher.List()
	if err != nil {
		return err
	}
	packed, err := pack(scripts(recipes))
	if err != nil {
		return fmt.Errorf("pack %s: %w", file, err)
	}
	return os.WriteFile(file, packed, 0o644)
}

// script is a saved script, and the file in the archive that it comes from.
type script struct{ file, text string }

// scripts are the parameters, then the recipes by name. Where recipes give a parameter different
// defaults, the first of them counts.
func scripts(recipes []cypher.Recipe) []script {
	parameters := "// All parameters: run this first, then any other script\n"
	seen := map[string]bool{}
	all := make([]script, 1, len(recipes)+1)
	for _, r := range recipes {
		for _, p := range r.Params {
			if !seen[p.Name] {
				parameters += fmt.Sprintf(":param %s => %s;\n", p.Name, p.Default)
				seen[p.Name] = true
			}
		}
		all = append(all, script{r.Name, strings.ReplaceAll(r.Text, "\n:param ", "\n// :param ")})
	}
	all[0] = script{"parameters", parameters}
	return all
}

// pack stores scripts without compression or times: every Go writes the same bytes.
func pack(scripts []script) ([]byte, error) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, s := range scripts {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: "Noboru/" + s.file + ".cypher", Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(s.text)); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
