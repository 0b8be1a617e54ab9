package loader

import (
	"testing"

	"pgregory.net/rapid"
)

// TestSafeCell holds that no cell that is written can run, and that each reads back as itself.
func TestSafeCell(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+cmd|calc": "'+cmd|calc", "-Lead": "'-Lead", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "-1.5": "-1.5", "+3": "+3", "plain": "plain",
		"'tis": "'tis", "'=x": "''=x", "": "", "'": "'", "-": "'-",
	} {
		if got := SafeCell(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("=+-@'\t\r1a.%|"))).Draw(t, "text")
		safe := SafeCell(text)
		if runs(safe) {
			t.Fatalf("%q runs", safe)
		}
		if back := plainCell(safe); back != text {
			t.Fatalf("%q came back as %q", text, back)
		}
	})
}
