//go:build igraph

package main

/*
#cgo pkg-config: igraph
#include <igraph/igraph.h>

static int make(igraph_t *g, igraph_integer_t *ends, igraph_integer_t count, igraph_integer_t n) {
	igraph_vector_int_t view;
	igraph_vector_int_view(&view, ends, count);
	return igraph_create(g, &view, n, IGRAPH_DIRECTED);
}

static int yen(const igraph_t *g, const igraph_vector_t *w, igraph_integer_t from, igraph_integer_t to, igraph_integer_t k) {
	igraph_vector_int_list_t paths;
	igraph_vector_int_list_init(&paths, 0);
	int err = igraph_get_k_shortest_paths(g, w, &paths, NULL, k, from, to, IGRAPH_OUT);
	int found = (int) igraph_vector_int_list_size(&paths);
	igraph_vector_int_list_destroy(&paths);
	return err == IGRAPH_SUCCESS ? found : -1;
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

const hasIgraph = true

// igraphGraph is arcs in igraph, with one weight each.
type igraphGraph struct {
	g       C.igraph_t
	weights C.igraph_vector_t
	path    C.igraph_vector_int_t
}

func newIgraph(n int, arcs [][2]int, weights []float64) (*igraphGraph, error) {
	ends := make([]C.igraph_integer_t, 0, 2*len(arcs))
	for _, a := range arcs {
		ends = append(ends, C.igraph_integer_t(a[0]), C.igraph_integer_t(a[1]))
	}
	x := &igraphGraph{}
	if err := C.make(&x.g, unsafe.SliceData(ends), C.igraph_integer_t(len(ends)), C.igraph_integer_t(n)); err != 0 {
		return nil, fmt.Errorf("igraph_create: error %d", err)
	}
	C.igraph_vector_init(&x.weights, C.igraph_integer_t(len(weights)))
	for i, w := range weights {
		C.igraph_vector_set(&x.weights, C.igraph_integer_t(i), C.igraph_real_t(w))
	}
	C.igraph_vector_int_init(&x.path, 0)
	return x, nil
}

// steps is how many steps the path has that the last search found.
func (x *igraphGraph) steps() int { return int(C.igraph_vector_int_size(&x.path)) - 1 }

// bfs finds a path of fewest steps.
func (x *igraphGraph) bfs(from, to int) int {
	C.igraph_get_shortest_path(&x.g, &x.path, nil, C.igraph_integer_t(from), C.igraph_integer_t(to), C.IGRAPH_OUT)
	return x.steps()
}

// dijkstra finds a path of least weight.
func (x *igraphGraph) dijkstra(from, to int) int {
	C.igraph_get_shortest_path_dijkstra(&x.g, &x.path, nil, C.igraph_integer_t(from), C.igraph_integer_t(to), &x.weights, C.IGRAPH_OUT)
	return x.steps()
}

// yen finds the k loopless paths of least weight and returns how many there are.
func (x *igraphGraph) yen(from, to, k int) int {
	return int(C.yen(&x.g, &x.weights, C.igraph_integer_t(from), C.igraph_integer_t(to), C.igraph_integer_t(k)))
}
