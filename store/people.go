package store

import (
	"context"
	"time"

	"noboru/graph"
)

// Person is someone who holds roles, or has skills, of a dataset. Whose data that is, and who may see
// it, is up to whoever loads it: the id can be a number that says nothing to others.
type Person struct {
	ID    string
	Name  string // may be empty
	Holds []Holding
	Has   []Level
}

// Holding is a role that a person holds.
type Holding struct {
	Role  string    // code
	Since time.Time // a day; zero where it is not known
}

// Level is how far a person has got in a skill.
type Level struct {
	Skill string // code
	Level graph.Points
}

// PeopleKeeper is a store that can keep people beside roles. They are no part of a dataset: loads leave
// them alone, and what is served knows nothing of them.
type PeopleKeeper interface {
	// SavePeople writes people who hold roles and have skills of a dataset, in batches: each person
	// changes at once. What a person holds and has of this dataset is replaced; other people stay, unless
	// opts.Replace. It returns ErrNoDataset, and ErrNotThere for a role or a skill that the dataset has not.
	SavePeople(ctx context.Context, dataset string, people []Person, opts PeopleOptions) (PeopleSaved, error)
	// DropPeople removes everyone who holds or has anything of a dataset, and says how many they were.
	DropPeople(ctx context.Context, dataset string) (int64, error)
}

// PeopleOptions direct a SavePeople. The zero value is the default.
type PeopleOptions struct {
	Replace  bool             // people of this dataset who are not among those given are removed
	Progress func(done int64) // called after every batch; may be nil
}

// PeopleSaved is what a SavePeople did.
type PeopleSaved struct {
	People, Holds, Has int64
	Removed            int64
}
