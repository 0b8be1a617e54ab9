package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"noboru/store"
)

// What can be wrong, to be matched with errors.Is. The first five are the contract's.
var (
	ErrNoDataset    = store.ErrNoDataset
	ErrBusy         = store.ErrBusy
	ErrCorrupt      = store.ErrCorrupt
	ErrNewerSchema  = store.ErrNewerSchema
	ErrCannotHold   = store.ErrCannotHold
	ErrBadConfig    = errors.New("wrong settings for Neo4j")
	ErrUnreachable  = errors.New("the Neo4j server does not answer")
	ErrUntrusted    = errors.New("the Neo4j server's certificate is not trusted")
	ErrUnauthorized = errors.New("the Neo4j server refused the username or password")
	ErrForbidden    = errors.New("the account may not do this")
	ErrNoDatabase   = errors.New("the Neo4j server has no such database")
	ErrTooLarge     = errors.New("the Neo4j server has not enough memory for this at once")
	ErrConflict     = errors.New("an id or a code is taken by other data")
	ErrRefused      = errors.New("the Neo4j server refused a request")

	// errLost says that the lock, or the fence, is somebody else's now.
	errLost = errors.New("the lock was lost")
)

// Error says what was being done, what is wrong, and what to do about it. It shows neither secrets
// nor Cypher, nor any address but the host of the user's own URI.
type Error struct {
	Doing  string // such as "load dataset jtag"
	Kind   error  // one of this package's errors
	Detail string // such as a status code or a size; may be empty
	Advice string // what to do; may be empty
	ctx    error  // the context's error, if that ended the call
}

func (e *Error) Error() string {
	text := e.Doing + ": " + e.Kind.Error()
	if e.Detail != "" {
		text += " (" + e.Detail + ")"
	}
	if e.Advice != "" {
		text += "; " + e.Advice
	}
	return text
}

// Unwrap gives the kind and, where it applies, context.Canceled or context.DeadlineExceeded.
func (e *Error) Unwrap() []error {
	if e.ctx != nil {
		return []error{e.Kind, e.ctx}
	}
	return []error{e.Kind}
}

// wrap turns an error of the driver into one of this package's. Errors that are so already, and
// nil, pass.
func (s *Store) wrap(ctx context.Context, doing string, err error) error {
	var mine *Error
	if err == nil || errors.As(err, &mine) {
		return err
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%s: %w", doing, context.Canceled)
	}
	e := &Error{Doing: doing}
	var neo *neo4j.Neo4jError
	switch {
	case errors.As(err, &neo):
		s.classify(e, neo)
	case errors.Is(err, errLost):
		e.Kind, e.Advice = ErrBusy, "this load gave up; try again"
	case errors.Is(err, errUnexpected):
		e.Kind, e.Detail, e.Advice = ErrCorrupt, err.Error(), "load the dataset again"
	default:
		s.connection(ctx, e, err)
	}
	return e
}

// connection says why there is none. The driver wraps such errors without a way to unwrap them, so
// their text tells.
func (s *Store) connection(ctx context.Context, e *Error, err error) {
	const check = "check that it runs, and the host, port and scheme of the URI"
	text := err.Error()
	_, certificate, untrusted := strings.Cut(text, "x509: ")
	switch {
	case untrusted:
		e.Kind, e.Detail = ErrUntrusted, s.host+", "+certificate
		e.Advice = "for a self-signed one use bolt+ssc:// or neo4j+ssc://, or name its issuer to the system (SSL_CERT_FILE)"
		if strings.Contains(certificate, "valid for") {
			e.Advice = "name the host as the certificate does, or trust any with bolt+ssc:// or neo4j+ssc://"
		}
	case strings.Contains(text, "does not look like a TLS handshake"), strings.Contains(text, "check that TLS is enabled"):
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host+", without TLS", "use bolt:// or neo4j://, or switch TLS on in the server"
	case strings.Contains(text, "server responded HTTP"):
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host+", with HTTP", "name the port for Bolt, which is 7687 by default"
	case errors.Is(err, context.DeadlineExceeded), ctx.Err() != nil:
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host+", in time", check
		e.ctx = context.DeadlineExceeded
	default:
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host, check
	}
}

func (s *Store) classify(e *Error, neo *neo4j.Neo4jError) {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(neo.Code, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("Security.Unauthorized", "Security.AuthenticationRateLimit", "Security.CredentialsExpired", "Security.TokenExpired", "Security.AuthorizationExpired"):
		e.Kind, e.Detail, e.Advice = ErrUnauthorized, s.host, "check NEO4J_USERNAME and NEO4J_PASSWORD"
		if has("RateLimit") {
			e.Advice = "too many attempts failed: wait some seconds, then check NEO4J_USERNAME and NEO4J_PASSWORD"
		}
	case has("Security.Forbidden", "Statement.AccessMode"):
		e.Kind, e.Advice = ErrForbidden, "loading needs an account that may write data, indexes and constraints"
	case has("ReadOnly"):
		e.Kind, e.Detail, e.Advice = ErrRefused, neo.Code, "the database is read-only: make it writable, or load into another"
	case has("Database.DatabaseNotFound"):
		e.Kind, e.Advice = ErrNoDatabase, "check the name of the database"
	case has("MemoryPoolOutOfMemory", "OutOfMemory", "TransactionOutOfMemory"):
		e.Kind, e.Advice = ErrTooLarge, "raise server.memory.heap.max_size, or wait until other queries are done; nothing was changed"
	case has("Schema.ConstraintCreationFailed"):
		e.Kind, e.Advice = ErrConflict, "other data in this database stands under the labels Role, Skill, SkillGroup, Family or Dataset; use another database"
	case has("Schema.ConstraintValidationFailed"):
		e.Kind, e.Advice = ErrConflict, "give the datasets different names, or drop the other one"
	case has("Database.DatabaseUnavailable", "General.DatabaseUnavailable", "Cluster.NotALeader", "Cluster.Routing"):
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host+", "+neo.Code, "the database is not ready: try again"
	case has("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated", "LockAcquisitionTimeout"):
		e.Kind, e.Detail, e.Advice = ErrUnreachable, s.host+", in time", "the database is overloaded: try again"
		e.ctx = context.DeadlineExceeded
	default:
		e.Kind, e.Detail, e.Advice = ErrRefused, neo.Code, "its query log says more"
	}
}
