package httpapi_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"noboru/graph"
	"noboru/internal/httpapi"
	"noboru/internal/serving"
)

// listing is a page of any connection whose nodes have a code, perhaps inside a role.
type listing struct {
	TotalCount int
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	Edges []struct {
		Cursor string
		Node   struct {
			Code string
			Role struct{ Code string }
		}
	}
}

func (l listing) codes() (codes []string) {
	for _, e := range l.Edges {
		codes = append(codes, e.Node.Code+e.Node.Role.Code)
	}
	return codes
}

// connections are the connections of the API, with their arguments in the place of %s.
var connections = map[string]string{
	"roles":      `{c: roles(%s) {...P edges {cursor node {code}}}}`,
	"by total":   `{c: roles(orderBy: TOTAL_DESC, %s) {...P edges {cursor node {code}}}}`,
	"by text":    `{c: roles(filter: {text: "担当"}, %s) {...P edges {cursor node {code}}}}`,
	"families":   `{c: families(%s) {...P edges {cursor node {code}}}}`,
	"correlates": `{x: role(by: {code: "SOC-OPERATOR"}) {c: correlates(%s) {...P edges {cursor node {role {code}}}}}}`,
	"reach":      `{x: reach(input: {of: {role: "SOC-OPERATOR"}, limits: {maxSteps: 3}}) {... on Reach {c: roles(%s) {...P edges {cursor node {role {code}}}}}}}`,
}

func (s *server) list(connection, args string) listing {
	s.t.Helper()
	var got struct {
		C listing
		X struct{ C listing }
	}
	kind := map[string]string{"families": "Family", "correlates": "Correlate", "reach": "Reached"}[connection]
	if kind == "" {
		kind = "Role"
	}
	query := fmt.Sprintf(connections[connection], args) + ` fragment P on ` + kind + `Connection {totalCount pageInfo {hasNextPage hasPreviousPage startCursor endCursor}}`
	s.must(query, nil, &got)
	if got.X.C.PageInfo.StartCursor != nil || got.X.C.TotalCount > 0 {
		return got.X.C
	}
	return got.C
}

// TestPagesMakeTheWhole checks that pages put together are the whole list, in either direction.
func TestPagesMakeTheWhole(t *testing.T) {
	s := serveBundled(t)
	for connection := range connections {
		t.Run(connection, func(t *testing.T) {
			whole := s.list(connection, "first: 500")
			if len(whole.Edges) != whole.TotalCount || whole.PageInfo.HasNextPage || whole.TotalCount < 5 {
				t.Fatalf("the whole has %d of %d", len(whole.Edges), whole.TotalCount)
			}
			rapid.Check(t, func(t *rapid.T) {
				size := rapid.IntRange(max(1, whole.TotalCount/6), whole.TotalCount+1).Draw(t, "size")
				forward, backward := []string{}, []string{}
				for args := fmt.Sprintf("first: %d", size); ; {
					p := s.list(connection, args)
					forward = append(forward, p.codes()...)
					if p.PageInfo.HasPreviousPage != (len(forward) > len(p.Edges)) || len(p.Edges) > size {
						t.Fatalf("page %q: %+v", args, p.PageInfo)
					}
					if !p.PageInfo.HasNextPage {
						break
					}
					args = fmt.Sprintf("first: %d, after: %q", size, *p.PageInfo.EndCursor)
				}
				for args := fmt.Sprintf("last: %d", size); ; {
					p := s.list(connection, args)
					backward = append(p.codes(), backward...)
					if !p.PageInfo.HasPreviousPage {
						break
					}
					args = fmt.Sprintf("last: %d, before: %q", size, *p.PageInfo.StartCursor)
				}
				if !slices.Equal(forward, whole.codes()) || !slices.Equal(backward, whole.codes()) {
					t.Fatalf("size %d:\nforward  %v\nbackward %v\nwant     %v", size, forward, backward, whole.codes())
				}
				from := rapid.IntRange(0, whole.TotalCount-1).Draw(t, "from")
				to := rapid.IntRange(0, whole.TotalCount-1).Draw(t, "to")
				between := s.list(connection, fmt.Sprintf("first: 500, after: %q, before: %q", whole.Edges[from].Cursor, whole.Edges[to].Cursor))
				want := []string(nil)
				if from < to {
					want = whole.codes()[from+1 : to]
				}
				if !slices.Equal(between.codes(), want) {
					t.Fatalf("between %d and %d: %v, want %v", from, to, between.codes(), want)
				}
			})
		})
	}
}

