package httpapi

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"noboru/internal/serving"
)

// measured returns what counts requests, and the handler of /metrics in Prometheus's text format:
// requests by status and their duration, the dataset that is served and its age, and how its store
// is doing. Nothing in it tells one client from another.
func measured(a *serving.Live, following func() serving.Following, now func() time.Time) (count func(http.Handler) http.Handler, metrics http.Handler) {
	registry := prometheus.NewRegistry()
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "noboru_requests_total", Help: "Requests answered, by HTTP status."}, []string{"status"})
	durations := prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "noboru_request_duration_seconds", Help: "Time to answer a request.",
		Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
	})
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	registry.MustRegister(
		requests, durations, datasetInfo{a},
		gauge("noboru_dataset_age_seconds", "Time since the served version was read.", func() float64 {
			return now().Sub(a.Current().LoadedAt).Seconds()
		}),
	)
	if following != nil {
		registry.MustRegister(
			gauge("noboru_store_stale", "1 while the store does not answer and the last good version is served.", func() float64 {
				if following().Stale {
					return 1
				}
				return 0
			}),
			gauge("noboru_store_last_success_timestamp_seconds", "When the store last confirmed the served version.", func() float64 {
				return float64(following().CheckedAt.Unix())
			}),
			prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "noboru_store_failures_total", Help: "Looks at the store that failed."}, func() float64 {
				return float64(following().Failures)
			}),
			prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "noboru_store_reloads_total", Help: "New versions swapped in."}, func() float64 {
				return float64(following().Reloads)
			}),
		)
	}
	count = func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			began, c := now(), &counted{ResponseWriter: w, status: http.StatusOK}
			next.ServeHTTP(c, r)
			requests.WithLabelValues(strconv.Itoa(c.status)).Inc()
			durations.Observe(now().Sub(began).Seconds())
		})
	}
	return count, promhttp.HandlerFor(registry, promhttp.HandlerOpts{})
}

// datasetInfo is the gauge noboru_dataset_info, 1 for the dataset and version that are served.
type datasetInfo struct{ live *serving.Live }

var datasetInfoDesc = prometheus.NewDesc("noboru_dataset_info", "The dataset that is served.", []string{"dataset", "version"}, nil)

// Describe implements prometheus.Collector.
func (d datasetInfo) Describe(out chan<- *prometheus.Desc) { out <- datasetInfoDesc }

// Collect implements prometheus.Collector.
func (d datasetInfo) Collect(out chan<- prometheus.Metric) {
	e := d.live.Current()
	out <- prometheus.MustNewConstMetric(datasetInfoDesc, prometheus.GaugeValue, 1, e.Dataset().Name(), string(e.Graph.Version()))
}
