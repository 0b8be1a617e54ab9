package cli

import (
	"context"
	"errors"

	"noboru/internal/answer"
	"noboru/internal/faults"
	"noboru/internal/serving"
	"noboru/loader"
)

// session is one dataset, opened to be asked.
type session struct {
	*run
	asker answer.Asker
}

// open reads the dataset that the flags ask for and builds its graph.
func (r *run) open(ctx context.Context) (*session, error) {
	snapshot, report, err := r.source.Snapshot(ctx)
	if err != nil {
		return nil, r.faulty(err)
	}
	r.warn(r.source.String(), report)
	return &session{r, answer.Asker{Snapshot: snapshot}}, nil
}

// faulty names the source of faults. Other errors it returns as they are.
func (r *run) faulty(err error) error {
	if faults := loader.Faults(nil); errors.As(err, &faults) {
		return &inputError{r.source, faults}
	}
	return err
}

// warn shows the first warnings about an input on stderr.
func (r *run) warn(source string, report *loader.Report) {
	for _, w := range report.Warnings[:min(len(report.Warnings), shownFaults)] {
		r.tell("input-file.warning", "warning", faults.WarningLine(w, r.lang))
	}
	if more := len(report.Warnings) - shownFaults; more > 0 {
		r.tell("input-file.more", "count", more, "file", source)
	}
}

func (s *session) snapshot() *serving.Snapshot { return s.asker.Snapshot }
