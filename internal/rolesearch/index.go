// Package rolesearch finds roles and families by what people type: a code, a name in either
// language, its reading in hiragana or katakana, in full or half width, or any part of these.
package rolesearch

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"noboru/graph"
)

// Index finds roles and families of a dataset. It is safe for concurrent use.
type Index struct {
	data            *graph.Dataset
	roles, families func() []entry // folded when first asked
}

// entry is what can be searched of one role or family.
type entry struct {
	names  []string // folded code, Japanese name, English name, kana
	full   []string // names behind the family's name, where that does not stand there already
	tight  []string // Japanese name and kana without spaces
	family []string // folded code and names of the role's family
	all    string   // all of the above, one a line
}

// New is the index of d. Texts are folded when one is first looked for by more than its code, in O(length of all
// texts).
func New(d *graph.Dataset) *Index {
	families := sync.OnceValue(func() []entry { return foldFamilies(d) })
	return &Index{data: d, families: families, roles: sync.OnceValue(func() []entry { return foldRoles(d, families()) })}
}

func foldFamilies(d *graph.Dataset) []entry {
	entries := make([]entry, len(d.Families()))
	for i, f := range d.Families() {
		entries[i] = newEntry(f.Code, f.Name, nil)
	}
	return entries
}

func foldRoles(d *graph.Dataset, families []entry) []entry {
	entries := make([]entry, len(d.Roles()))
	for i, r := range d.Roles() {
		var family *entry
		if f := d.FamilyOf(i); f >= 0 {
			family = &families[f]
		}
		entries[i] = newEntry(r.Code, r.Name, family)
	}
	return entries
}

func newEntry(code string, name graph.Name, family *entry) entry {
	var e entry
	add := func(list *[]string, text string) {
		if text != "" && !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	ja, kana := Fold(name.Ja), Fold(name.Kana)
	for _, text := range []string{Fold(code), ja, Fold(name.En), kana} {
		add(&e.names, text)
	}
	add(&e.tight, compact(ja))
	add(&e.tight, compact(kana))
	if family != nil {
		e.family = family.names
		for _, f := range family.names {
			for _, text := range e.names {
				if !strings.HasPrefix(text, f) {
					add(&e.full, f+" "+text)
				}
			}
		}
	}
	e.all = strings.Join(slices.Concat(e.names, e.tight, e.family), "\n")
	return e
}

// Quality is how well a role fits a text. Smaller is better.
type Quality int

// The qualities, best first.
const (
	Exact     Quality = iota // the text is the role's code or one of its names
	Prefix                   // the code or a name begins with the text
	Word                     // each word of the text begins a word of the code or of a name
	Substring                // each word of the text is part of the code or of a name
	InFamily                 // at least one word is part of the family's name only
)

// Match is one role that fits a text.
type Match struct {
	Role    int
	Quality Quality
}

// Find lists the roles that fit every word of text, best first, equals by code; at most limit of
// them where limit is over 0. A text without a letter or digit fits nothing. O(length of all texts).
func (x *Index) Find(text string, limit int) []Match {
	matches := x.find(text)
	if limit > 0 && len(matches) > limit {
		matches = matches[:limit]
	}
	return matches
}

// find is Find without a limit. Where the booklet's way to write a role names a family before the
// colon ("IR:マネージャ"), only its roles are meant, if any fits.
func (x *Index) find(text string) []Match {
	roles := x.roles()
	matches := find(roles, newQuery(text))
	before, _, ok := strings.Cut(norm.NFKC.String(text), ":")
	if !ok {
		return matches
	}
	named := Fold(before)
	inFamily := slices.DeleteFunc(slices.Clone(matches), func(m Match) bool {
		return !slices.Contains(roles[m.Role].family, named)
	})
	if len(inFamily) > 0 {
		return inFamily
	}
	return matches
}

// query is a folded text.
type query struct {
	text  string
	tight string
	words []string
}

func newQuery(text string) query {
	folded := Fold(text)
	return query{text: folded, tight: compact(folded), words: strings.Fields(folded)}
}

func find(entries []entry, q query) []Match {
	if q.text == "" {
		return nil
	}
	var matches []Match
	for i := range entries {
		if quality, ok := entries[i].match(q); ok {
			matches = append(matches, Match{i, quality})
		}
	}
	// Entries stand by code already.
	slices.SortStableFunc(matches, func(a, b Match) int { return cmp.Compare(a.Quality, b.Quality) })
	return matches
}

func (e *entry) match(q query) (Quality, bool) {
	for _, word := range q.words {
		if !strings.Contains(e.all, word) {
			return 0, false
		}
	}
	quality := InFamily
	for _, list := range [][]string{e.names, e.full, e.tight} {
		for _, name := range list {
			quality = min(quality, q.quality(name))
		}
	}
	if slices.Contains(e.tight, q.tight) {
		quality = Exact
	}
	if quality == InFamily && q.scattered(slices.Concat(e.names, e.tight)) {
		quality = Substring
	}
	return quality, true
}

// quality is how one name fits the whole of q.
func (q query) quality(name string) Quality {
	switch {
	case name == q.text:
		return Exact
	case strings.HasPrefix(name, q.text):
		return Prefix
	}
	quality := Word
	for _, word := range q.words {
		switch {
		case strings.HasPrefix(name, word) || strings.Contains(name, " "+word):
		case strings.Contains(name, word):
			quality = Substring
		default:
			return InFamily
		}
	}
	return quality
}

// scattered says whether every word is part of some name, though not all of the same.
func (q query) scattered(names []string) bool {
	for _, word := range q.words {
		if !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, word) }) {
			return false
		}
	}
	return true
}
