package guard_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"noboru/internal/guard"
	"noboru/internal/testkit/hostile"
)

// mostChecked is the CPU that deciding about one document may take. A document of 64 KiB takes a few
// milliseconds; the rest is for the detectors and for other work on the machine.
const mostChecked = 50e6 // nanoseconds

// FuzzCheck looks for documents that are dear to decide about, and for panics. The oracle is CPU time, the
// least of three measurements: what is dear is dear each time.
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
	f.Fuzz(func(t *testing.T, query, name, variables string) {
		if len(query)+len(variables) > 64<<10 {
			t.Skip("refused before it comes here")
		}
		request := guard.Request{Query: query, OperationName: name}
		_ = json.Unmarshal([]byte(variables), &request.Variables) // without variables where they are none
		var err error
		least := int64(1 << 62)
		for range 3 {
			before := cpu()
			_, err = g.Check(context.Background(), request, costs)
			if least = min(least, int64(cpu()-before)); least < mostChecked {
				break
			}
		}
		if least > mostChecked {
			t.Errorf("%d ms of CPU", least/1e6)
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
