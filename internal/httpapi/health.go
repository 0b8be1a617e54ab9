package httpapi

import (
	"encoding/json"
	"net/http"
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
		body, err := json.Marshal(answer)
		if err != nil {
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write(append(body, '\n')) // the client is gone: nothing to do
	})
}

func seconds(t time.Time) *time.Time {
	t = t.UTC().Truncate(time.Second)
	return &t
}
