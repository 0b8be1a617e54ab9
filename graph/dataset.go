package graph

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Text is a sentence or a name in the two languages of the product. Either may be empty where a
// dataset has only one.
type Text struct {
	Ja, En string
}

// In returns the text in lang ("ja" or "en"), or in the other language where that one is empty.
func (t Text) In(lang string) string {
	if (lang == "ja" && t.Ja != "") || t.En == "" {
		return t.Ja
	}
	return t.En
}

// Name is what a role, skill, group or family is called.
type Name struct {
	Text
	Kana string // the reading of Ja; may be empty
}

// Skill is one item that roles are scored on. Skills keep the order in which they are declared.
type Skill struct {
	ID    string // opaque and stable across reloads
	Code  string
	Name  Name
	Group string // code of a SkillGroup; empty where the dataset has no groups
}

// SkillGroup is a heading that skills stand under.
type SkillGroup struct {
	ID   string
	Code string
	Name Name
}

// Family is the heading that roles stand under (SOC, CSIRT, ...).
type Family struct {
	ID          string
	Code        string
	Name        Name
	Description Text
}

// Role is one occupation with its scores.
type Role struct {
	ID          string
	Code        string
	Name        Name
	Description Text
	Family      string   // code of a Family; empty for none
	Scores      []Points // one a skill, in the order of skills; nil in a dataset of given correlations
	Total       Points   // sum of Scores, or as given
}

// Pair is a correlation that a dataset states instead of scores. A < B by role code.
type Pair struct {
	A, B       string // role codes
	Similarity Similarity
}

// LevelMeaning says what a score stands for, such as 3 for routine work done alone.
type LevelMeaning struct {
	Score   Points // 0 .. MaxScore
	Meaning Text
}

// Spec is a dataset before validation: plain data from a file or a store.
type Spec struct {
	Name             string // identifies the dataset: letters, digits, '.', '_' and '-'
	Title            Text
	Notice           Text // credit, licence, caveats; shown wherever the data is
	Languages        []string
	Illustrative     bool // the scores are made up, and every view says so
	Measure          Measure
	Threshold        Similarity
	TopK             int            // 0 keeps every edge over the threshold
	MaxScore         Points         // largest score of any skill; 0 where unknown
	ComfortableClimb Points         // 0 asks for the default
	Levels           []LevelMeaning // what scores mean in words, lowest first; empty where the dataset does not say
	SkillGroups      []SkillGroup
	Skills           []Skill
	Families         []Family
	Roles            []Role
	Pairs            []Pair // Measure Given, or edges that are approximate; else none
	ApproximateBy    string // the method that drew the edges, where they are approximate; empty where the rule alone draws them
}

// Dataset is a validated Spec: roles sorted by code, families by code, skills and groups as
// declared, every default filled in. It never changes; callers must not modify what its methods
// return.
type Dataset struct {
	spec    Spec
	version Version
	byCode  map[string]int
	byID    map[string]int
	skills  map[string]int
	family  map[string]int
	roleFam []int32 // family index by role, -1 for none
	scores  []int32 // row-major roles x skills, in thousandths
}

// DefaultComfortableClimbPercent is the comfortable climb in per cent of the largest total.
const DefaultComfortableClimbPercent = 5

// FieldError places a fault in a Spec.
type FieldError struct {
	Field string // such as "roles[SOC-OPERATOR].scores[3]"
	Err   error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }
func (e *FieldError) Unwrap() error { return e.Err }

