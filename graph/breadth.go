package graph

import "context"

// byLayers runs a leg under FEWEST_STEPS: breadth first from both ends, a whole layer at a time from the end that
// has fewer edges to look at, until the layers meet. Within a layer each place keeps the least distance of
// its ways, which is exact once the layer is full, so there is no queue. O(roles + arcs) at worst.
func (b *bidirectional) byLayers(ctx context.Context) error {
	for end := range b.waves {
		for _, e := range b.queues[end] {
			b.waves[end].add(b.roads, e.place)
		}
	}
	layers := int64(0)
	if b.leg.doors != nil {
		layers = 1 // a person's first steps are taken before the first layer
	}
	for ; b.best>>stepShift > layers && len(b.waves[ahead].places) > 0 && len(b.waves[back].places) > 0; layers++ {
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

// wave is the places that a search by layers has come to last, and how many arcs they have.
type wave struct {
	places, room []int32
	arcs         int32
}

func (l *wave) clear() { l.places, l.arcs = l.places[:0], 0 }

func (l *wave) add(r *roads, place int32) {
	l.places = append(l.places, place)
	l.arcs += r.offsets[place+1] - r.offsets[place]
}

// nextLayer goes one step on from one end.
func (b *bidirectional) nextLayer(end int) {
	weights, others := b.weights[end], b.weights[1-end]
	l := &b.waves[end]
	places := l.places
	l.places, l.room = l.room[:0], l.places
	l.arcs = 0
	closed := flagTo >> end // a path ends where it first meets its end
	for _, place := range places {
		if b.flags[place]&closed != 0 {
			continue
		}
		if b.ways > 0 && end == ahead {
			b.flag(place, flagPassed)
		}
		arcs, first := b.roads.from(place), b.space.g.offsets[b.roads.role[place]]
		similarities := b.space.g.similarity[first:][:len(arcs)]
		here := weights[place] + 1<<stepShift + SimilarityScale
		for i, a := range arcs {
			w := here - int64(similarities[i])
			if w >= weights[a.to] || !b.takes(end, place, a, first+int32(i)) {
				continue
			}
			if weights[a.to] == noWeight {
				b.touched[end] = append(b.touched[end], a.to)
				l.add(b.roads, a.to)
			}
			weights[a.to] = w
			if o := others[a.to]; o != noWeight {
				b.meet(a.to, w+o)
			}
		}
	}
}
