package storetest

import (
	"fmt"
	"strings"

	"noboru/graph"
)

// Dump writes all of a dataset as text, ids included. Two datasets are the same just where their
// dumps are.
func Dump(d *graph.Dataset) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("version %s", d.Version())
	line("dataset %q %q %q %q illustrative=%t", d.Name(), d.Title(), d.Notice(), d.Languages(), d.Illustrative())
	line("measure %s threshold=%d topK=%d maxScore=%d c=%d", d.Measure(), d.Threshold(), d.TopK(), d.MaxScore(), d.ComfortableClimb())
	for _, l := range d.Levels() {
		line("level %d %q", int64(l.Score), l.Meaning)
	}
	for _, g := range d.SkillGroups() {
		line("group %q", g)
	}
	for _, k := range d.Skills() {
		line("skill %q", k)
	}
	for _, f := range d.Families() {
		line("family %q", f)
	}
	for i := range d.Roles() {
		r := d.Role(i)
		line("role %q %q %q %q %q total=%d %d", r.ID, r.Code, r.Name, r.Description, r.Family, int64(r.Total), toInts(r.Scores))
	}
	for _, p := range d.Pairs() {
		line("pair %q %q %d", p.A, p.B, int32(p.Similarity))
	}
	return b.String()
}

func toInts(points []graph.Points) []int64 {
	n := make([]int64, len(points))
	for i, p := range points {
		n[i] = int64(p)
	}
	return n
}
