package cli

import (
	"context"
	"errors"
	"slices"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/faults"
	"noboru/internal/serving"
	"noboru/internal/terminal"
	"noboru/loader"
)

// session is one dataset, opened to be asked.
type session struct {
	*run
	asker answer.Asker
}

// open reads the dataset that the flags ask for and builds its graph.
func (r *run) open(ctx context.Context) (*session, error) {
	done := r.busy("done.reading", "file", r.source)
	snapshot, report, err := r.source.Snapshot(ctx)
	done()
	if err != nil {
		return nil, r.faulty(err)
	}
	r.warnOf(r.source.String(), withoutNotes(report.Warnings))
	return &session{r, answer.Asker{Snapshot: snapshot}}, nil
}

// faulty names the source of faults, those of a dataset whose graph cannot be drawn among them. Other errors it
// returns as they are.
func (r *run) faulty(err error) error {
	if faults := loader.Faults(nil); errors.As(err, &faults) {
		return &inputError{r.source, faults}
	}
	if field := (*graph.FieldError)(nil); errors.As(err, &field) {
		return &inputError{r.source, loader.Refused(r.source.String(), field)}
	}
	return err
}

// warn shows the first warnings and notes about an input on stderr.
func (r *run) warn(source string, report *loader.Report) { r.warnOf(source, report.Warnings) }

func (r *run) warnOf(source string, warnings []loader.Warning) {
	for _, w := range warnings[:min(len(warnings), shownFaults)] {
		sayWarning(r.aside(), w)
	}
	if more := len(warnings) - shownFaults; more > 0 {
		r.tell("input-file.more", "count", more, "file", source)
	}
}

// withoutNotes leaves out what only says how something was read: whoever asks a question has seen it when
// the file was validated or loaded.
func withoutNotes(warnings []loader.Warning) []loader.Warning {
	return slices.DeleteFunc(slices.Clone(warnings), loader.Warning.Note)
}

func sayWarning(p *terminal.Page, w loader.Warning) {
	id := "input-file.warning"
	if w.Note() {
		id = "input-file.note"
	}
	p.Say(id, "warning", faults.WarningLine(w, p.Lang))
}

func (s *session) snapshot() *serving.Snapshot { return s.asker.Snapshot }
