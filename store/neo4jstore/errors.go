package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// errLost says that the lock, or the fence, is somebody else's now.
var errLost = errors.New("the lock was lost")

// task is what is under way, for errors.
type task struct{ doing, dataset string }

func (t task) error(kind error, code string, values ...any) *store.Error {
	return store.NewError(kind, code, values...).During(t.doing, t.dataset)
}

// wrap turns an error of the driver into one of package store. Errors that are so already, and nil,
// pass.
func (s *Store) wrap(ctx context.Context, t task, err error) error {
	var known *store.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%s: %w", strings.TrimSpace(t.doing+" "+t.dataset), context.Canceled)
	}
	var neo *neo4j.Neo4jError
	switch {
	case errors.As(err, &neo):
		return s.classify(t, neo)
	case errors.Is(err, errLost):
		return t.error(store.ErrBusy, "lock-lost")
	case errors.Is(err, errUnexpected):
		return t.error(store.ErrCorrupt, "unexpected-content", "found", err)
	}
	return s.connection(ctx, t, err)
}

// connection says why there is none. The driver wraps such errors without a way to unwrap them, so
// their text tells.
func (s *Store) connection(ctx context.Context, t task, err error) error {
	text := err.Error()
	_, certificate, untrusted := strings.Cut(text, "x509: ")
	switch {
	case untrusted && strings.Contains(certificate, "valid for"):
		return t.error(store.ErrUntrusted, "certificate-of-another", "host", s.host, "certificate", certificate)
	case untrusted:
		return t.error(store.ErrUntrusted, "untrusted", "host", s.host, "certificate", certificate)
	case strings.Contains(text, "does not look like a TLS handshake"), strings.Contains(text, "check that TLS is enabled"):
		return t.error(store.ErrUnreachable, "no-tls", "host", s.host)
	case strings.Contains(text, "server responded HTTP"):
		return t.error(store.ErrUnreachable, "http-port", "host", s.host)
	case errors.Is(err, context.DeadlineExceeded), ctx.Err() != nil:
		e := t.error(store.ErrUnreachable, "no-answer-in-time", "host", s.host)
		e.Ended = context.DeadlineExceeded
		return e
	}
	return t.error(store.ErrUnreachable, "no-answer", "host", s.host)
}

// classify reads what the server itself said.
func (s *Store) classify(t task, neo *neo4j.Neo4jError) *store.Error {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(neo.Code, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("Security.AuthenticationRateLimit"):
		return t.error(store.ErrUnauthorized, "too-many-attempts", "host", s.host)
	case has("Security.Unauthorized", "Security.CredentialsExpired", "Security.TokenExpired", "Security.AuthorizationExpired"):
		return t.error(store.ErrUnauthorized, "unauthorized", "host", s.host)
	case has("Security.Forbidden", "Statement.AccessMode"):
		return t.error(store.ErrForbidden, "forbidden")
	case has("ReadOnly"):
		return t.error(store.ErrRefused, "read-only", "status", neo.Code)
	case has("Database.DatabaseNotFound"):
		return t.error(store.ErrNoDatabase, "no-database", "database", s.config.Database)
	case isMemory(neo):
		return t.error(store.ErrTooLarge, "out-of-memory")
	case has("Schema.ConstraintCreationFailed"):
		return t.error(store.ErrConflict, "labels-taken")
	case has("Schema.ConstraintValidationFailed"):
		return t.error(store.ErrConflict, "id-taken")
	case has("Database.DatabaseUnavailable", "General.DatabaseUnavailable", "Cluster.NotALeader", "Cluster.Routing"):
		return t.error(store.ErrUnreachable, "not-ready", "host", s.host, "status", neo.Code)
	case has("Transaction.TransactionLogError", "Transaction.TransactionCommitFailed", "Transaction.TransactionStartFailed"):
		// What a full disk looks like from here, and every request from then until a restart.
		return t.error(store.ErrRefused, "database-stopped", "host", s.host, "status", neo.Code)
	case has("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated", "LockAcquisitionTimeout"):
		e := t.error(store.ErrUnreachable, "overloaded", "host", s.host)
		e.Ended = context.DeadlineExceeded
		return e
	}
	return t.error(store.ErrRefused, "refused", "status", neo.Code)
}

// isMemory reports whether the server gave up for lack of memory. It calls that transient, but it
// would only come back.
func isMemory(neo *neo4j.Neo4jError) bool { return strings.Contains(neo.Code, "OutOfMemory") }
