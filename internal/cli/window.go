package cli

import (
	"strconv"

	"github.com/spf13/cobra"
)

// window is the part of a long list that is shown.
type window struct{ limit, offset int }

func (w *window) add(a *app, cmd *cobra.Command) {
	cmd.Flags().IntVar(&w.limit, "limit", 0, words.FlagLimit.In(a.lang))
	cmd.Flags().IntVar(&w.offset, "offset", 0, words.FlagOffset.In(a.lang))
}

func (w *window) check(a *app) error {
	switch {
	case w.limit < 0:
		return misuse(words.GotWant.In(a.lang), "--limit", strconv.Itoa(w.limit), words.WantCount.In(a.lang))
	case w.offset < 0:
		return misuse(words.GotWant.In(a.lang), "--offset", strconv.Itoa(w.offset), words.WantCount.In(a.lang))
	}
	return nil
}

// cut returns the part of list inside the window, and where it begins.
func cut[T any](w window, list []T) ([]T, int) {
	from := min(w.offset, len(list))
	list = list[from:]
	if w.limit > 0 {
		list = list[:min(w.limit, len(list))]
	}
	return list, from
}

// shownOf says which part of a list is shown, where it is not all of it.
func shownOf(p *page, from, shown, of int) {
	if shown < of {
		p.line("")
		p.say(words.ShownOf, min(from+1, from+shown), from+shown, of)
	}
}
