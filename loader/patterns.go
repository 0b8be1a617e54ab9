package loader

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first asked for: a command that reads no table does
// not wait for it.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
