package graph

import "math"

// standardized is Pearson's correlation of z-scores: each skill less its mean over all roles, by its
// deviation. Skills that do not vary are left out. It works in float64, in the declared order of skills.
type standardized struct {
	table
	kept    []int     // skills that vary over all roles
	means   []float64 // population mean by kept skill, in thousandths
	devs    []float64 // population deviation by kept skill, in thousandths
	z       []float64 // z-scores of kept skills by role, centred by role
	lengths []float64
}

func newStandardized(t table) measured {
	s := &standardized{table: t}
	for skill := range t.width {
		s.keep(skill)
	}
	s.z, s.lengths = make([]float64, t.len()*len(s.kept)), make([]float64, t.len())
	for i := range s.lengths {
		x := s.at(i)
		s.refresh(&x)
		s.lengths[i] = x.norm
	}
	return s
}

// keep computes mean and deviation of a skill, if it varies over the roles.
func (s *standardized) keep(skill int) {
	n := s.len()
	var sum int64
	varies := false
	for i := range n {
		x := s.rows[i*s.width+skill]
		sum += int64(x)
		varies = varies || x != s.rows[skill]
	}
	if !varies {
		return
	}
	mean := float64(sum) / float64(n)
	variance := 0.0
	for i := range n {
		diff := float64(s.rows[i*s.width+skill]) - mean
		variance += float64(diff * diff) // the conversion forbids a fused multiply-add
	}
	s.kept = append(s.kept, skill)
	s.means = append(s.means, mean)
	s.devs = append(s.devs, math.Sqrt(variance/float64(n)))
}

// flatStandardized: which rows are flat depends on the others.
func flatStandardized([]Points) bool { return false }

func (s *standardized) at(role int) vector {
	return vector{row: s.row(role), z: s.scores(role), norm: s.lengths[role]}
}

// scores are the z-scores of a role.
func (s *standardized) scores(role int) []float64 {
	return s.z[role*len(s.kept) : (role+1)*len(s.kept)]
}

// refresh writes the z-scores of the row, less their own mean, and their norm: 0 where all z-scores are
// equal up to rounding.
func (s *standardized) refresh(x *vector) {
	if len(s.kept) == 0 {
		return
	}
	if x.z == nil {
		x.z = make([]float64, len(s.kept))
	}
	sum, largest := 0.0, 0.0
	for j, skill := range s.kept {
		x.z[j] = (float64(x.row[skill]) - s.means[j]) / s.devs[j]
		sum += x.z[j]
		largest = max(largest, math.Abs(x.z[j]))
	}
	mean := sum / float64(len(x.z))
	squares, flat := 0.0, true
	for j := range x.z {
		x.z[j] -= mean
		squares += float64(x.z[j] * x.z[j])
		flat = flat && math.Abs(x.z[j]) <= 1e-9*largest
	}
	x.norm = 0
	if !flat {
		x.norm = math.Sqrt(squares)
	}
}

func (s *standardized) product(a, b *vector) float64 { return dotFloat(a.z, b.z) }

func (s *standardized) norms() []float64 { return s.lengths }

func (s *standardized) between(a, b int) float64 {
	return dotFloat(s.scores(a), s.scores(b))
}

func (s *standardized) elements() int { return len(s.kept) }

func (s *standardized) unit(x *vector, z []float64) {
	for i, v := range x.z {
		z[i] = v / x.norm
	}
}

func (s *standardized) spread(x *vector, n float64) (row, noise float64) {
	sum := 0.0
	for _, dev := range s.devs {
		sum += 1 / float64(dev*dev)
	}
	return x.norm * x.norm / float64(len(s.kept)), n * sum / float64(len(s.kept))
}
