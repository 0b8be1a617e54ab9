// Package export writes a graph for other programs: GraphML for Gephi and Cytoscape, JSON Lines, and
// tables of nodes and edges for neo4j-admin import, pandas and spreadsheets. The loader's own files,
// which read back as the same dataset, are written by package loader.
//
// Whatever is written is the same on every run: roles and edges stand in the order of codes.
package export

import (
	"fmt"
	"io"
	"strconv"

	"noboru/graph"
)

// Format is a kind of file that a graph can be written to.
type Format string

// The formats.
const (
	GraphML Format = "graphml"
	JSONL   Format = "jsonl"
	Neo4j   Format = "neo4j" // a folder with nodes.csv and edges.csv
	XLSX    Format = "xlsx"
)

// Formats lists them in the order in which they are shown.
var Formats = [...]Format{GraphML, JSONL, Neo4j, XLSX}

// Write writes g to w, in a format of one file.
func Write(w io.Writer, g *graph.Graph, f Format) error {
	switch f {
	case GraphML:
		return writeGraphML(w, g)
	case JSONL:
		return writeJSONL(w, g)
	case XLSX:
		return writeXLSX(w, g)
	}
	return fmt.Errorf("format %s is not of one file", f)
}

// edges calls visit for every edge once, from the smaller code to the larger.
func edges(g *graph.Graph, visit func(from int, s graph.Step) error) error {
	for from := range g.Len() {
		for s := range g.Edges(from) {
			if s.To > from {
				if err := visit(from, s); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// float writes a number in as few digits as give it back.
func float(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
