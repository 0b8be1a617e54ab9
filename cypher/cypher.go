// Package cypher holds the questions that an analyst asks of a dataset in Neo4j, one a file.
//
// A file runs as it stands in cypher-shell and in Neo4j Browser: comments that say what it answers,
// one :param line for each parameter with a default that works on the bundled dataset, a blank line,
// and one statement that only reads.
//
//	// Title
//	// What it answers, in one or more lines.
//	// Needs: nothing beyond Neo4j
//	:param from => 'SOC-OPERATOR';
//
//	MATCH ...;
package cypher

import (
	"cmp"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed *.cypher
var files embed.FS

// Plugin is what a recipe needs on the server beyond Neo4j itself.
type Plugin string

// The plugins.
const (
	None Plugin = ""
	GDS  Plugin = "GDS"  // Graph Data Science, community edition
	APOC Plugin = "APOC" // APOC core
)

// Param is a parameter of a recipe.
type Param struct {
	Name    string
	Default string // a Cypher expression
}

// Recipe is one question.
type Recipe struct {
	Name   string // of the file, without .cypher
	Title  string
	About  string // what it answers and how, one line a line of the file
	Needs  Plugin
	Params []Param
	Text   string // the whole file
	Query  string // the statement alone, without its semicolon
}

// List returns every recipe by name. An error means that a file's header is malformed.
func List() ([]Recipe, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list recipes: %w", err)
	}
	recipes := make([]Recipe, 0, len(entries))
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			return nil, fmt.Errorf("read recipe: %w", err)
		}
		r, err := Parse(strings.TrimSuffix(e.Name(), path.Ext(e.Name())), string(text))
		if err != nil {
			return nil, fmt.Errorf("recipe %s: %w", e.Name(), err)
		}
		recipes = append(recipes, r)
	}
	slices.SortFunc(recipes, func(a, b Recipe) int { return cmp.Compare(a.Name, b.Name) })
	return recipes, nil
}

var needs = map[string]Plugin{"nothing beyond Neo4j": None, string(GDS): GDS, string(APOC): APOC}

// Parse reads a recipe in the form of the package comment. The error says what the form lacks.
func Parse(name, text string) (Recipe, error) {
	r := Recipe{Name: name, Text: text}
	var about []string
	needed := false
	rest := text
	for number := 1; rest != ""; number++ {
		line, after, _ := strings.Cut(rest, "\n")
		comment, isComment := strings.CutPrefix(line, "// ")
		param, isParam := strings.CutPrefix(line, ":param ")
		need, isNeed := strings.CutPrefix(comment, "Needs: ")
		if needed && !isParam {
			break // the statement and its own comments
		}
		rest = after
		switch {
		case isParam && needed:
			key, value, ok := strings.Cut(param, " => ")
			value, closed := strings.CutSuffix(value, ";")
			if !ok || !closed || key == "" || value == "" {
				return r, fmt.Errorf("line %d: want :param name => value;", number)
			}
			r.Params = append(r.Params, Param{key, value})
		case !isComment:
			return r, fmt.Errorf("line %d: want comments first, down to %q", number, "// Needs: ...")
		case number == 1:
			r.Title = comment
		case isNeed:
			if r.Needs, needed = needs[need]; !needed {
				return r, fmt.Errorf("line %d: unknown need %q", number, need)
			}
		default:
			about = append(about, comment)
		}
	}
	r.About = strings.Join(about, "\n")
	query, ok := strings.CutSuffix(strings.TrimSpace(rest), ";")
	r.Query = query
	switch {
	case r.Title == "" || r.About == "" || !needed:
		return r, fmt.Errorf("want a title, what it answers, and a line %q", "// Needs: ...")
	case !ok || strings.Contains(r.Query, ";"):
		return r, fmt.Errorf("want one statement that ends in a semicolon")
	}
	return r, nil
}
