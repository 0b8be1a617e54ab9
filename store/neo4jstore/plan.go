package neo4jstore

import (
	"iter"
	"maps"

	"noboru/graph"
)

// plan is what is to stand in the database of a dataset.
type plan struct {
	data   *graph.Dataset
	graph  *graph.Graph
	scales []scale
	load   string // token of this load
	label  string // of the dataset's roles

	// weights are those of a question that states none.
	weights graph.Weights

	ids    [kindCount]map[string]int // index of a node by id
	counts [linkTypeCount]int64
	stated map[[2]int]graph.Similarity // given pairs that are no edge, from the smaller index
	groups map[string]int              // index by code
	family map[string]int

	dimensions  int   // of the vectors; 0 where no role has one
	demotion    int64 // what a demotion adds to risingCost: more than any path's gentlestCost
	exact       bool  // every sum of gentlestCost over a loopless path is below 2^53
	exactRising bool  // and every sum of risingCost
}

func newPlan(g *graph.Graph) *plan {
	d := g.Dataset()
	p := &plan{
		data: d, graph: g, scales: scales(d), label: roleLabel(d.Name()),
		weights: graph.Weights{ComfortableClimb: d.ComfortableClimb(), FamilyChange: d.ComfortableClimb()},
		stated:  map[[2]int]graph.Similarity{}, groups: map[string]int{}, family: map[string]int{},
	}
	for k := range kinds {
		p.ids[k] = make(map[string]int, p.count(k))
		for i := range p.count(k) {
			p.ids[k][p.id(k, i)] = i
		}
	}
	for i, g := range d.SkillGroups() {
		p.groups[g.Code] = i
	}
	for i, f := range d.Families() {
		p.family[f.Code] = i
	}
	for i := range d.Roles() {
		if p.dimensions = len(vectorOf(d, i, p.scales)); p.dimensions > 0 {
			break
		}
	}
	for _, pair := range d.Pairs() {
		a, _ := d.RoleByCode(pair.A)
		b, _ := d.RoleByCode(pair.B)
		if _, isEdge := g.Edge(a, b); !isEdge {
			p.stated[[2]int{a, b}] = pair.Similarity
		}
	}
	p.weigh()
	for t := range linkTypes {
		for range p.links(t) {
			p.counts[t]++
		}
	}
	return p
}

// weigh finds the weight of a demotion, and whether doubles add up these weights exactly.
func (p *plan) weigh() {
	var dearest int64
	for i := range p.data.Roles() {
		for step := range p.graph.Edges(i) {
			dearest = max(dearest, p.weights.Climbing(step))
		}
	}
	steps := int64(max(1, len(p.data.Roles())-1))
	p.demotion = steps*dearest + 1
	p.exact = float64(steps)*float64(dearest) < 1<<53
	p.exactRising = float64(steps)*(float64(p.demotion)+float64(dearest)) < 1<<53
}

// count is how many nodes of a kind there are.
func (p *plan) count(kind int) int {
	switch kind {
	case roles:
		return len(p.data.Roles())
	case skills:
		return len(p.data.Skills())
	case groups:
		return len(p.data.SkillGroups())
	}
	return len(p.data.Families())
}

func (p *plan) id(kind, i int) string {
	switch kind {
	case roles:
		return p.data.Role(i).ID
	case skills:
		return p.data.Skills()[i].ID
	case groups:
		return p.data.SkillGroups()[i].ID
	}
	return p.data.Families()[i].ID
}

func (p *plan) code(kind, i int) string {
	switch kind {
	case roles:
		return p.data.Role(i).Code
	case skills:
		return p.data.Skills()[i].Code
	case groups:
		return p.data.SkillGroups()[i].Code
	}
	return p.data.Families()[i].Code
}

// links yields the ends of all relationships of a type, by index.
func (p *plan) links(t int) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		switch t {
		case correlates:
			for i := range p.data.Roles() {
				for step := range p.graph.Edges(i) {
					if !yield(i, step.To) {
						return
					}
				}
			}
		case requires:
			for i := range p.data.Roles() {
				for k, score := range p.data.Role(i).Scores {
					if score > 0 && !yield(i, k) {
						return
					}
				}
			}
		case inFamily:
			for i := range p.data.Roles() {
				if f, ok := p.family[p.data.Role(i).Family]; ok && !yield(i, f) {
					return
				}
			}
		case inGroup:
			for i, k := range p.data.Skills() {
				if g, ok := p.groups[k.Group]; ok && !yield(i, g) {
					return
				}
			}
		case stated:
			for _, pair := range p.data.Pairs() {
				a, _ := p.data.RoleByCode(pair.A)
				b, _ := p.data.RoleByCode(pair.B)
				if _, ok := p.stated[[2]int{a, b}]; ok && !yield(a, b) {
					return
				}
			}
		}
	}
}

