package answer

import (
	"errors"
	"fmt"
	"testing"

	"noboru/graph"
)

func TestWithin(t *testing.T) {
	other := errors.New("other")
	if err := within(other, inInput); !errors.Is(err, other) {
		t.Errorf("got %v", err)
	}
	if err := within(nil, inInput); err != nil {
		t.Errorf("got %v", err)
	}
	for name, want := range map[string]string{
		"maxClimb": "input.limits.maxClimb", "to": "input.to", "profile": "input.from.profile", "k": "input.first",
	} {
		var input *graph.InputError
		if err := within(fmt.Errorf("x: %w", &graph.InputError{Field: name}), inInput); !errors.As(err, &input) || input.Field != want {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
}
