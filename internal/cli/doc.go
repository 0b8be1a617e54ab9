// Package cli is Noboru's command line. Each command has a file of its own, which turns flags into
// a question, asks the engine and makes an answer: a plain value with the field names of --json.
// How an answer looks as a table, as CSV or as JSON is decided in table.go, csv.go and json.go, and
// every sentence that a person reads stands in lang.go, in both languages.
//
// Results go to stdout and everything else to stderr; exitcodes.go lists how a run can end.
package cli