// shifted is the bundled dataset without some roles, and thus another version.
func shifted(t testing.TB, without ...string) *serving.Snapshot {
	t.Helper()
	spec := bundledEdition(t).Dataset().Spec()
	spec.Roles = slices.DeleteFunc(slices.Clone(spec.Roles), func(r graph.Role) bool { return slices.Contains(without, r.Code) })
	d, err := graph.NewDataset(spec)
	if err != nil {
		t.Fatal(err)
	}
	e, err := build(d)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestCursorsOutliveAVersion goes on with a cursor after the dataset was swapped.
func TestCursorsOutliveAVersion(t *testing.T) {
	a := serving.NewLive(bundledEdition(t))
	s := serve(t, a, httpapi.Options{})
	p := s.list("roles", "first: 10")
	codes := s.list("roles", "first: 500").codes()
	a.Swap(shifted(t, codes[2]))
	if next := s.list("roles", fmt.Sprintf("first: 3, after: %q", *p.PageInfo.EndCursor)); !slices.Equal(next.codes(), codes[10:13]) {
		t.Errorf("got %v, want %v", next.codes(), codes[10:13])
	}
	a.Swap(shifted(t, codes[9])) // the role of the cursor itself is gone
	if next := s.list("roles", fmt.Sprintf("first: 3, after: %q", *p.PageInfo.EndCursor)); !slices.Equal(next.codes(), codes[10:13]) {
		t.Errorf("got %v, want %v", next.codes(), codes[10:13])
	}
	other := s.list("families", "first: 1")
	if a := s.ask(fmt.Sprintf(`{roles(after: %q) {totalCount}}`, *other.PageInfo.EndCursor), nil); len(a.Errors) != 1 {
		t.Errorf("a cursor of another list is taken: %+v", a)
	}
}

// TestOneVersionAnAnswer swaps snapshots while clients ask: no answer mixes versions.
func TestOneVersionAnAnswer(t *testing.T) {
	snapshots := []*serving.Snapshot{bundledEdition(t), shifted(t, "MGMT-CEO", "SOC-MANAGER"), shifted(t, "SOC-INTEL")}
	a := serving.NewLive(snapshots[0])
	s := serve(t, a, httpapi.Options{})
	counts := map[string]int{}
	for _, e := range snapshots {
		counts[string(e.Graph.Version())] = e.Graph.Len()
	}
	const query = `{
		dataset {version roleCount}
		roles(first: 20) {version totalCount nodes {version family {version roles(first: 2) {version nodes {version}}}}}
		a: path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}}) {... on PathFound {version path {steps {to {version code}}} runnerUp {path {roles {version}}}}}
		b: path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, limits: {maxClimb: 1}}) {... on NoPath {version relaxations {path {roles {version}}} nearest {role {version}} explanation {en}}}
		skills {version group {version}}
	}`
	stop := make(chan struct{})
	var swapper, clients sync.WaitGroup
	swapper.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				a.Swap(snapshots[i%len(snapshots)])
			}
		}
	})
	for range 4 {
		clients.Go(func() {
			for range 15 {
				var got map[string]any
				s.must(query, nil, &got)
				versions := map[string]bool{}
				collectVersions(got, versions)
				if len(versions) != 1 {
					t.Errorf("versions %v", versions)
				}
				for version := range versions {
					count := got["dataset"].(map[string]any)["roleCount"]
					total := got["roles"].(map[string]any)["totalCount"]
					if want := float64(counts[version]); count != want || total != want {
						t.Errorf("%s: %v and %v roles, want %v", version, count, total, want)
					}
				}
			}
		})
	}
	clients.Wait()
	close(stop)
	swapper.Wait()
}

func collectVersions(v any, into map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if version, ok := value.(string); ok && key == "version" {
				into[version] = true
			}
			collectVersions(value, into)
		}
	case []any:
		for _, value := range v {
			collectVersions(value, into)
		}
	}
}
