package neo4jstore

import (
	"errors"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// TestClassify holds what the server's own codes are taken for.
func TestClassify(t *testing.T) {
	s := &Store{host: "localhost:7687"}
	for status, want := range map[string]struct {
		kind error
		code string
	}{
		// As a server said them whose disk was full: first at a commit, then to whatever it was asked.
		"Neo.DatabaseError.Transaction.TransactionLogError":       {store.ErrRefused, "database-stopped"},
		"Neo.DatabaseError.Transaction.TransactionStartFailed":    {store.ErrRefused, "database-stopped"},
		"Neo.ClientError.Security.Unauthorized":                   {store.ErrUnauthorized, "unauthorized"},
		"Neo.ClientError.Database.DatabaseNotFound":               {store.ErrNoDatabase, "no-database"},
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError":   {store.ErrTooLarge, "out-of-memory"},
		"Neo.ClientError.Schema.ConstraintValidationFailed":       {store.ErrConflict, "id-taken"},
		"Neo.ClientError.Transaction.TransactionTimedOut":         {store.ErrUnreachable, "overloaded"},
		"Neo.TransientError.Database.DatabaseUnavailable":         {store.ErrUnreachable, "not-ready"},
		"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase":     {store.ErrRefused, "read-only"},
		"Neo.DatabaseError.General.SomethingThatNobodyHasThought": {store.ErrRefused, "refused"},
	} {
		err := s.wrap(t.Context(), task{"save", "x"}, &neo4j.Neo4jError{Code: status, Msg: "secret"})
		var e *store.Error
		if !errors.As(err, &e) || !errors.Is(err, want.kind) || e.Code != want.code {
			t.Errorf("%s: got %v, want %v (%s)", status, err, want.kind, want.code)
		}
	}
}