// NewDataset validates spec and returns it as a Dataset, or every fault at once as joined
// *FieldError values. It takes O(roles x skills + pairs log pairs) time and copies what it keeps.
func NewDataset(spec Spec) (*Dataset, error) {
	d := &Dataset{spec: spec}
	s := &d.spec
	s.Roles = slices.Clone(spec.Roles)
	s.Families = slices.Clone(spec.Families)
	s.Skills = slices.Clone(spec.Skills)
	s.SkillGroups = slices.Clone(spec.SkillGroups)
	s.Pairs = slices.Clone(spec.Pairs)
	s.Languages = slices.Clone(spec.Languages)
	s.Levels = slices.Clone(spec.Levels)
	slices.SortStableFunc(s.Roles, func(a, b Role) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(s.Families, func(a, b Family) int { return cmp.Compare(a.Code, b.Code) })

	var faults []error
	fault := func(field, format string, args ...any) {
		faults = append(faults, &FieldError{Field: field, Err: fmt.Errorf(format, args...)})
	}
	if !validName(s.Name) {
		fault("name", "want 1 to 100 letters, digits, '.', '_' or '-', got %q", s.Name)
	}
	if !slices.Contains(Measures[:], s.Measure) {
		fault("measure", "unknown measure %q, want one of %v", s.Measure, Measures)
	}
	if s.Threshold < -SimilarityScale || s.Threshold > SimilarityScale {
		fault("threshold", "%v is %w, want -1 to 1", s.Threshold, ErrRange)
	}
	if s.TopK < 0 {
		fault("topK", "%d is %w, want 0 (all) or more", s.TopK, ErrRange)
	}
	if s.MaxScore < 0 || s.MaxScore > maxPoints {
		fault("maxScore", "%v is %w, want 0 (unknown) to %v", s.MaxScore, ErrRange, Points(maxPoints))
	}
	if len(s.Roles) == 0 {
		fault("roles", "there are none")
	}
	d.validateLevels(fault)
	groups, _ := index(s.SkillGroups, "skillGroups", func(g *SkillGroup) (string, string) { return g.Code, g.ID }, fault)
	d.skills, _ = index(s.Skills, "skills", func(k *Skill) (string, string) { return k.Code, k.ID }, fault)
	d.family, _ = index(s.Families, "families", func(f *Family) (string, string) { return f.Code, f.ID }, fault)
	d.byCode, d.byID = index(s.Roles, "roles", func(r *Role) (string, string) { return r.Code, r.ID }, fault)
	for _, k := range s.Skills {
		if _, ok := groups[k.Group]; k.Group != "" && !ok {
			fault("skills["+k.Code+"].group", "no skill group %q", k.Group)
		}
	}
	d.validateRoles(fault)
	d.validatePairs(fault)
	if len(faults) == 0 {
		d.fillComfortableClimb(fault)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	d.version = contentVersion(s)
	return d, nil
}

func (d *Dataset) validateLevels(fault func(field, format string, args ...any)) {
	s := &d.spec
	for i, l := range s.Levels {
		at := fmt.Sprintf("levels[%d]", i)
		if l.Score < 0 || l.Score > maxPoints || (s.MaxScore > 0 && l.Score > s.MaxScore) {
			fault(at+".score", "%v is %w, want 0 to %v", l.Score, ErrRange, s.MaxScore)
		}
		if i > 0 && l.Score <= s.Levels[i-1].Score {
			fault(at+".score", "%v follows %v, want the lowest first and none twice", l.Score, s.Levels[i-1].Score)
		}
		if l.Meaning.Ja == "" && l.Meaning.En == "" {
			fault(at+".meaning", "a level needs its meaning in Japanese or in English")
		}
	}
}

func (d *Dataset) validateRoles(fault func(field, format string, args ...any)) {
	s := &d.spec
	width := len(s.Skills)
	if s.Measure == Given {
		width = 0
	} else if width == 0 {
		fault("skills", "there are none; measure %s needs scores", s.Measure)
	}
	// n Σxy must fit in 63 bits: see similarity.go.
	if width > 0 {
		largest := int64(s.MaxScore)
		if largest == 0 {
			for i := range s.Roles {
				for _, v := range s.Roles[i].Scores {
					largest = max(largest, int64(v))
				}
			}
		}
		if float64(width)*float64(largest) > 2.0e9 {
			fault("maxScore", "%d skills of up to %v points overflow the exact sums: %w, want skills x score of at most 2000000", width, Points(largest), ErrRange)
		}
	}
	d.roleFam = make([]int32, len(s.Roles))
	d.scores = make([]int32, 0, len(s.Roles)*width)
	own := make([]Points, 0, len(s.Roles)*width) // copies of all scores
	for i := range s.Roles {
		r := &s.Roles[i]
		faultOf := func(field, format string, args ...any) { fault("roles["+r.Code+"]."+field, format, args...) }
		d.roleFam[i] = -1
		if f, ok := d.family[r.Family]; ok {
			d.roleFam[i] = int32(f)
		} else if r.Family != "" {
			faultOf("family", "no family %q", r.Family)
		}
		if r.Name.Ja == "" && r.Name.En == "" {
			faultOf("name", "a role needs a name in Japanese or in English")
		}
		if len(r.Scores) != width {
			faultOf("scores", "got %d scores, want one for each of %d skills", len(r.Scores), width)
			continue
		}
		if width > 0 {
			own = append(own, r.Scores...)
			r.Scores = own[len(own)-width : len(own) : len(own)]
		}
		var total Points
		for k, v := range r.Scores {
			if v < 0 || v > maxPoints || (s.MaxScore > 0 && v > s.MaxScore) {
				faultOf("scores["+s.Skills[k].Code+"]", "%v is %w, want 0 to %v", v, ErrRange, s.MaxScore)
			}
			total += v
			d.scores = append(d.scores, int32(v))
		}
		if s.Measure != Given {
			r.Total = total
		} else if r.Total < 0 || r.Total > maxPoints {
			faultOf("total", "%v is %w, want 0 to %v", r.Total, ErrRange, Points(maxPoints))
		}
	}
}

func (d *Dataset) validatePairs(fault func(field, format string, args ...any)) {
	s := &d.spec
	switch {
	case s.ApproximateBy != "" && s.Measure == Given:
		fault("approximateBy", "correlations that are given are not drawn")
	case s.ApproximateBy != "" && !validName(s.ApproximateBy):
		fault("approximateBy", "want 1 to 100 letters, digits, '.', '_' or '-', got %q", s.ApproximateBy)
	}
	if s.Measure != Given && s.ApproximateBy == "" {
		if len(s.Pairs) > 0 {
			fault("pairs", "only measure %s states correlations, this dataset has %s", Given, s.Measure)
		}
		return
	}
	for i := range s.Pairs {
		p := &s.Pairs[i]
		if p.A > p.B {
			p.A, p.B = p.B, p.A
		}
	}
	slices.SortFunc(s.Pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.Similarity, b.Similarity))
	})
	for i, p := range s.Pairs {
		at := "pairs[" + p.A + ", " + p.B + "]"
		for _, code := range []string{p.A, p.B} {
			if _, ok := d.byCode[code]; !ok {
				fault(at, "no role %q", code)
			}
		}
		if p.A == p.B {
			fault(at, "a role is not paired with itself")
		}
		if p.Similarity < -SimilarityScale || p.Similarity > SimilarityScale {
			fault(at, "%v is %w, want -1 to 1", p.Similarity, ErrRange)
		}
		if i > 0 && s.Pairs[i-1].A == p.A && s.Pairs[i-1].B == p.B && s.Pairs[i-1].Similarity != p.Similarity {
			fault(at, "listed as %v and as %v", s.Pairs[i-1].Similarity, p.Similarity)
		}
	}
	s.Pairs = slices.Compact(s.Pairs)
}

