package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"noboru/internal/admission"
	"noboru/internal/guard"
	"noboru/internal/serving"
	"noboru/internal/words"
	"noboru/resolvers"
)

// privateInput is the schema's type of a person's own scores.
const privateInput = "ProfileInput"

// heavyCost is from which estimated cost on, in microseconds, a request waits for its turn among the
// dear ones. It is some ten times the cost of an ordinary question.
const heavyCost = 5_000

// How long and how many dear requests wait.
const (
	longestQueue = 16
	longestWait  = 2 * time.Second
)

// endpoint serves GraphQL over HTTP.
type endpoint struct {
	live          *serving.Live
	deadlines     *deadlines
	reader        reader
	guard         *guard.Guard
	executor      executor
	documents     *Documents
	onlyDocuments bool
	heavy         *admission.Lane
	meter         *meter
	logger        *slog.Logger
	known         atomic.Pointer[costs]
}

// costs are what fields cost on a snapshot.
type costs struct {
	of     *serving.Snapshot
	schema graphql.ExecutableSchema
}

// costs are those of the snapshot, worked out once for as long as it is served.
func (e *endpoint) costs(of *serving.Snapshot) graphql.ExecutableSchema {
	if known := e.known.Load(); known != nil && known.of == of {
		return known.schema
	}
	known := &costs{of, resolvers.Costs(of)}
	e.known.Store(known)
	return known.schema
}

func newEndpoint(live *serving.Live, schema graphql.ExecutableSchema, m *meter, opts Options) *endpoint {
	heavy := opts.Heavy
	if heavy == 0 {
		heavy = max(1, runtime.GOMAXPROCS(0)/2)
	}
	return &endpoint{
		live: live, deadlines: newDeadlines(opts.Timeout),
		reader:    reader{maxBody: opts.MaxBody, unfinished: admission.NewBytes(opts.Unfinished)},
		guard:     guard.New(schema.Schema(), opts.Limits, privateInput),
		executor:  newExecutor(schema, opts.MaxAnswer, opts.Logger),
		documents: opts.Documents, onlyDocuments: opts.OnlyDocuments,
		heavy: admission.NewLane(heavy, longestQueue, longestWait),
		meter: m, logger: opts.Logger,
	}
}

// ServeHTTP answers a request from one snapshot from beginning to end.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, snapshot := note(r.Context()), e.live.Current()
	n.version = snapshot.Graph.Version().Short()
	if n.media = negotiate(r); n.media == "" {
		refuse(w, r, problem{status: http.StatusNotAcceptable, code: codeAccept, message: words.M("http.accept")})
		return
	}
	p, wrong := e.reader.read(w, r)
	if wrong != nil {
		refuse(w, r, *wrong)
		return
	}
	registered, wrong := e.document(&p)
	if wrong != nil {
		refuse(w, r, *wrong)
		return
	}
	deadline := e.deadlines.begin(serving.NewContext(r.Context(), snapshot))
	defer e.deadlines.end(deadline)
	ctx := context.Context(deadline)
	checking, ended := span(ctx, "check")
	checked, err := e.guard.Check(checking, guard.Request{Query: p.query, Registered: registered, OperationName: p.operationName, Variables: p.variables}, e.costs(snapshot))
	ended()
	if err != nil {
		refuse(w, r, e.problems(ctx, err)...)
		return
	}
	n.question, n.cost = questionOf(checked), checked.Cost
	if !checked.Private { // a name is a client's own words
		n.operation = checked.Operation.Name
	}
	if checked.Private && p.inAddress {
		refuse(w, r, problem{status: http.StatusBadRequest, code: codePrivate, message: words.M("http.private")})
		return
	}
	if p.hash != "" && !registered && !checked.Private {
		e.documents.keep(p.hash, p.query)
	}
	tag := ""
	if p.inAddress {
		tag = answerTag(snapshot.Graph.Version(), r.URL.RawQuery, n.media)
		cacheable(w.Header(), tag, registered)
		if matches(r, tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if checked.Cost > heavyCost {
		waiting, ended := span(ctx, "wait")
		leave, err := e.heavy.Enter(waiting)
		ended()
		if err != nil {
			refuse(w, r, e.problems(ctx, err)...)
			return
		}
		defer leave()
	}
	e.meter.ask(checked)
	e.executor.run(ctx, w, r, p, checked)
}

// document puts the text of a request's document in its place, and reports whether it is a registered one.
func (e *endpoint) document(p *params) (registered bool, wrong *problem) {
	if p.hash == "" {
		if e.onlyDocuments {
			_, registered, _ = e.documents.find(hashOf(p.query))
			if !registered {
				return false, &problem{status: http.StatusForbidden, code: codeUnregistered, message: words.M("http.unregistered")}
			}
		}
		return registered, nil
	}
	text, registered, ok := e.documents.find(p.hash)
	switch {
	case ok && (p.query == "" || p.query == text) && (registered || !e.onlyDocuments):
		p.query = text
		return registered, nil
	case e.onlyDocuments:
		return false, &problem{status: http.StatusForbidden, code: codeUnregistered, message: words.M("http.unregistered")}
	case p.query == "":
		return false, &problem{code: codeUnknownHash, message: words.M("http.unknown-hash"), status: http.StatusOK}
	case !strings.EqualFold(hashOf(p.query), p.hash):
		wrong := badRequest(words.M("http.wrong-hash"))
		return false, &wrong
	default:
		return false, nil
	}
}

// problems says what an error of the guard, a lane or the context means to the client.
func (e *endpoint) problems(ctx context.Context, err error) []problem {
	var refusal *guard.Refusal
	var faults guard.Faults
	switch {
	case errors.As(err, &refusal):
		return []problem{refusedBy(refusal)}
	case errors.As(err, &faults):
		list := make([]problem, len(faults))
		for i, f := range faults {
			list[i] = faulty(f)
		}
		return list
	case errors.Is(err, admission.ErrFull):
		return []problem{overloaded()}
	case ctx.Err() != nil:
		return []problem{outOfTime(ctx)}
	default:
		e.logger.ErrorContext(ctx, "internal error", "err", err)
		return []problem{internal()}
	}
}

func overloaded() problem {
	return problem{status: http.StatusServiceUnavailable, code: codeOverloaded, message: words.M("http.overloaded"), retry: time.Second}
}

func answerTooLarge() problem { return problem{code: codeAnswer, message: words.M("http.answer")} }

func internal() problem {
	return problem{status: http.StatusInternalServerError, code: resolvers.CodeInternal, message: words.M("http.internal")}
}

// outOfTime is the problem of a request whose context is done.
func outOfTime(ctx context.Context) problem {
	switch {
	case errors.Is(context.Cause(ctx), errAnswerTooLarge):
		return answerTooLarge()
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return problem{status: http.StatusServiceUnavailable, code: resolvers.CodeTimeout, message: words.M("http.timeout"), retry: time.Second}
	default:
		return problem{status: statusClientGone, code: resolvers.CodeTimeout, message: words.M("http.cancelled")}
	}
}

// statusClientGone is what logs have for a request whose client went away; nobody reads it.
const statusClientGone = 499
