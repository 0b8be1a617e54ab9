package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

func (r *run) pathsCommand() *cobra.Command {
	var (
		ends       ends
		asked      objectiveFlags
		details    detailFlags
		first      int32
		maxOverlap string
		pairs      string
	)
	cmd := r.command("paths FROM TO | --pairs FILE", `  noboru paths SOC-OPERATOR CSIRT-ANALYST -k 5 --max-overlap 0.5
  noboru paths --pairs pairs.csv --json > answers.jsonl`, func(cmd *cobra.Command, args []string) error {
		if pairs == "" {
			return ends.args(2)(cmd, args)
		}
		if len(args) > 0 {
			return misuse("usage.pairs-name-roles")
		}
		for _, flag := range []string{"profile", "max-overlap", "k", "explain", "stability", "seed", "query"} {
			if cmd.Flags().Changed(flag) {
				return misuse("usage.not-together", "a", map[bool]string{true: "-k", false: "--" + flag}[flag == "k"], "b", "--pairs")
			}
		}
		return nil
	}, func(cmd *cobra.Command, args []string) error {
		if pairs != "" {
			return r.runPairs(cmd.Context(), pairs, &asked)
		}
		if err := details.check(cmd); err != nil {
			return err
		}
		overlap, err := share("--max-overlap", maxOverlap)
		if err != nil {
			return err
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		one, err := s.pathInput(&ends, &asked, args)
		if err != nil {
			return err
		}
		in := answer.PathsInput{From: one.From, To: one.To, Objective: one.Objective, Limits: one.Limits, First: first, MaxOverlap: overlap}
		return s.answer(cmd.Context(), question{
			document: "paths", variables: details.variables(in),
			ask: func(ctx context.Context) (any, error) { return s.asker.Paths(ctx, in) },
			show: func(found any) shown {
				return pathsShown{found.(*answer.PathsFound), details, int(first), overlap == nil}
			},
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(2)
	ends.add(r, cmd)
	asked.add(r, cmd, noMaxSteps)
	details.add(r, cmd)
	flags := cmd.Flags()
	flags.Int32VarP(&first, "k", "k", 3, r.say("flag.k"))
	flags.StringVar(&maxOverlap, "max-overlap", "", r.say("flag.max-overlap"))
	flags.StringVar(&pairs, "pairs", "", r.say("flag.pairs"))
	return cmd
}

// pathsShown is the answer of paths.
type pathsShown struct {
	*answer.PathsFound
	details detailFlags
	asked   int

	overlapping bool // no limit on what paths share was asked for
}

// sameFirstStep reports whether all paths begin alike.
func sameFirstStep(paths []answer.Path) bool {
	return !slices.ContainsFunc(paths, func(p answer.Path) bool {
		steps := p.Steps()
		return len(steps) == 0 || steps[0].To().Index != paths[0].Steps()[0].To().Index
	})
}

func (ans pathsShown) text(ctx context.Context, p *terminal.Page) error {
	paths := ans.Paths()
	title(p, paths[0], ans.Objective())
	profileNote(p, ans.Profile())
	ways(p, paths[0], nil)
	next(p, paths[0])
	for i, path := range paths {
		if i > 0 {
			p.Line("")
		}
		p.Title("path.number", "number", i+1)
		if err := wholePath(ctx, p, path, ans.details, i == len(paths)-1); err != nil {
			return err
		}
	}
	if ans.overlapping && len(paths) > 1 && sameFirstStep(paths) {
		p.Line("")
		p.Say("path.same-first-step", "role", paths[0].Steps()[0].To().Name())
	}
	switch {
	case !ans.Complete():
		p.Line("")
		p.Wrap("", words.M("path.incomplete", "count", ans.Examined()))
	case len(paths) < ans.asked:
		p.Line("")
		p.Say("path.fewer", "count", len(paths))
	}
	return nil
}

func (ans pathsShown) sheet(_ context.Context, lang string) (sheet, error) {
	s := sheet{header: pathColumns}
	for i, path := range ans.Paths() {
		s.addPath(i+1, path, lang)
	}
	return s, nil
}
