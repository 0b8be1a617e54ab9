package resolvers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"noboru/graph"
)

func TestPresentError(t *testing.T) {
	var log strings.Builder
	present := PresentError(slog.New(slog.NewTextHandler(&log, nil)))
	for _, c := range []struct {
		err           error
		message, code string
		logged        bool
	}{
		{graph.Invalid("k", 11, "between", "least", 1, "most", 10), "k: got 11, want 1 to 10", CodeBadUserInput, false},
		{fmt.Errorf("asking: %w", graph.Invalid("to", nil, "some-role")), "to: want at least one role", CodeBadUserInput, false},
		{fmt.Errorf("searching: %w", context.DeadlineExceeded), "The answer took too long. Ask for less.", CodeTimeout, false},
		{fmt.Errorf("searching: %w", context.Canceled), "The request was cancelled.", CodeTimeout, false},
		{errNoSnapshot, "internal error", CodeInternal, true},
		{errors.New("dial tcp 10.0.0.1:7687: refused"), "internal error", CodeInternal, true},
	} {
		log.Reset()
		got := present(t.Context(), c.err)
		if got.Message != c.message || got.Extensions["code"] != c.code || (log.Len() > 0) != c.logged {
			t.Errorf("%v: got %+v, logged %q", c.err, got, log.String())
		}
		if got.Err != nil {
			t.Errorf("%v: the error travels on: %v", c.err, got.Err)
		}
	}
}

func TestSDL(t *testing.T) {
	sdl := SDL(NewSchema())
	for _, part := range []string{"union PathResult = PathFound | NoPath | UnknownRole", "input StartInput @oneOf {", `"""`, "type Role implements Node & Answer {"} {
		if !strings.Contains(sdl, part) {
			t.Errorf("%q is missing in\n%.500s", part, sdl)
		}
	}
	if strings.Contains(sdl, "extend type") {
		t.Error("the root is in parts")
	}
}
