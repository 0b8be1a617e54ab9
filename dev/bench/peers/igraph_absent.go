//go:build !igraph

package main

const hasIgraph = false

type igraphGraph struct{}

func newIgraph(int, [][2]int, []float64) (*igraphGraph, error) { return nil, nil }

func (*igraphGraph) bfs(int, int) int      { return 0 }
func (*igraphGraph) dijkstra(int, int) int { return 0 }
func (*igraphGraph) yen(int, int, int) int { return 0 }
