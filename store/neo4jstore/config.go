package neo4jstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"noboru/store"
)

// Config says where Neo4j is and how long to wait for it. Zero durations ask for the defaults.
type Config struct {
	URI      string // bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s:// or neo4j+ssc://, without credentials
	Username string // default neo4j
	Password string
	Database string // default: the user's home database

	// ReadTimeout bounds each of Open, List, Load and Version as a whole. Default 30 s: a
	// server on a busy machine takes several for its first answer.
	ReadTimeout time.Duration
	// WriteTimeout bounds each transaction of a Save or Drop. Default 2 min.
	WriteTimeout time.Duration
	// LoadTimeout bounds a Save, Drop or Verify as a whole. Default 2 h.
	LoadTimeout time.Duration
	// BatchRows is the most rows that a transaction writes, where the defaults, which fit a server
	// with 512 MB of heap, are too many.
	BatchRows int
	// SwapMemory is how many bytes the transaction that puts a version live may take of the server's
	// heap. Default: what the server allows to all transactions together.
	SwapMemory int64
}

// poolSize is how many connections a Store has at most.
const poolSize = 10

// Store keeps datasets in one Neo4j database. It is safe for concurrent use.
type Store struct {
	driver neo4j.DriverWithContext
	config Config
	host   string // of the URI, for messages

	mu    sync.Mutex
	loads map[string]int64 // by dataset: the newest load that a read has shown
}

var connecting = task{doing: "connect"}

var schemes = []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}

// Open connects to Neo4j and checks the credentials, within ReadTimeout. It tries once: whoever
// wants to wait for a server calls again. The error is store.ErrBadConfig,
// ErrUnreachable, ErrUntrusted, ErrUnauthorized or ErrNoDatabase.
func Open(ctx context.Context, c Config) (*Store, error) {
	c.Username = cmp.Or(c.Username, "neo4j")
	c.ReadTimeout = cmp.Or(c.ReadTimeout, 30*time.Second)
	c.WriteTimeout = cmp.Or(c.WriteTimeout, 2*time.Minute)
	c.LoadTimeout = cmp.Or(c.LoadTimeout, 2*time.Hour)
	host, err := checkURI(c.URI)
	if err != nil {
		return nil, err
	}
	auth := neo4j.BasicAuth(c.Username, c.Password, "")
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(d *config.Config) {
		d.MaxConnectionPoolSize = poolSize
		d.ConnectionAcquisitionTimeout = c.ReadTimeout
		d.SocketConnectTimeout = min(5*time.Second, c.ReadTimeout)
		d.ConnectionLivenessCheckTimeout = 10 * time.Second
		d.MaxTransactionRetryTime = c.ReadTimeout
		d.FetchSize = 2000
		d.ReadBufferSize = 64 << 10
		d.UserAgent = "noboru"
		d.TelemetryDisabled = true
		d.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, connecting.error(store.ErrBadConfig, "uri-unusable")
	}
	s := &Store{driver: driver, config: c, host: host, loads: map[string]int64{}}
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(err, s.Close(ctx))
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.config.ReadTimeout)
	defer cancel()
	// Transactions are tried again until the time is up, this is not.
	server, err := s.driver.GetServerInfo(ctx)
	if err != nil {
		return s.wrap(ctx, connecting, err)
	}
	if version, old := tooOld(server.Agent()); old {
		return connecting.error(store.ErrBadConfig, "old-server", "host", s.host, "version", version, "needs", fmt.Sprintf("%d.%d", oldest[0], oldest[1]))
	}
	// A query, since a wrong database shows only then.
	return s.read(ctx, connecting, func(tx neo4j.ManagedTransaction, ctx context.Context) error {
		_, err := rows(ctx, tx, "RETURN 1", nil)
		return err
	})
}

// oldest is the first version that understands the Cypher of this package: CALL (x) { ... } came with it.
var oldest = [2]int{5, 23}

// tooOld reads a server's own name, such as Neo4j/5.26.30 or Neo4j/2026.08.1. One of another form is
// given the benefit of the doubt.
func tooOld(agent string) (version string, old bool) {
	_, version, _ = strings.Cut(agent, "/")
	var major, minor int
	if n, _ := fmt.Sscanf(version, "%d.%d", &major, &minor); n < 2 {
		return version, false
	}
	return version, major < oldest[0] || major == oldest[0] && minor < oldest[1]
}

// Close ends all connections.
func (s *Store) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	return s.wrap(ctx, task{doing: "close"}, s.driver.Close(ctx))
}

func checkURI(uri string) (host string, err error) {
	u, err := url.Parse(uri)
	switch {
	case err != nil || u.Host == "":
		return "", connecting.error(store.ErrBadConfig, "not-a-uri")
	case !slices.Contains(schemes, u.Scheme):
		return "", connecting.error(store.ErrBadConfig, "uri-scheme", "scheme", u.Scheme, "schemes", strings.Join(schemes, ", "))
	case u.User != nil:
		return "", connecting.error(store.ErrBadConfig, "uri-with-credentials")
	}
	return u.Host, nil
}
