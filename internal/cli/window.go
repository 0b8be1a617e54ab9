package cli

import (
	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
)

// shownRows is how many rows of a long list a table shows where nothing is said: those that matter.
const shownRows = 20

// window is the part of a long list that is shown.
type window struct {
	limit int32
	after string
}

func (w *window) add(r *run, cmd *cobra.Command, pages bool) {
	cmd.Flags().Int32Var(&w.limit, "limit", 0, r.say("flag.limit"))
	if pages {
		cmd.Flags().StringVar(&w.after, "after", "", r.say("flag.after"))
	}
}

// first is how many are asked for: what the flag says, or as many as suit the form.
func (w *window) first(r *run, cmd *cobra.Command) (int32, error) {
	switch {
	case cmd.Flags().Changed("limit") && (w.limit < 1 || w.limit > answer.MaxPage):
		return 0, graph.Invalid("limit", w.limit, "between", "least", 1, "most", answer.MaxPage)
	case w.limit > 0:
		return w.limit, nil
	case r.json || r.csv || r.query:
		return answer.MaxPage, nil
	}
	return shownRows, nil
}

// page is the page asked for; variables are its.
func (w *window) page(first int32, variables map[string]any) answer.PageArgs {
	args := answer.PageArgs{First: &first}
	variables["first"] = first
	if w.after != "" {
		args.After = &w.after
		variables["after"] = w.after
	}
	return args
}

// shownOf says which part of a list is shown, where it is not all of it.
func shownOf(p *terminal.Page, shown, all int) {
	if shown < all {
		p.Line("")
		p.Say("shown.shown-of", "shown", shown, "all", all)
	}
}
