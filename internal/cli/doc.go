// Package cli is Noboru's command line. Each command has a file of its own, which turns flags into a
// question: one that the answers in the program and, with --json, the GraphQL API give the same answer to
// (ask.go). How answers look to people is decided beside the command, with package terminal; what is said
// stands in package words, and package app opens datasets.
//
// Results go to stdout and everything else to stderr; exitcodes.go lists how a run can end.
package cli
