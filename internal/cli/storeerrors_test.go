package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"noboru/store"
	"noboru/store/neo4jstore"
)

// TestStoreErrorsSpeakJapanese holds that each kind of failure of a store has a sentence, which keeps
// the detail and none of the English.
func TestStoreErrorsSpeakJapanese(t *testing.T) {
	ja, en := &app{lang: "ja"}, &app{lang: "en"}
	for _, kind := range []error{
		neo4jstore.ErrNoDataset, neo4jstore.ErrBusy, neo4jstore.ErrCorrupt, neo4jstore.ErrNewerSchema, neo4jstore.ErrCannotHold,
		neo4jstore.ErrBadConfig, neo4jstore.ErrUnreachable, neo4jstore.ErrUntrusted, neo4jstore.ErrUnauthorized, neo4jstore.ErrForbidden,
		neo4jstore.ErrNoDatabase, neo4jstore.ErrTooLarge, neo4jstore.ErrConflict, neo4jstore.ErrRefused,
	} {
		err := fmt.Errorf("loading: %w", &neo4jstore.Error{Doing: "load", Kind: kind, Detail: "here", Advice: "do this"})
		if got := ja.storeMessage(err).Error(); strings.Contains(got, kind.Error()) || !strings.Contains(got, "here") || !strings.Contains(got, "。") {
			t.Errorf("%v: %q", kind, got)
		}
		if got := en.storeMessage(err); !errors.Is(got, kind) {
			t.Errorf("in English: %v", got)
		}
	}
	if other := errors.New("anything"); !errors.Is(ja.storeMessage(other), other) {
		t.Error("an error of another kind is changed")
	}
	if got := ja.storeMessage(fmt.Errorf("drop: %w", store.ErrNoDataset)).Error(); strings.Contains(got, "no such") {
		t.Errorf("of files: %q", got)
	}
}
