package httpapi

import (
	"encoding/json"
	"net/http"
	"sync/atomic"
	"time"

	"noboru/internal/serving"
)

// Health is the body of /healthz.
type Health struct {
	Status     string    `json:"status"` // "ok": the server answers
	Dataset    string    `json:"dataset"`
	Version    string    `json:"version"`
	Roles      int       `json:"roles"`
	Edges      int       `json:"edges"`
	LoadedAt   time.Time `json:"loadedAt"`
	AgeSeconds int64     `json:"ageSeconds"` // since the data was loaded

	// Of a server that follows a store:
	CheckedAt *time.Time `json:"checkedAt,omitempty"` // when the store last confirmed the version
	Stale     bool       `json:"stale"`               // the store does not answer: this is the last good version
	Since     *time.Time `json:"staleSince,omitempty"`
	Reason    string     `json:"staleReason,omitempty"` // why, without addresses
}

// health says that the server lives, and what it serves.
func health(a *serving.Live, following func() serving.Following, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		e := a.Current()
		answer := Health{
			Status: "ok", Dataset: e.Dataset().Name(), Version: string(e.Graph.Version()),
			Roles: e.Graph.Len(), Edges: e.Graph.EdgeCount(),
			LoadedAt: e.LoadedAt.UTC().Truncate(time.Second), AgeSeconds: int64(now().Sub(e.LoadedAt).Seconds()),
		}
		if following != nil {
			state := following()
			answer.CheckedAt, answer.Stale = seconds(state.CheckedAt), state.Stale
			if state.Stale {
				answer.Since, answer.Reason = seconds(state.Since), state.Reason
			}
		}
		writeState(w, http.StatusOK, answer)
	})
}

// drain is whether the server is about to stop.
type drain struct{ begun atomic.Bool }

func (d *drain) begin() { d.begun.Store(true) }

// Readiness is the body of /readyz.
type Readiness struct {
	Status string `json:"status"` // "ready" or "draining"
}

// ready says whether requests may be sent here. A handler exists once there is a snapshot to serve, so
// what is left to say is whether the server is about to stop.
func (d *drain) ready() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if d.begun.Load() {
			writeState(w, http.StatusServiceUnavailable, Readiness{"draining"})
			return
		}
		writeState(w, http.StatusOK, Readiness{"ready"})
	})
}

// closing ends each connection with its answer while the server is about to stop, so that clients
// open no request on one that is being closed.
func (d *drain) closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.begun.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

func writeState(w http.ResponseWriter, status int, state any) {
	body, err := json.Marshal(state)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"status":"failed"}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client is gone: nothing to do
}

func seconds(t time.Time) *time.Time {
	t = t.UTC().Truncate(time.Second)
	return &t
}
