package guard_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"noboru/internal/guard"
	"noboru/internal/testkit/hostile"
)

// mostChecked is the CPU that deciding about one document may take, in units of what an ordinary large
// document takes in the same program. The dearest of those known takes 14; on the machine where the unit
// is 1.2 ms, the bound is some 50 ms. Detectors and other work on the machine make both sides dearer.
const mostChecked = 40

// FuzzCheck looks for documents that are dear to decide about, and for panics. The oracle is CPU time, the
// least of some measurements: what is dear is dear each time.
func FuzzCheck(f *testing.F) {
	for _, a := range hostile.Requests() {
		variables, err := json.Marshal(a.Variables)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Query, "", string(variables))
	}
	f.Add(introspectionQuery(f), "IntrospectionQuery", "{}")
	g, costs := newGuard(f, guard.Limits{})
	check := func(request guard.Request) (time.Duration, error) {
		before := cpu()
		_, err := g.Check(context.Background(), request, costs)
		return cpu() - before, err
	}
	ordinary := guard.Request{Query: "{" + strings.Repeat("... on Query { dataset { name version } }", 400) + "}"}
	unit := func() time.Duration {
		least := time.Hour
		for range 5 {
			took, err := check(ordinary)
			if err != nil {
				f.Fatal(err)
			}
			least = min(least, took)
		}
		return max(least, time.Millisecond/2)
	}
	before := unit()
	f.Fuzz(func(t *testing.T, query, name, variables string) {
		if len(query)+len(variables) > 64<<10 {
			t.Skip("refused before it comes here")
		}
		request := guard.Request{Query: query, OperationName: name}
		_ = json.Unmarshal([]byte(variables), &request.Variables) // without variables where they are none
		least, err := check(request)
		for i := 0; i < 3 && least > mostChecked*before; i++ {
			again, _ := check(request)
			least = min(least, again)
		}
		if least > mostChecked*before && least > mostChecked*unit() {
			t.Errorf("%v of CPU, more than %d times an ordinary document", least, mostChecked)
		}
		var faults guard.Faults
		if errors.As(err, &faults) && len(faults) > g.Limits().Errors {
			t.Errorf("%d faults", len(faults))
		}
		if len(errorText(err)) > 16<<10 {
			t.Errorf("the error has %d bytes", len(errorText(err)))
		}
	})
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
