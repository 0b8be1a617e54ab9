package neo4jstore_test

import (
	"flag"
	"testing"

	"noboru/store"
	"noboru/store/storetest"
)

func TestConformance(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		// Each check is a load, with tens of transactions.
		defer func() { _ = f.Value.Set(f.DefValue) }()
		if err := f.Value.Set("12"); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Run(t, func(tb testing.TB) store.Store { return open(tb) })
}
