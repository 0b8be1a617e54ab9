package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// Version is the SHA-256 of a dataset's canonical bytes, in hexadecimal. Two datasets with the
// same content have the same version whenever and wherever they are loaded: it holds no time and
// no id.
type Version string

// Short is the first 12 digits, for people.
func (v Version) Short() string { return string(v[:min(12, len(v))]) }

// canonicalFormat is written first, so that a change of the canonical bytes changes every version.
const canonicalFormat = 1

// canonical writes values so that no two different sequences give the same bytes: numbers in
// eight bytes, strings behind their length, lists behind their count.
type canonical struct {
	hash hash.Hash
	held []byte // not hashed yet
}

func (c *canonical) number(n int64) { c.held = binary.BigEndian.AppendUint64(c.held, uint64(n)) }

func (c *canonical) text(values ...string) {
	for _, s := range values {
		c.number(int64(len(s)))
		c.held = append(c.held, s...)
	}
}

func (c *canonical) name(n Name) { c.text(n.Ja, n.En, n.Kana) }

// pass hashes what is held, once it is enough to be worth it.
func (c *canonical) pass(least int) {
	if len(c.held) >= least {
		c.hash.Write(c.held)
		c.held = c.held[:0]
	}
}

// contentVersion hashes a validated spec: format number, name, texts, measure, threshold, topK,
// comfortable climb, maxScore, groups and skills in declared order, families and roles by code
// with all texts and scores, given pairs; last the levels and the method of approximate edges, where there
// are any, so that datasets without keep their version.
func contentVersion(s *Spec) Version {
	const enough = 4 << 10
	c := canonical{hash: sha256.New(), held: make([]byte, 0, 2*enough)}
	c.number(canonicalFormat)
	c.text(s.Name, s.Title.Ja, s.Title.En, s.Notice.Ja, s.Notice.En)
	c.number(int64(len(s.Languages)))
	c.text(s.Languages...)
	if s.Illustrative {
		c.number(1)
	} else {
		c.number(0)
	}
	c.text(string(s.Measure))
	c.number(int64(s.Threshold))
	c.number(int64(s.TopK))
	c.number(int64(s.ComfortableClimb))
	c.number(int64(s.MaxScore))
	c.number(int64(len(s.SkillGroups)))
	for _, g := range s.SkillGroups {
		c.text(g.Code)
		c.name(g.Name)
	}
	c.number(int64(len(s.Skills)))
	for _, k := range s.Skills {
		c.text(k.Code, k.Group)
		c.name(k.Name)
	}
	c.number(int64(len(s.Families)))
	for _, f := range s.Families {
		c.text(f.Code)
		c.name(f.Name)
		c.text(f.Description.Ja, f.Description.En)
	}
	c.number(int64(len(s.Roles)))
	for i := range s.Roles {
		r := &s.Roles[i]
		c.text(r.Code, r.Family)
		c.name(r.Name)
		c.text(r.Description.Ja, r.Description.En)
		c.number(int64(r.Total))
		c.number(int64(len(r.Scores)))
		for _, v := range r.Scores {
			c.number(int64(v))
		}
		c.pass(enough)
	}
	c.number(int64(len(s.Pairs)))
	for _, p := range s.Pairs {
		c.text(p.A, p.B)
		c.number(int64(p.Similarity))
		c.pass(enough)
	}
	if len(s.Levels) > 0 {
		c.number(int64(len(s.Levels)))
		for _, l := range s.Levels {
			c.number(int64(l.Score))
			c.text(l.Meaning.Ja, l.Meaning.En)
		}
	}
	if s.ApproximateBy != "" {
		c.text("approximateBy", s.ApproximateBy)
	}
	c.pass(0)
	return Version(hex.EncodeToString(c.hash.Sum(nil)))
}