func (d *Dataset) fillComfortableClimb(fault func(field, format string, args ...any)) {
	s := &d.spec
	largest := d.LargestTotal()
	if s.ComfortableClimb == 0 {
		s.ComfortableClimb = max(1, largest*DefaultComfortableClimbPercent/100)
	}
	if s.ComfortableClimb < 0 || (s.ComfortableClimb > largest && s.ComfortableClimb != 1) {
		fault("comfortableClimb", "%v is %w, want more than 0 and at most the largest total, %v", s.ComfortableClimb, ErrRange, largest)
	}
}

// index maps codes to places and faults codes and ids that are empty or stand twice.
func index[T any](items []T, field string, of func(*T) (code, id string), fault func(field, format string, args ...any)) (codes, ids map[string]int) {
	codes, ids = make(map[string]int, len(items)), make(map[string]int, len(items))
	for i := range items {
		code, id := of(&items[i])
		at := func() string { return field + "[" + code + "]" }
		if strings.TrimSpace(code) == "" {
			fault(at(), "the code is empty")
		} else if _, ok := codes[code]; ok {
			fault(at(), "the code stands twice")
		}
		if _, ok := ids[id]; id == "" || ok {
			fault(at(), "the id %q is empty or stands twice", id)
		}
		codes[code], ids[id] = i, i
	}
	return codes, ids
}

func validName(name string) bool {
	return name != "" && len(name) <= 100 && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-", r))
	})
}

