// Package data holds the bundled dataset, so that Noboru answers without any file or database at hand.
//
// Its scores are illustrative: see README.md beside this file.
package data

import "embed"

// Files holds the folder security-roles: manifest.json and the CSV files that it names.
// Paths begin with "security-roles/".
//
//go:embed security-roles
var Files embed.FS

// Snapshot is the same dataset as package snapshots keeps it, with its edges drawn, so that the program
// answers without reading tables. The test says when it is not of today's tables.
//
//go:generate go run ./snapshot
//go:embed security-roles.snapshot
var Snapshot []byte
