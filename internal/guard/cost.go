package guard

import (
	"context"
	"math"
)

// costOfValue is what reading one value of an argument costs, in microseconds: once to estimate,
// once to answer. The arguments of
// a field are read each time that it is answered.
const costOfValue = 2

// costOfField is what a field costs of which the schema says nothing else: to resolve it and to write it.
const costOfField = 2

// prices are what the constant fields of an outline cost, for as long as costs are the same.
type prices struct {
	of    Costs
	known []int // by the fields' index
}

// estimate adds up what it takes to answer an operation, in microseconds of CPU, and refuses what would cost too much.
type estimate struct {
	guard     *Guard
	ctx       context.Context
	watch     *watch
	variables map[string]any
	costs     Costs
	sizes     map[string]int // of variables, once known
	known     []int          // of constant fields
}

// cost estimates what it takes to answer an operation of which there is an outline.
func (g *Guard) cost(ctx context.Context, o *outline, variables map[string]any, costs Costs) (int, error) {
	e := &estimate{guard: g, ctx: ctx, watch: &watch{ctx: ctx}, variables: variables, costs: costs}
	// Estimating reads each value once: what is too much even then costs nothing.
	if err := exceeds(LimitCost, times(e.size(&o.values), costOfValue), g.limits.Cost); err != nil {
		return 0, err
	}
	priced := o.prices.Load()
	if priced == nil || priced.of != costs {
		priced = e.price(o)
		o.prices.Store(priced)
	}
	e.known = priced.known
	cost := e.selection(&o.root)
	return cost, exceeds(LimitCost, cost, g.limits.Cost)
}

// price works out what constant fields cost.
func (e *estimate) price(o *outline) *prices {
	e.known = make([]int, len(o.fields))
	for i, f := range o.fields {
		if f.constant {
			e.known[i] = e.work(f)
		}
	}
	return &prices{e.costs, e.known}
}

func (e *estimate) selection(s *selected) int {
	cost, dearest := e.sum(s.always), 0
	for _, fields := range s.byType {
		dearest = max(dearest, e.sum(fields))
	}
	return plus(cost, dearest)
}

func (e *estimate) sum(fields []*costed) int {
	sum := 0
	for _, f := range fields {
		if f.constant {
			sum = plus(sum, e.known[f.index])
		} else {
			sum = plus(sum, e.work(f))
		}
	}
	return sum
}

// work estimates what one field costs.
func (e *estimate) work(f *costed) int {
	if f.given > 0 {
		return f.given
	}
	e.watch.step()
	var args map[string]any
	if len(f.field.Definition.Arguments) > 0 {
		args = f.field.ArgumentMap(e.variables)
	}
	child := e.selection(&f.selected)
	cost, ok := e.costs.Complexity(e.ctx, f.typeName, f.field.Name, child, args)
	if !ok {
		cost = plus(costOfField, child)
	}
	return plus(max(cost, 0), times(e.size(&f.values), costOfValue))
}

// size is of how many values arguments are made, their variables' own included.
func (e *estimate) size(v *values) int {
	size := v.literals
	for _, name := range v.variables {
		known, ok := e.sizes[name]
		if !ok {
			known = sizeOf(e.variables[name])
			if e.sizes == nil {
				e.sizes = map[string]int{}
			}
			e.sizes[name] = known
		}
		size = plus(size, known)
	}
	return size
}

// sizeOf is how many values a variable is made of.
func sizeOf(value any) int {
	size := 1
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			size += sizeOf(item)
		}
	case map[string]any:
		for _, item := range v {
			size += sizeOf(item)
		}
	}
	return size
}

// Costs stay within an int.
func plus(a, b int) int { return min(a+b, math.MaxInt32) }

func times(n, cost int) int {
	if cost > 0 && n > math.MaxInt32/cost {
		return math.MaxInt32
	}
	return n * cost
}
