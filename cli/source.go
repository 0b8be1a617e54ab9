package cli

import (
	"context"

	"noboru/data"
	"noboru/graph"
	"noboru/loader"
)

// source is a place that a dataset comes from. A new kind of source is a new type here and one
// more case in app.source.
type source interface {
	// open reads the dataset. The error is loader.Faults where the input is wrong.
	open(ctx context.Context) (*graph.Dataset, *loader.Report, error)
	// String names the place for people.
	String() string
}

// source returns what the flags ask for.
func (a *app) source() source {
	if a.neo4j.uri != "" {
		return neo4jSource{a, a.neo4j}
	}
	if a.data != "" {
		return fileSource(a.data)
	}
	return bundledSource{}
}

// bundledSource is the dataset inside the binary.
type bundledSource struct{}

const bundledManifest = "security-roles/manifest.json"

func (bundledSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	return loader.LoadFS(ctx, data.Files, bundledManifest, loader.Options{})
}

func (bundledSource) String() string { return "bundled" }

// fileSource is a manifest, a folder with one, or a table.
type fileSource string

func (s fileSource) open(ctx context.Context) (*graph.Dataset, *loader.Report, error) {
	return loader.Load(ctx, string(s), loader.Options{})
}

func (s fileSource) String() string { return string(s) }
