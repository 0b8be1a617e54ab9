package cli

import "testing"

func TestKebab(t *testing.T) {
	for field, want := range map[string]string{"maxClimb": "max-climb", "via": "via", "comfortableClimb": "comfortable-climb"} {
		if got := kebab(field); got != want {
			t.Errorf("%s: got %s, want %s", field, got, want)
		}
	}
}
