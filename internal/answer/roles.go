package answer

import (
	"noboru/graph"
)

// Role is a role by its index.
type Role struct {
	Stamped
	Index int
}

func (Role) IsNode() {}

func (r Role) role() *graph.Role { return r.data().Role(r.Index) }

func (r Role) ID() string        { return r.role().ID }
func (r Role) Code() string      { return r.role().Code }
func (r Role) Name() Name        { return Name{r.role().Name} }
func (r Role) Description() Text { return Text{r.role().Description} }
func (r Role) Total() float64    { return r.role().Total.Float() }
func (r Role) Degree() int       { return r.Snapshot.Graph.Degree(r.Index) }

func (r Role) Family() *Family {
	if f := r.data().FamilyOf(r.Index); f >= 0 {
		return &Family{r.Stamped, f}
	}
	return nil
}

func (r Role) Scores() []SkillLevel {
	levels := make([]SkillLevel, 0, len(r.role().Scores))
	for k, v := range r.role().Scores {
		levels = append(levels, SkillLevel{Skill{r.Stamped, k}, v.Float()})
	}
	return levels
}

// Role finds one role; nil where there is none.
func (a Asker) Role(by RoleBy) (*Role, error) {
	if err := oneOf("by", []string{"id", "code"}, by.ID != nil, by.Code != nil); err != nil {
		return nil, err
	}
	find, key := a.Snapshot.Dataset().RoleByCode, by.Code
	if by.ID != nil {
		find, key = a.Snapshot.Dataset().RoleByID, by.ID
	}
	i, ok := find(*key)
	if !ok {
		return nil, nil //nolint:nilnil // absence is an answer: GraphQL null
	}
	return &Role{a.stamped(), i}, nil
}

// roles shows indices.
func (s Stamped) roles(indices []int) []Role {
	roles := make([]Role, 0, len(indices))
	for _, i := range indices {
		roles = append(roles, Role{s, i})
	}
	return roles
}

// Family is a family by its index.
type Family struct {
	Stamped
	Index int
}

func (Family) IsNode() {}

func (f Family) family() *graph.Family { return &f.data().Families()[f.Index] }

func (f Family) ID() string        { return f.family().ID }
func (f Family) Code() string      { return f.family().Code }
func (f Family) Name() Name        { return Name{f.family().Name} }
func (f Family) Description() Text { return Text{f.family().Description} }

// Size is how many roles it has.
func (f Family) Size() int { return len(f.data().RolesOf(f.Index)) }

func (f Family) Roles(first *int32, after *string, last *int32, before *string) (*RoleConnection, error) {
	return Roles(f.Stamped, f.data().RolesOf(f.Index), PageArgs{first, after, last, before})
}

// Skill is a skill by its index.
type Skill struct {
	Stamped
	Index int
}

func (Skill) IsNode() {}

func (k Skill) skill() *graph.Skill { return &k.data().Skills()[k.Index] }

func (k Skill) ID() string   { return k.skill().ID }
func (k Skill) Code() string { return k.skill().Code }
func (k Skill) Name() Name   { return Name{k.skill().Name} }

func (k Skill) Group() *SkillGroup {
	for i, g := range k.data().SkillGroups() {
		if g.Code == k.skill().Group {
			return &SkillGroup{k.Stamped, i}
		}
	}
	return nil
}

// Skills shows every skill.
func Skills(s Stamped) []Skill {
	skills := make([]Skill, len(s.data().Skills()))
	for i := range skills {
		skills[i] = Skill{s, i}
	}
	return skills
}

// SkillGroup is a skill group by its index.
type SkillGroup struct {
	Stamped
	Index int
}

func (SkillGroup) IsNode() {}

func (g SkillGroup) group() *graph.SkillGroup { return &g.data().SkillGroups()[g.Index] }

func (g SkillGroup) ID() string   { return g.group().ID }
func (g SkillGroup) Code() string { return g.group().Code }
func (g SkillGroup) Name() Name   { return Name{g.group().Name} }

func (g SkillGroup) Skills() []Skill {
	skills := []Skill{}
	for i, k := range g.data().Skills() {
		if k.Group == g.Code() {
			skills = append(skills, Skill{g.Stamped, i})
		}
	}
	return skills
}

// SkillGroups shows every skill group.
func SkillGroups(s Stamped) []SkillGroup {
	groups := make([]SkillGroup, len(s.data().SkillGroups()))
	for i := range groups {
		groups[i] = SkillGroup{s, i}
	}
	return groups
}

// SkillLevel is how much of a skill a role needs.
type SkillLevel struct {
	Skill Skill
	Level float64
}

// SkillComparison is one skill of two roles.
type SkillComparison struct {
	Skill      Skill
	From       float64
	To         float64
	Difference float64
	Assumed    bool // From is a level that a profile does not state
}

// Nodes returns what has each of the ids, nil for nothing.
func (a Asker) Nodes(ids []string) ([]Node, error) {
	if err := checkLength("ids", len(ids), maxListed); err != nil {
		return nil, err
	}
	nodes := make([]Node, 0, len(ids))
	for _, id := range ids {
		nodes = append(nodes, FindNode(a.stamped(), id))
	}
	return nodes, nil
}

// FindNode returns what has the id, nil for nothing.
func FindNode(s Stamped, id string) Node {
	if i, ok := s.data().RoleByID(id); ok {
		return Role{s, i}
	}
	for i := range s.data().Skills() {
		if s.data().Skills()[i].ID == id {
			return Skill{s, i}
		}
	}
	for i := range s.data().SkillGroups() {
		if s.data().SkillGroups()[i].ID == id {
			return SkillGroup{s, i}
		}
	}
	for i := range s.data().Families() {
		if s.data().Families()[i].ID == id {
			return Family{s, i}
		}
	}
	return nil
}
