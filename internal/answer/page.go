package answer

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"noboru/graph"
)

// The sizes of a page.
const (
	MaxPage     = 500
	DefaultPage = 50
)

// PageArgs are the arguments of a connection.
type PageArgs struct {
	First  *int32
	After  *string
	Last   *int32
	Before *string
}

// PageInfo is the GraphQL type of that name.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// window is the part of a list that a page shows.
type window struct {
	from, to   int
	cursor     func(i int) string
	PageInfo   PageInfo
	TotalCount int
}

// page cuts a page out of n items, each of which has a code that no other has. The error is a
// *graph.InputError.
func (s Stamped) page(args PageArgs, n int, code func(i int) string) (window, error) {
	version := s.Snapshot.Graph.Version().Short()
	w := window{to: n, TotalCount: n, cursor: func(i int) string { return writeCursor(version, i, code(i)) }}
	if args.First != nil && args.Last != nil {
		return w, graph.Invalid("last", nil, "first-or-last")
	}
	for _, size := range []struct {
		field string
		value *int32
	}{{"first", args.First}, {"last", args.Last}} {
		if v := size.value; v != nil && (*v < 1 || *v > MaxPage) {
			return w, graph.Invalid(size.field, *v, "between", "least", 1, "most", MaxPage)
		}
	}
	if args.After != nil {
		at, there, err := s.place("after", *args.After, n, code)
		if err != nil {
			return w, err
		}
		if w.from = at; there {
			w.from++
		}
	}
	if args.Before != nil {
		at, _, err := s.place("before", *args.Before, n, code)
		if err != nil {
			return w, err
		}
		w.to = at
	}
	w.to = max(w.from, w.to)
	switch {
	case args.Last != nil:
		w.from = max(w.from, w.to-int(*args.Last))
	case args.First != nil:
		w.to = min(w.to, w.from+int(*args.First))
	default:
		w.to = min(w.to, w.from+DefaultPage)
	}
	w.PageInfo = PageInfo{HasNextPage: w.to < n, HasPreviousPage: w.from > 0}
	if w.from < w.to {
		first, last := w.cursor(w.from), w.cursor(w.to-1)
		w.PageInfo.StartCursor, w.PageInfo.EndCursor = &first, &last
	}
	return w, nil
}

// place finds where a cursor points. A cursor of another version is found again by its code; where
// the code is gone, by its old place, and then there is false: nothing stands at that place yet.
func (s Stamped) place(field, cursor string, n int, code func(i int) string) (at int, there bool, err error) {
	version, at, want, ok := readCursor(cursor)
	if !ok {
		return 0, false, graph.Invalid(field, nil, "cursor")
	}
	same := version == s.Snapshot.Graph.Version().Short()
	if same && at < n && code(at) == want {
		return at, true, nil
	}
	for i := range n {
		if code(i) == want {
			return i, true, nil
		}
	}
	if same {
		return 0, false, graph.Invalid(field, nil, "cursor")
	}
	return min(at, n), false, nil
}

func writeCursor(version string, at int, code string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(version + "." + strconv.Itoa(at) + "." + code))
}

func readCursor(cursor string) (version string, at int, code string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", 0, "", false
	}
	parts := strings.SplitN(string(raw), ".", 3)
	if len(parts) != 3 {
		return "", 0, "", false
	}
	at, err = strconv.Atoi(parts[1])
	return parts[0], at, parts[2], err == nil && at >= 0
}

// RoleConnection is a page of roles.
type RoleConnection struct {
	Stamped
	window
	roles []int
}

// Roles shows a page of roles. The error is a *graph.InputError.
func Roles(s Stamped, roles []int, args PageArgs) (*RoleConnection, error) {
	w, err := s.page(args, len(roles), func(i int) string { return s.data().Role(roles[i]).Code })
	if err != nil {
		return nil, err
	}
	return &RoleConnection{s, w, roles}, nil
}

// RoleEdge is a role and its place.
type RoleEdge struct {
	Node   Role
	Cursor string
}

func (c *RoleConnection) Edges() []RoleEdge {
	return collect(c.window, func(i int) RoleEdge { return RoleEdge{Role{c.Stamped, c.roles[i]}, c.cursor(i)} })
}

func (c *RoleConnection) Nodes() []Role {
	return collect(c.window, func(i int) Role { return Role{c.Stamped, c.roles[i]} })
}

// FamilyConnection is a page of families.
type FamilyConnection struct {
	Stamped
	window
}

// Families shows a page of all families. The error is a *graph.InputError.
func Families(s Stamped, args PageArgs) (*FamilyConnection, error) {
	families := s.data().Families()
	w, err := s.page(args, len(families), func(i int) string { return families[i].Code })
	if err != nil {
		return nil, err
	}
	return &FamilyConnection{s, w}, nil
}

// Families lists the families. The error is a *graph.InputError.
func (a Asker) Families(page PageArgs) (*FamilyConnection, error) { return Families(a.stamped(), page) }

// FamilyEdge is a family and its place.
type FamilyEdge struct {
	Node   Family
	Cursor string
}

func (c *FamilyConnection) Edges() []FamilyEdge {
	return collect(c.window, func(i int) FamilyEdge { return FamilyEdge{Family{c.Stamped, i}, c.cursor(i)} })
}

func (c *FamilyConnection) Nodes() []Family {
	return collect(c.window, func(i int) Family { return Family{c.Stamped, i} })
}

// collect makes the items of a page.
func collect[T any](w window, item func(i int) T) []T {
	items := make([]T, 0, w.to-w.from)
	for i := w.from; i < w.to; i++ {
		items = append(items, item(i))
	}
	return slices.Clip(items)
}
