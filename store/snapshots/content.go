package snapshots

import (
	"encoding/binary"
	"errors"
	"reflect"

	"noboru/graph"
)

// content is a dataset and the edges that were drawn of it. What else a graph has follows from these faster
// than it could be read.
type content struct {
	Spec  graph.Spec
	Edges graph.EdgeList
}

// code goes through a content in the one order in which it is written and read.
func (c *content) code(as *coder) {
	s := &c.Spec
	as.text(&s.Name)
	as.both(&s.Title)
	as.both(&s.Notice)
	list(as, &s.Languages, as.text)
	as.flag(&s.Illustrative)
	as.text((*string)(&s.Measure))
	number(as, &s.Threshold)
	number(as, &s.TopK)
	number(as, &s.MaxScore)
	number(as, &s.ComfortableClimb)
	list(as, &s.Levels, func(l *graph.LevelMeaning) {
		number(as, &l.Score)
		as.both(&l.Meaning)
	})
	list(as, &s.SkillGroups, func(g *graph.SkillGroup) {
		as.text(&g.ID)
		as.text(&g.Code)
		as.name(&g.Name)
	})
	list(as, &s.Skills, func(k *graph.Skill) {
		as.text(&k.ID)
		as.text(&k.Code)
		as.name(&k.Name)
		as.text(&k.Group)
	})
	list(as, &s.Families, func(f *graph.Family) {
		as.text(&f.ID)
		as.text(&f.Code)
		as.name(&f.Name)
		as.both(&f.Description)
	})
	list(as, &s.Roles, func(r *graph.Role) {
		as.text(&r.ID)
		as.text(&r.Code)
		as.name(&r.Name)
		as.both(&r.Description)
		as.text(&r.Family)
		numbers(as, &r.Scores)
		number(as, &r.Total)
	})
	list(as, &s.Pairs, func(p *graph.Pair) {
		as.text(&p.A)
		as.text(&p.B)
		number(as, &p.Similarity)
	})
	as.text(&s.ApproximateBy)
	numbers(as, &c.Edges.A)
	numbers(as, &c.Edges.B)
	numbers(as, &c.Edges.Similarity)
}

// bytes is a content as it stands in a file: the length of its numbers, its numbers as varints (those of package
// encoding/binary), among them how long each text and each list is, and all texts one after the other.
func (c *content) bytes() []byte {
	var as coder
	c.code(&as)
	whole := binary.AppendUvarint(nil, uint64(len(as.numbers)))
	return append(append(whole, as.numbers...), as.texts...)
}

// errContent says that bytes are no content.
var errContent = errors.New("it is not laid out as a snapshot is")

// contentOf is the content that bytes are.
func contentOf(whole []byte) (*content, error) {
	length, size := binary.Uvarint(whole)
	if size <= 0 || length > uint64(len(whole)-size) {
		return nil, errContent
	}
	as := coder{reading: true, numbers: whole[size : size+int(length)], left: string(whole[size+int(length):])}
	c := new(content)
	if c.code(&as); as.failed || len(as.numbers) > 0 || as.left != "" {
		return nil, errContent
	}
	return c, nil
}

// coder writes values, or reads them where reading is set. Texts that are read are parts of one.
type coder struct {
	reading bool
	failed  bool   // what was read is no content; every value from there on is zero
	numbers []byte // written so far, or left to be read
	texts   []byte // written so far
	left    string // to be read
}

func (c *coder) text(s *string) {
	length := len(*s)
	number(c, &length)
	switch {
	case !c.reading:
		c.texts = append(c.texts, *s...)
	case length < 0 || length > len(c.left):
		c.failed = true
	default:
		*s, c.left = c.left[:length], c.left[length:]
	}
}

func (c *coder) both(t *graph.Text) {
	c.text(&t.Ja)
	c.text(&t.En)
}

func (c *coder) name(n *graph.Name) {
	c.both(&n.Text)
	c.text(&n.Kana)
}

func (c *coder) flag(f *bool) {
	n := 0
	if *f {
		n = 1
	}
	if number(c, &n); c.reading {
		*f = n != 0
	}
}

// integer is every type of number that a content has.
type integer interface{ ~int | ~int32 | ~int64 }

func number[T integer](c *coder, n *T) {
	if !c.reading {
		c.numbers = binary.AppendVarint(c.numbers, int64(*n))
		return
	}
	v, size := binary.Varint(c.numbers)
	if *n = T(v); size <= 0 || int64(*n) != v || c.failed {
		c.failed = true
		return
	}
	c.numbers = c.numbers[size:]
}

// list codes a list by its length and its items. One without items is read as nil.
func list[T any](c *coder, items *[]T, item func(*T)) {
	length := len(*items)
	number(c, &length)
	if c.reading {
		// Each item has a number at least, and one for every 20 bytes that it takes (a text takes 16): so no length that a file
		// states takes more than some 30 times its bytes.
		least := max(1, int(reflect.TypeFor[T]().Size())/20)
		if length < 0 || length > len(c.numbers)/least || c.failed {
			c.failed = true
			return
		}
		if *items = nil; length > 0 {
			*items = make([]T, length)
		}
	}
	for i := range *items {
		if item(&(*items)[i]); c.failed {
			return
		}
	}
}

func numbers[T integer](c *coder, items *[]T) { list(c, items, func(n *T) { number(c, n) }) }
