package cli

import (
	"fmt"
	"strings"
	"testing"

	"noboru/store"
)

// TestStoreErrorsAreSaid holds that a failure of a store is said in the user's language, with its values.
func TestStoreErrorsAreSaid(t *testing.T) {
	err := fmt.Errorf("loading: %w", store.NewError(store.ErrUnreachable, "no-answer", "host", "db.example:7687").During("load", "team"))
	for lang, want := range map[string]string{"en": "does not answer", "ja": "応答しません"} {
		if got := (&run{lang: lang}).sentence(err); !strings.Contains(got, want) || !strings.Contains(got, "db.example:7687") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
