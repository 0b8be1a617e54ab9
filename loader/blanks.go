package loader

// Blanks counts what was done with cells that say nothing where a score should stand.
type Blanks struct {
	Policy string   `json:"policy"` // missing, zero or leave-out
	Cells  int      `json:"cells"`  // that count as 0
	Roles  []string `json:"roles"`  // that were left out
}

func (b *Blanks) leave(role string) { b.Roles = append(b.Roles, role) }

// blankPolicy is what the manifest says a blank cell means.
func (l *loading) blankPolicy() string {
	if l.manifest.Blank == "" {
		return blankMissing
	}
	return l.manifest.Blank
}

// noteBlanks says once what became of blank cells.
func (l *loading) noteBlanks(t *table) {
	b := &l.report.Blanks
	b.Policy = l.blankPolicy()
	if b.Cells > 0 && !l.said[string(warnBlankZero)] {
		l.said[string(warnBlankZero)] = true
		l.warn(t.warning(0, -1, warnBlankZero, "cells", b.Cells))
	}
	if n := len(b.Roles); n > 0 && !l.said[string(warnLeftOut)] {
		l.said[string(warnLeftOut)] = true
		l.warn(t.warning(0, -1, warnLeftOut, "roles", Names(b.Roles), "number", n))
	}
}
