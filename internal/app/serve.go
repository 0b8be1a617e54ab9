package app

import (
	"context"
	"time"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/loader"
	"noboru/store"
	"noboru/web"
)

// Served is a dataset that is ready to be served.
type Served struct {
	Snapshot *serving.Snapshot
	Report   *loader.Report
	Unusable error // why the snapshot of the store could not be used, and the edges were drawn again; nil where there is none

	source  Source
	follows store.Store // nil where the dataset comes from no store
}

// Serve opens the dataset to be served; a store that it comes from stays open, to be followed.
func (s Source) Serve(ctx context.Context) (*Served, error) {
	served := &Served{source: s, Report: &loader.Report{}}
	var err error
	if s.Store == "" {
		served.Snapshot, served.Report, err = s.Snapshot(ctx)
		return served, err
	}
	g, from, unusable, err := s.storedGraph(ctx)
	if err != nil {
		return nil, err
	}
	served.Snapshot, served.Unusable, served.follows = s.ready(g), unusable, from
	return served, nil
}

// ServeWhenReady is Serve, tried again as long as it is the store that is not ready. It tells each new
// reason.
func (s Source) ServeWhenReady(ctx context.Context, tell func(reason error)) (*Served, error) {
	return whenReady(ctx, s.Serve, tell)
}

// whenReady tries, less and less often, until it succeeds or fails for good.
func whenReady[T any](ctx context.Context, try func(context.Context) (T, error), tell func(reason error)) (T, error) {
	said := ""
	for pause := time.Second; ; pause = min(2*pause, 5*time.Second) {
		got, err := try(ctx)
		if !store.Passing(err) {
			return got, err
		}
		if err.Error() != said {
			said = err.Error()
			tell(err)
		}
		select {
		case <-ctx.Done():
			return got, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// API is everything that the server serves. The snapshot stands in a Live, which looks for a new
// version in the store that the dataset came from, if it did, every so often. stop ends that. The page's
// own documents are registered.
func (s *Served) API(ctx context.Context, opts httpapi.Options, every time.Duration) (api *httpapi.API, stop func(), err error) {
	live := serving.NewLive(s.Snapshot)
	if manifest := web.Documents(); manifest != nil {
		if opts.Documents == nil {
			opts.Documents = httpapi.NewDocuments()
		}
		if err := opts.Documents.RegisterManifest(manifest); err != nil {
			return nil, nil, err
		}
	}
	opts.Page = web.Handler()
	if s.follows == nil {
		return httpapi.New(live, opts), func() {}, nil
	}
	follower := serving.NewFollower(live, s.follows, serving.FollowOptions{Place: s.source.String(), Timeout: s.source.ReadTimeout, Logger: opts.Logger, Explain: explain})
	opts.Following = follower.State
	following, cancel := context.WithCancel(ctx)
	go follower.Run(following, every)
	return httpapi.New(live, opts), func() {
		cancel()
		_ = CloseStore(ctx, s.follows)
	}, nil
}