// Spec returns a copy of the dataset as plain data, with every default filled in, such that
// NewDataset makes the same dataset of it. The slices inside roles are shared.
func (d *Dataset) Spec() Spec { return d.spec }

// Name identifies the dataset.
func (d *Dataset) Name() string { return d.spec.Name }

// Title is what people call the dataset.
func (d *Dataset) Title() Text { return d.spec.Title }

// Notice is the credit, licence and caveats that every view of the data carries.
func (d *Dataset) Notice() Text { return d.spec.Notice }

// Languages lists the languages of names and texts ("ja", "en").
func (d *Dataset) Languages() []string { return d.spec.Languages }

// Illustrative says that the scores are made up to show the software.
func (d *Dataset) Illustrative() bool { return d.spec.Illustrative }

// Measure is how similarity is computed.
func (d *Dataset) Measure() Measure { return d.spec.Measure }

// HasScores is false for a dataset of given correlations: it answers nothing about single skills.
func (d *Dataset) HasScores() bool { return d.spec.Measure != Given }

// Threshold is the least similarity of an edge.
func (d *Dataset) Threshold() Similarity { return d.spec.Threshold }

// TopK is how many of its strongest edges a role keeps; 0 for all.
func (d *Dataset) TopK() int { return d.spec.TopK }

// MaxScore is the largest score of a skill; 0 where unknown.
func (d *Dataset) MaxScore() Points { return d.spec.MaxScore }

// Levels says what scores mean in words, lowest first; empty where the dataset does not say.
func (d *Dataset) Levels() []LevelMeaning { return d.spec.Levels }

// ComfortableClimb is the climb per step that a person takes in stride.
func (d *Dataset) ComfortableClimb() Points { return d.spec.ComfortableClimb }

// Version is the hash of the dataset's content.
func (d *Dataset) Version() Version { return d.version }

// LargestTotal is skills x MaxScore, or the largest total of a role where MaxScore is unknown.
func (d *Dataset) LargestTotal() Points {
	if d.spec.MaxScore > 0 && len(d.spec.Skills) > 0 && d.HasScores() {
		return d.spec.MaxScore * Points(len(d.spec.Skills))
	}
	var largest Points
	for i := range d.spec.Roles {
		largest = max(largest, d.spec.Roles[i].Total)
	}
	return largest
}

// Roles lists the roles by code. A role's place here is its index in every question and answer.
func (d *Dataset) Roles() []Role { return d.spec.Roles }

// Role returns the role at index i.
func (d *Dataset) Role(i int) *Role { return &d.spec.Roles[i] }

// Skills lists the skills as declared.
func (d *Dataset) Skills() []Skill { return d.spec.Skills }

// SkillGroups lists the skill groups as declared.
func (d *Dataset) SkillGroups() []SkillGroup { return d.spec.SkillGroups }

// Families lists the families by code.
func (d *Dataset) Families() []Family { return d.spec.Families }

// Pairs lists the given correlations, or the edges that are approximate, by codes; else it is empty.
func (d *Dataset) Pairs() []Pair { return d.spec.Pairs }

// RoleByCode returns the index of a role.
func (d *Dataset) RoleByCode(code string) (int, bool) { i, ok := d.byCode[code]; return i, ok }

// RoleByID returns the index of a role.
func (d *Dataset) RoleByID(id string) (int, bool) { i, ok := d.byID[id]; return i, ok }

// SkillByCode returns the index of a skill.
func (d *Dataset) SkillByCode(code string) (int, bool) { i, ok := d.skills[code]; return i, ok }

// FamilyByCode returns the index of a family.
func (d *Dataset) FamilyByCode(code string) (int, bool) { i, ok := d.family[code]; return i, ok }

// FamilyOf returns the index of a role's family, -1 for none.
func (d *Dataset) FamilyOf(role int) int { return int(d.roleFam[role]) }

// RolesOf lists the roles of a family by code.
func (d *Dataset) RolesOf(family int) []int {
	var roles []int
	for i, f := range d.roleFam {
		if int(f) == family {
			roles = append(roles, i)
		}
	}
	return roles
}

// row is the score row of a role in thousandths.
func (d *Dataset) row(role int) []int32 {
	k := len(d.spec.Skills)
	return d.scores[role*k : role*k+k : role*k+k]
}
