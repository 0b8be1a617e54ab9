// Package loader turns files into a graph.Dataset, and a dataset back into files.
//
// A dataset is one or more tables (CSV in UTF-8, or XLSX) and a small manifest in JSON that names
// them and says how to read them. A table alone is read by the usual names of its columns. Every
// fault of every file is found in one run and returned as Faults; then nothing is loaded.
//
// A column of a table of roles that has no usual name is a skill if one of its cells is a number, or
// means to be one. A column without any is left out with a warning that says why. Where there is a
// manifest, which could name it under columns.ignore, it is a fault, and so is a column without any
// number that the manifest lists as a skill. In a column of numbers everything else is a fault: an
// empty cell, text, a truth value, a date or a time, an error, a formula without its value.
//
// Faults and warnings have a Kind for programs, and sentences in English and in Japanese.
//
// The package knows encodings and file layouts. What a dataset may be, package graph decides.
package loader
