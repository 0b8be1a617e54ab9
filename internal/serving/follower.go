package serving

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// DefaultReadTimeout bounds one look at the store, reading included, where nothing else is asked for.
// Building the graph is our own work and is not part of it.
const DefaultReadTimeout = 30 * time.Second

// Following is what a follower knows of its store.
type Following struct {
	CheckedAt time.Time // when the store last answered with the version that is served
	Stale     bool      // the last look failed: answers are of the last good version
	Since     time.Time // when it began to fail; zero while it does not
	Reason    string    // why the last look failed, without addresses; empty while it does not
	Failures  int64     // looks that failed, in all
	Reloads   int64     // versions swapped in, in all
}

// Follower keeps what is served at the newest version of a dataset in a store. It polls the version;
// what it reads must prove whole by its hash before it is swapped in. Whatever the store does
// meanwhile, answers go on from the last good version.
type Follower struct {
	live   *Live
	source Source
	name   string
	opts   FollowOptions
	now    func() time.Time

	mu    sync.Mutex
	state Following
}

// FollowOptions say how a dataset is followed.
type FollowOptions struct {
	Place   string        // the source's name for people
	Timeout time.Duration // of one look; DefaultReadTimeout where it is zero
	Logger  *slog.Logger

	// Explain says why a look failed: in few words, which everyone may read, and as the log has it. nil for
	// the error's own words.
	Explain func(err error) (reason, detail string)
}

// NewFollower returns a follower of the dataset that l serves, read from source just now.
func NewFollower(l *Live, source Source, opts FollowOptions) *Follower {
	opts.Timeout = cmp.Or(opts.Timeout, DefaultReadTimeout)
	if opts.Explain == nil {
		opts.Explain = func(err error) (string, string) { return cause(err).Error(), err.Error() }
	}
	return &Follower{
		live: l, source: source, name: l.Current().Dataset().Name(), opts: opts, now: time.Now,
		state: Following{CheckedAt: l.Current().LoadedAt},
	}
}

// State returns what is known now.
func (f *Follower) State() Following {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state
}

// Run looks every so often until ctx is done.
func (f *Follower) Run(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			f.Look(ctx)
		}
	}
}

// Look compares versions once and swaps a new one in. What goes wrong is kept in the state, and
// logged when it begins, when its reason changes and when it ends, not at every look.
func (f *Follower) Look(ctx context.Context) {
	swapped, err := f.look(ctx)
	if ctx.Err() != nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	served, now := f.live.Current(), f.now()
	log := f.opts.Logger.With("dataset", f.name, "version", served.Graph.Version().Short())
	if err != nil {
		reason, detail := f.opts.Explain(err)
		if !f.state.Stale {
			f.state.Stale, f.state.Since = true, now
		}
		if f.state.Reason != reason {
			f.state.Reason = reason
			log.Warn("answers go on from the last good version", "confirmed", now.Sub(f.state.CheckedAt).Round(time.Millisecond).String()+" ago", "reason", detail)
		}
		f.state.Failures++
		return
	}
	if f.state.Stale {
		log.Info("the store answers again", "after", now.Sub(f.state.Since).Round(time.Millisecond))
		f.state.Stale, f.state.Since, f.state.Reason = false, time.Time{}, ""
	}
	f.state.CheckedAt = now
	if swapped {
		f.state.Reloads++
		log.Info("serving a new version", "roles", served.Graph.Len(), "edges", served.Graph.EdgeCount())
	}
}

// cause is what an error is at bottom. Two failures of one cause are no change, though they may
// differ in the words that say it.
func cause(err error) error {
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			next = several.Unwrap()[0]
		}
		if next == nil {
			return err
		}
		err = next
	}
}

func (f *Follower) look(ctx context.Context) (swapped bool, err error) {
	limited, cancel := context.WithTimeout(ctx, f.opts.Timeout)
	defer cancel()
	version, err := f.source.Version(limited, f.name)
	if err != nil || version == f.live.Current().Graph.Version() {
		return false, err
	}
	g, unusable, err := Read(ctx, limited, f.source, f.name, version)
	if unusable != nil {
		_, detail := f.opts.Explain(unusable)
		f.opts.Logger.Warn("the snapshot cannot be used: the edges are drawn again", "dataset", f.name, "version", version.Short(), "reason", detail)
	}
	if err != nil {
		return false, err
	}
	f.live.Swap(NewSnapshot(g, f.opts.Place, f.now()))
	return true, nil
}
