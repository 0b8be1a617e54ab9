// Package lazyregexp compiles regular expressions when they are first asked for, so that a command does not wait at its
// start for those that it does not use.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New is a regular expression that is compiled by the first call; that panics where it is none.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
