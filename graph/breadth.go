package graph

import "context"

// byLayers runs a leg under FEWEST_STEPS: breadth first from both ends, a whole layer at a time from the end that
// has fewer edges to look at, until the layers meet. Within a layer each role keeps the least distance of
// its ways, which is exact once the layer is full, so there is no queue. O(roles + arcs) at worst.
func (b *bidirectional) byLayers(ctx context.Context) error {
	b.begin()
	for end := range b.waves {
		l := &b.waves[end]
		for _, e := range b.queues[end] {
			b.labels[end][e.role].flags |= labelExact
			l.add(b.space.g, e.role)
		}
	}
	for !b.found && len(b.waves[ahead].roles) > 0 && len(b.waves[back].roles) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := ahead
		if b.waves[back].arcs < b.waves[ahead].arcs {
			end = back
		}
		b.nextLayer(end)
	}
	return nil
}

// wave is the roles that a search by layers has come to last, and how many arcs they have.
type wave struct {
	roles, room []int32
	arcs        int
}

func (l *wave) clear() { l.roles, l.arcs = l.roles[:0], 0 }

func (l *wave) add(g *Graph, role int32) {
	l.roles = append(l.roles, role)
	l.arcs += g.Degree(int(role))
}

// nextLayer goes one step on from one end.
func (b *bidirectional) nextLayer(end int) {
	g, labels, others := b.space.g, b.labels[end], b.labels[1-end]
	l := &b.waves[end]
	roles := l.roles
	l.roles, l.room = l.room[:0], l.roles
	l.arcs = 0
	for _, role := range roles {
		here := labels[role].weight
		low, high := g.offsets[role], g.offsets[role+1]
		targets, similarities := g.targets[low:high], g.similarity[low:high]
		similarities = similarities[:len(targets)]
		for i, other := range targets {
			w := weight{here.minor + SimilarityScale - int64(similarities[i]), here.major + 1}
			label := &labels[other]
			if !w.less(label.weight) || !b.takes(end, role, other, low+int32(i)) {
				continue
			}
			if !label.known() {
				b.touched[end] = append(b.touched[end], other)
				l.add(g, other)
			}
			label.weight, label.flags = w, labelExact
			if o := &others[other]; o.known() {
				b.meet(other, w.add(o.weight))
			}
		}
	}
}
