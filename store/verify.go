package store

import (
	"context"
	"fmt"

	"noboru/graph"
)

// Verifier is a store that keeps more than a dataset's tables, and can prove all of it.
type Verifier interface {
	// Verify recomputes what is stored of a dataset and compares. What differs is no error.
	Verify(ctx context.Context, name string, opts VerifyOptions) (Verified, error)
}

// VerifyOptions direct a Verify.
type VerifyOptions struct {
	Questions int    // how many pairs of roles the store itself is asked about, to be compared with the engine
	Seed      uint64 // which pairs
	Progress  func(done int64, what string)
}

// Verified says what a Verify compared.
type Verified struct {
	Version       graph.Version
	Nodes         int64
	Relationships int64 // 0 in a store that keeps none
	Questions     int
	Redrawn       int64        // edges of a snapshot, compared with those that are drawn anew; 0 where there is none
	ApproximateBy string       // the method of edges that are approximate; empty where they are exact
	Recall        graph.Recall // of such edges, against those that are exact
	Others        int64        // relationships and properties that others attached: no damage
	Differences   int64        // how many there are
	First         *Difference  // the first of them; nil where the store is whole
}

// Difference is where the store is not what the dataset says.
type Difference struct {
	Where     string // such as "Role SOC-OPERATOR" or "(A)-[CORRELATES]->(B)"
	Property  string // empty where the whole thing is missing, or too much
	Got, Want any    // nil for absent
}

// String writes the difference for logs.
func (d *Difference) String() string {
	where := d.Where
	if d.Property != "" {
		where += ", " + d.Property
	}
	return fmt.Sprintf("%s: got %v, want %v", where, d.Got, d.Want)
}

// Verify proves what s has of a dataset. Where a store keeps nothing that is derived from the tables,
// that they can be read is the proof: it goes by their hash.
func Verify(ctx context.Context, s Store, name string, opts VerifyOptions) (Verified, error) {
	if v, ok := s.(Verifier); ok {
		return v.Verify(ctx, name, opts)
	}
	d, err := s.Load(ctx, name)
	if err != nil {
		return Verified{}, err
	}
	return Verified{
		Version: d.Version(),
		Nodes:   int64(len(d.Roles()) + len(d.Skills()) + len(d.SkillGroups()) + len(d.Families())),
	}, nil
}
