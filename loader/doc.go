// Package loader turns files into a graph.Dataset, and a dataset back into files.
//
// A dataset is one or more tables (CSV in UTF-8, or XLSX) and a small manifest in JSON that names
// them and says how to read them. A table alone is read by the usual names of its columns. Every
// fault of every file is found in one run and returned as Faults; then nothing is loaded.
//
// The package knows encodings and file layouts. What a dataset may be, package graph decides.
package loader
