package httpapi

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/vektah/gqlparser/v2/ast"

	"noboru/internal/guard"
	"noboru/internal/serving"
)

// meter counts what the server does, for Prometheus. Every label has a small, fixed set of values: none
// holds what a client sends, and nothing tells one client from another.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
	searches *prometheus.CounterVec
	refusals *prometheus.CounterVec
	errors   *prometheus.CounterVec
	cost     prometheus.Histogram
	now      func() time.Time
	schema   *ast.Schema
}

func newMeter(schema *ast.Schema, live *serving.Live, following func() serving.Following, now func() time.Time) *meter {
	m := &meter{
		registry: prometheus.NewRegistry(), now: now, schema: schema,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "noboru_http_requests_total", Help: "Requests answered, by route, method and HTTP status."}, []string{"route", "method", "code"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "noboru_http_request_duration_seconds", Help: "Time to answer a request, by route and question (the first root field of a GraphQL operation).",
			Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
		}, []string{"route", "question"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "noboru_http_requests_in_flight", Help: "Requests being answered."}),
		searches: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "noboru_questions_total", Help: "Questions asked of the graph, by root field and objective."}, []string{"question", "objective"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "noboru_refusals_total", Help: "Requests refused, by the limit that they exceed; by error code where it is no limit of documents."}, []string{"limit"}),
		errors:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "noboru_errors_total", Help: "Answers with an error, by the code of the first."}, []string{"code"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "noboru_operation_cost_seconds", Help: "CPU that an operation was estimated to take before it was executed.",
			Buckets: []float64{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25},
		}),
	}
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	m.registry.MustRegister(
		m.requests, m.duration, m.inFlight, m.searches, m.refusals, m.errors, m.cost, datasetInfo{live},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("noboru_dataset_age_seconds", "Time since the served version was read.", func() float64 {
			return now().Sub(live.Current().LoadedAt).Seconds()
		}),
		gauge("noboru_dataset_roles", "Roles of the dataset that is served.", func() float64 { return float64(live.Current().Graph.Len()) }),
		gauge("noboru_dataset_edges", "Edges of the graph that is served.", func() float64 { return float64(live.Current().Graph.EdgeCount()) }),
	)
	if following != nil {
		m.registry.MustRegister(
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
	return m
}

// measured counts and times what next answers.
func (m *meter) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.inFlight.Inc()
		defer m.inFlight.Dec()
		began, n, c := m.now(), note(r.Context()), count(w)
		next.ServeHTTP(c, r)
		route := routeOf(r)
		m.requests.WithLabelValues(route, methodOf(r), strconv.Itoa(c.status)).Inc()
		m.duration.WithLabelValues(route, n.question).Observe(m.now().Sub(began).Seconds())
		if n.code != "" {
			m.errors.WithLabelValues(n.code).Inc()
		}
		switch {
		case n.limit != "":
			m.refusals.WithLabelValues(n.limit).Inc()
		case n.code == codeRate || n.code == codeOverloaded || n.code == codeBody || n.code == codeAnswer:
			m.refusals.WithLabelValues(n.code).Inc()
		}
	})
}

// methodOf is a request's method, of those that are served.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return r.Method
	default:
		return "other"
	}
}

// ask counts the questions of an operation that is about to be executed.
func (m *meter) ask(checked *guard.Checked) {
	m.cost.Observe(float64(checked.Cost) / 1e6)
	for _, selection := range checked.Operation.SelectionSet {
		if f, ok := selection.(*ast.Field); ok && f.Definition != nil {
			m.searches.WithLabelValues(f.Name, m.objectiveOf(f, checked.Variables)).Inc()
		}
	}
}

// questionOf is the first root field of an operation: one of the schema's.
func questionOf(checked *guard.Checked) string {
	for _, selection := range checked.Operation.SelectionSet {
		if f, ok := selection.(*ast.Field); ok && f.Definition != nil {
			return f.Name
		}
	}
	return "other"
}

// objectiveOf is the objective of a question, a value of the schema's enum; empty where there is none.
func (m *meter) objectiveOf(f *ast.Field, variables map[string]any) string {
	argument := f.Definition.Arguments.ForName("input")
	if argument == nil {
		return ""
	}
	field := m.schema.Types[argument.Type.Name()].Fields.ForName("objective")
	if field == nil || field.DefaultValue == nil {
		return ""
	}
	given := f.Arguments.ForName("input")
	if given == nil {
		return field.DefaultValue.Raw
	}
	value, _ := given.Value.Value(variables) // it has been validated
	input, _ := value.(map[string]any)
	if objective, ok := input["objective"].(string); ok {
		return objective
	}
	return field.DefaultValue.Raw
}

// handler serves the counts in the format that the client asks for.
func (m *meter) handler() http.Handler {
	return promhttp.InstrumentMetricHandler(m.registry, promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
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
