package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"noboru/data"
	"noboru/graph"
	"noboru/store/snapshots"
)

// What the document asks for, as encoding/json writes it.
type (
	bareAnswer struct {
		Path barePath `json:"path"`
	}
	barePath struct {
		Objective graph.Objective `json:"objective"`
		Path      struct {
			Roles  []bareRole `json:"roles"`
			Steps  []bareStep `json:"steps"`
			Totals bareTotals `json:"totals"`
		} `json:"path"`
	}
	bareRole struct {
		Code string `json:"code"`
		Name struct {
			Ja string `json:"ja"`
			En string `json:"en"`
		} `json:"name"`
		Total float64 `json:"total"`
	}
	bareCode struct {
		Code string `json:"code"`
	}
	bareStep struct {
		From        bareCode `json:"from"`
		To          bareCode `json:"to"`
		Correlation float64  `json:"correlation"`
		Climb       float64  `json:"climb"`
	}
	bareTotals struct {
		Steps         int     `json:"steps"`
		Distance      float64 `json:"distance"`
		SteepestClimb float64 `json:"steepestClimb"`
	}
)

// bare is the handler that one would write for this one question: no GraphQL, no guard, no log, no metrics.
type bare struct {
	g        *graph.Graph
	planners sync.Pool
}

func (b *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var asked request
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	d := b.g.Dataset()
	from, knownFrom := d.RoleByCode(asked.Variables.Input.From.Role)
	to, knownTo := d.RoleByCode(asked.Variables.Input.To.Role)
	if !knownFrom || !knownTo {
		http.Error(w, "unknown role", http.StatusBadRequest)
		return
	}
	planner, ok := b.planners.Get().(*graph.Planner)
	if !ok {
		planner = graph.NewPlanner(b.g)
	}
	defer b.planners.Put(planner)
	path, found, err := planner.Path(r.Context(), graph.Question{From: []int{from}, To: []int{to}})
	if err != nil || !found {
		http.Error(w, "no path", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(map[string]any{"data": show(d, path)}) // the client is gone: nothing to do
}

func show(d *graph.Dataset, path graph.Path) bareAnswer {
	var a bareAnswer
	a.Path.Objective = graph.Gentlest
	for _, i := range path.Roles {
		r := d.Role(i)
		shown := bareRole{Code: r.Code, Total: r.Total.Float()}
		shown.Name.Ja, shown.Name.En = r.Name.Ja, r.Name.En
		a.Path.Path.Roles = append(a.Path.Path.Roles, shown)
	}
	for _, s := range path.Steps {
		a.Path.Path.Steps = append(a.Path.Path.Steps, bareStep{
			From: bareCode{d.Role(s.From).Code}, To: bareCode{d.Role(s.To).Code}, Correlation: s.Similarity.Float(), Climb: s.Climb.Float(),
		})
		a.Path.Path.Totals.SteepestClimb = max(a.Path.Path.Totals.SteepestClimb, s.Climb.Float())
	}
	a.Path.Path.Totals.Steps, a.Path.Path.Totals.Distance = path.Cost.Steps, path.Cost.Distance.Float()
	return a
}

// serveBare serves it until ctx ends, and tells its address as the program does.
func serveBare(ctx context.Context) error {
	g, err := snapshots.Decode("security-roles.snapshot", data.Snapshot)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "http://%s\n", listener.Addr())
	server := &http.Server{Handler: &bare{g: g}, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}