// link is what a relationship holds, if it is to be there.
func (p *plan) link(t, from, to int) (properties, bool) {
	switch t {
	case correlates:
		step, ok := p.graph.Edge(from, to)
		if !ok {
			return nil, false
		}
		return p.edgeProperties(step), true
	case requires:
		scores := p.data.Role(from).Scores
		if to >= len(scores) {
			return nil, false // what is stored had scores, the dataset has none
		}
		return properties{"level": scores[to].Float()}, scores[to] > 0
	case inFamily:
		f, ok := p.family[p.data.Role(from).Family]
		return properties{}, ok && f == to
	case inGroup:
		g, ok := p.groups[p.data.Skills()[from].Group]
		return properties{}, ok && g == to
	}
	similarity, ok := p.stated[[2]int{from, to}]
	return properties{"correlation": similarity.Float(), "correlationMicro": int64(similarity)}, ok
}

// node is what a node holds, without its vector.
func (p *plan) node(kind, i int) properties {
	switch kind {
	case roles:
		return roleProperties(p.data, i)
	case skills:
		return skillProperties(p.data, i, p.scales)
	case groups:
		return groupProperties(p.data, i)
	}
	return familyProperties(p.data, i)
}

// edgeProperties is what a step's CORRELATES holds.
func (p *plan) edgeProperties(step graph.Step) properties {
	cost, demotes := p.weights.Climbing(step), p.weights.Demotion(step)
	rising := cost
	if demotes {
		rising += p.demotion
	}
	props := properties{
		"correlation": step.Similarity.Float(), "correlationMicro": int64(step.Similarity),
		"distance": step.Similarity.Distance().Float(), "distanceMicro": int64(step.Similarity.Distance()),
		"climb": step.Climb.Float(), "climbMilli": int64(step.Climb), "drop": step.Drop.Float(), "dropMilli": int64(step.Drop),
		"demotion": demotes, "changesFamily": step.ChangesFamily, "gentlestCost": cost, "risingCost": rising,
	}
	if p.data.HasScores() {
		props["skillGap"], props["skillGapMilli"] = step.Gap.Float(), int64(step.Gap)
	}
	return props
}

// ownedKeys are the properties that this store writes on a kind of node. What else stands there is others'.
var ownedKeys = func() [kindCount]map[string]bool {
	common := []string{"dataset", "id", "code", "name", "nameJa", "nameEn", "nameKana", "nameHiragana"}
	more := [kindCount][]string{
		roles:    {"descriptionJa", "descriptionEn", "family", "total", "totalMilli", "scores", "vector"},
		skills:   {"group", "position", "mean", "deviation"},
		groups:   {"position"},
		families: {"descriptionJa", "descriptionEn"},
	}
	var all [kindCount]map[string]bool
	for k := range all {
		all[k] = keySet(append(more[k], append(common, "slot")...)) // slot: of format 1
	}
	return all
}()

// ownedLinkKeys are the same of each type of relationship.
var ownedLinkKeys = [linkTypeCount]map[string]bool{
	correlates: keySet([]string{
		"correlation", "correlationMicro", "distance", "distanceMicro", "climb", "climbMilli", "drop", "dropMilli",
		"demotion", "changesFamily", "gentlestCost", "risingCost", "skillGap", "skillGapMilli", "gap", "gapMilli", // gap: of format 1
	}),
	requires: keySet([]string{"level"}),
	inFamily: {},
	inGroup:  {},
	stated:   keySet([]string{"correlation", "correlationMicro"}),
}

func keySet(keys []string) map[string]bool {
	set := make(map[string]bool, len(keys))
	for _, k := range keys {
		set[k] = true
	}
	return set
}

// ownedLabels are those that a kind of node may have from this store. What else it has is others'.
func (p *plan) ownedLabels(k int) []string {
	labels := []string{kinds[k].Live, kinds[k].Ours, kinds[k].Former, stagedLabel, kinds[k].Live + "Version"}
	if k == roles {
		labels = append(labels, p.label)
	}
	return labels
}

// sortedKeys lists the keys of a set for a query.
func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range maps.Keys(set) {
		keys = append(keys, k)
	}
	return keys
}
