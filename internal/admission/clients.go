package admission

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Clients gives each client a token bucket: so many requests a second, and some more at once. A client
// is an address; of IPv6, a network of 64 bits, which is what one customer gets.
type Clients struct {
	limit   rate.Limit
	burst   int
	proxies []netip.Prefix
	now     func() time.Time

	mu      sync.Mutex
	buckets *lru.Cache[netip.Addr, *rate.Limiter]
}

// mostClients is how many clients are told apart; the one not seen for longest is forgotten first.
const mostClients = 20_000

// NewClients returns buckets that fill at perSecond and hold burst, twice as many where burst is 0.
// perSecond 0 means no limit. X-Forwarded-For is believed from proxies only.
func NewClients(perSecond float64, burst int, proxies []netip.Prefix, now func() time.Time) *Clients {
	if burst == 0 {
		burst = int(2*perSecond) + 1
	}
	buckets, err := lru.New[netip.Addr, *rate.Limiter](mostClients)
	if err != nil {
		panic(err) // the size is a constant
	}
	return &Clients{limit: rate.Limit(perSecond), burst: burst, proxies: proxies, now: now, buckets: buckets}
}

// Admit takes a token from the bucket of the request's client. Where there is none, wait is when there
// will be one.
func (c *Clients) Admit(r *http.Request) (wait time.Duration, ok bool) {
	if c.limit == 0 {
		return 0, true
	}
	now := c.now()
	c.mu.Lock()
	client := c.clientOf(r)
	bucket, found := c.buckets.Get(client)
	if !found {
		bucket = rate.NewLimiter(c.limit, c.burst)
		c.buckets.Add(client, bucket)
	}
	c.mu.Unlock()
	reservation := bucket.ReserveN(now, 1)
	if wait = reservation.DelayFrom(now); wait > 0 {
		reservation.CancelAt(now)
		return wait, false
	}
	return 0, true
}

// clientOf is the address that a request comes from: the last one in X-Forwarded-For that is not one of
// our proxies, if it comes from one of these.
func (c *Clients) clientOf(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	client, _ := netip.ParseAddr(host)
	client = client.Unmap()
	if c.trusted(client) {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0 && c.trusted(client); i-- {
			hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
			if err != nil {
				break
			}
			client = hop.Unmap()
		}
	}
	if client.Is6() {
		if network, err := client.Prefix(64); err == nil {
			return network.Addr()
		}
	}
	return client
}

func (c *Clients) trusted(a netip.Addr) bool {
	for _, p := range c.proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
