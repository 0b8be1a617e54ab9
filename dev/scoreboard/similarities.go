package main

import (
	"context"
	"math"

	"noboru/graph"
)

// similarity says how alike two roles are; larger is more alike. It need not lie within -1 and 1.
type similarity struct {
	name   string
	matrix [][]float64 // by role and role
}

// measured is a similarity of the engine.
func measured(ctx context.Context, d *graph.Dataset, m graph.Measure) (similarity, error) {
	d, err := with(d, m, graph.SimilarityScale, 1)
	if err != nil {
		return similarity{}, err
	}
	g, err := graph.Build(ctx, d)
	if err != nil {
		return similarity{}, err
	}
	s := similarity{string(m), square(g.Len())}
	for a := range g.Len() {
		for b := range g.Len() {
			r, ok := g.Similarity(a, b)
			if s.matrix[a][b] = r.Float(); !ok {
				s.matrix[a][b] = -2
			}
		}
	}
	return s, nil
}

// tried are similarities that the engine does not have.
func tried(d *graph.Dataset) []similarity {
	x := scores(d)
	mean, deviation := moments(x)
	separates := separation(d, x)
	scaled := func(divisor func(s int) float64) [][]float64 {
		return mapped(x, func(s int, v float64) float64 { return (v - mean[s]) / divisor(s) })
	}
	typical := 0.0
	for _, v := range deviation {
		typical += v / float64(len(deviation))
	}
	standard := scaled(func(s int) float64 { return deviation[s] })
	centred := scaled(func(int) float64 { return 1 })
	shrunk := scaled(func(s int) float64 { return deviation[s] + typical })
	return []similarity{
		{"Pearson, each skill less its mean", pearson(centred, nil)},
		{"Pearson, standardised by a shrunk deviation (s + mean s)", pearson(shrunk, nil)},
		{"Pearson, standardised, skills weighted by how they separate families", pearson(standard, separates)},
		{"Pearson, skills weighted by how they separate families", pearson(x, separates)},
		{"Pearson, skills weighted by their variance", pearson(x, squares(deviation))},
		{"Pearson of ranks (Spearman)", pearson(ranks(x), nil)},
		{"cosine, each skill less its mean", cosine(centred)},
		{"cosine, standardised", cosine(standard)},
		{"nearest in levels (Euclid)", nearness(x)},
		{"nearest in standardised levels (Euclid)", nearness(standard)},
		{"mean of Pearson and standardised Pearson", average(pearson(x, nil), pearson(standard, nil))},
	}
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

// scores are the roles' scores in points, without the skills that are the same for all roles.
func scores(d *graph.Dataset) [][]float64 {
	x := make([][]float64, len(d.Roles()))
	for s := range d.Skills() {
		varies := false
		for i := range x {
			varies = varies || d.Role(i).Scores[s] != d.Role(0).Scores[s]
		}
		for i := range x {
			if varies {
				x[i] = append(x[i], d.Role(i).Scores[s].Float())
			}
		}
	}
	return x
}

// moments are mean and population deviation by skill.
func moments(x [][]float64) (mean, deviation []float64) {
	n := float64(len(x))
	mean, deviation = make([]float64, len(x[0])), make([]float64, len(x[0]))
	for s := range mean {
		for i := range x {
			mean[s] += x[i][s] / n
		}
		for i := range x {
			d := x[i][s] - mean[s]
			deviation[s] += float64(d*d) / n
		}
		deviation[s] = math.Sqrt(deviation[s])
	}
	return mean, deviation
}

// separation is, by skill, the share of its variance that lies between families (eta squared).
func separation(d *graph.Dataset, x [][]float64) []float64 {
	mean, deviation := moments(x)
	share := make([]float64, len(mean))
	for f := range d.Families() {
		members := d.RolesOf(f)
		for s := range share {
			sum := 0.0
			for _, i := range members {
				sum += x[i][s]
			}
			off := sum/float64(len(members)) - mean[s]
			share[s] += float64(len(members)) / float64(len(x)) * float64(off*off) / float64(deviation[s]*deviation[s])
		}
	}
	return share
}

func squares(v []float64) []float64 {
	w := make([]float64, len(v))
	for i := range v {
		w[i] = v[i] * v[i]
	}
	return w
}

func mapped(x [][]float64, f func(s int, v float64) float64) [][]float64 {
	y := square(0)
	for _, row := range x {
		out := make([]float64, len(row))
		for s, v := range row {
			out[s] = f(s, v)
		}
		y = append(y, out)
	}
	return y
}

// pearson is the correlation of rows with weighted skills; nil weighs all alike.
func pearson(x [][]float64, weights []float64) [][]float64 {
	y := square(0)
	for _, row := range x {
		sum, total := 0.0, 0.0
		weight := func(s int) float64 {
			if weights == nil {
				return 1
			}
			return weights[s]
		}
		for s, v := range row {
			sum += float64(weight(s) * v)
			total += weight(s)
		}
		out := make([]float64, len(row))
		for s, v := range row {
			out[s] = (v - sum/total) * math.Sqrt(weight(s))
		}
		y = append(y, out)
	}
	return cosine(y)
}

func cosine(x [][]float64) [][]float64 {
	norm := make([]float64, len(x))
	for i := range x {
		norm[i] = math.Sqrt(dot(x[i], x[i]))
	}
	m := square(len(x))
	for a := range x {
		for b := range a {
			m[a][b] = dot(x[a], x[b]) / (norm[a] * norm[b])
			m[b][a] = m[a][b]
		}
		m[a][a] = 1
	}
	return m
}

func dot(x, y []float64) (sum float64) {
	for i := range x {
		sum += float64(x[i] * y[i]) // no fused multiply-add: the same on every machine
	}
	return sum
}

// nearness is the negative distance of two rows.
func nearness(x [][]float64) [][]float64 {
	m := square(len(x))
	for a := range x {
		for b := range x {
			sum := 0.0
			for s := range x[a] {
				d := x[a][s] - x[b][s]
				sum += float64(d * d)
			}
			m[a][b] = -math.Sqrt(sum)
		}
	}
	return m
}

// ranks replaces every score by its rank within its row, the mean rank where scores are equal.
func ranks(x [][]float64) [][]float64 {
	y := square(0)
	for _, row := range x {
		out := make([]float64, len(row))
		for s, v := range row {
			for _, w := range row {
				switch {
				case w < v:
					out[s]++
				case w == v:
					out[s] += 0.5
				}
			}
		}
		y = append(y, out)
	}
	return y
}

func average(x, y [][]float64) [][]float64 {
	m := square(len(x))
	for a := range x {
		for b := range x {
			m[a][b] = (x[a][b] + y[a][b]) / 2
		}
	}
	return m
}
