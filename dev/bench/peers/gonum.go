package main

import (
	"noboru/graph"

	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
)

// inGonum is a graph with one weight a step, as gonum keeps it.
func inGonum(g *graph.Graph, objective graph.Objective) *simple.WeightedDirectedGraph {
	w := simple.NewWeightedDirectedGraph(0, 0)
	for i := range g.Len() {
		w.AddNode(simple.Node(i))
	}
	for i := range g.Len() {
		for s := range g.Edges(i) {
			w.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(s.From), T: simple.Node(s.To), W: weight(g.Dataset(), objective, s)})
		}
	}
	return w
}

func gonumDijkstra(w *simple.WeightedDirectedGraph, from, to int) {
	path.DijkstraFromTo(simple.Node(from), simple.Node(to), w)
}
