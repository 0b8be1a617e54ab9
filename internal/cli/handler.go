package cli

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"noboru/internal/httpapi"
	"noboru/internal/serving"
	"noboru/store"
	"noboru/web"
)

// following is how serve keeps up with a store.
type following struct {
	wait  bool
	every time.Duration
}

// handler is what serve serves. The snapshot stands in a Live, which follows the store that the
// dataset came from, if it did. stop ends that.
func (s *session) handler(ctx context.Context, logger *slog.Logger, origins []string, every time.Duration) (h http.Handler, stop func()) {
	served := serving.NewLive(serving.NewSnapshot(s.graph, s.source().String(), time.Now()))
	opts := httpapi.Options{Logger: logger, Page: web.Handler(), AllowedOrigins: origins}
	if s.follows == nil {
		return httpapi.New(served, opts), func() {}
	}
	follower := serving.NewFollower(served, s.follows, serving.FollowOptions{Place: s.source().String(), Timeout: s.readTimeout, Logger: logger})
	opts.Following = follower.State
	following, cancel := context.WithCancel(ctx)
	go follower.Run(following, every)
	return httpapi.New(served, opts), func() {
		cancel()
		closeStore(ctx, s.follows)
	}
}

// openFollowed is open, but a store that the dataset came from stays open, to be followed.
func (a *app) openFollowed(ctx context.Context) (*session, error) {
	source, ok := a.source().(storeSource)
	if !ok {
		return a.open(ctx)
	}
	d, k, err := source.read(ctx)
	if err != nil {
		return nil, err
	}
	s, err := a.newSession(ctx, d)
	if err != nil {
		closeStore(ctx, k)
		return nil, err
	}
	s.follows = k
	return s, nil
}

// openWaiting opens the dataset. With wait it tries again, less and less often, as long as it is
// the store that is not ready, and not the command line that is wrong. It says so once per reason.
func (a *app) openWaiting(ctx context.Context, wait bool) (*session, error) {
	said := ""
	for pause := time.Second; ; pause = min(2*pause, 5*time.Second) {
		s, err := a.openFollowed(ctx)
		if !wait || !store.Passing(err) {
			return s, err
		}
		if reason := a.storeMessage(err).Error(); reason != said {
			said = reason
			fmt.Fprintf(a.stderr, words.ServeWaiting.In(a.lang)+"\n", said) //nolint:errcheck // it waits all the same
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
