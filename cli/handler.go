package cli

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"noboru/atlas"
	"noboru/follow"
	"noboru/graph/neo4jstore"
	"noboru/httpapi"
	"noboru/web"
)

// following is how serve keeps up with Neo4j.
type following struct {
	wait  bool
	every time.Duration
}

// handler is what serve serves. The edition stands in an atlas, which follows the store that the
// dataset came from, if it did. stop ends that.
func (s *session) handler(ctx context.Context, logger *slog.Logger, origins []string, every time.Duration) (h http.Handler, stop func(), err error) {
	served := atlas.New(atlas.NewEdition(s.graph, s.source().String(), time.Now()))
	opts := httpapi.Options{Logger: logger, GraphiQL: web.GraphiQL(), AllowedOrigins: origins}
	if s.neo4j.uri == "" {
		return httpapi.New(served, opts), func() {}, nil
	}
	store, err := s.openStore(ctx, s.neo4j.uri)
	if err != nil {
		return nil, nil, err
	}
	follower := follow.New(served, store, s.source().String(), logger)
	opts.Following = follower.State
	ctx, cancel := context.WithCancel(ctx)
	go follower.Run(ctx, every)
	return httpapi.New(served, opts), func() {
		cancel()
		_ = store.Close(context.WithoutCancel(ctx)) // it was only read
	}, nil
}

// openWaiting opens the dataset; with wait it tries again, less and less often, while Neo4j or the
// dataset is not there yet.
func (a *app) openWaiting(ctx context.Context, wait bool) (*session, error) {
	for pause := time.Second; ; pause = min(2*pause, 30*time.Second) {
		s, err := a.open(ctx)
		absent := errors.Is(err, neo4jstore.ErrUnreachable) || errors.Is(err, neo4jstore.ErrNoDataset)
		if !wait || !absent {
			return s, err
		}
		a.complain(nil, err)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
