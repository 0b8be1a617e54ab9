package cli

import (
	"context"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/terminal"
	"noboru/internal/words"
)

// detailFlags ask for more about each path.
type detailFlags struct {
	explain   bool
	stability int32
	seed      uint64
}

func (f *detailFlags) add(r *run, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.explain, "explain", false, r.say("flag.explain"))
	flags.Int32Var(&f.stability, "stability", 0, r.say("flag.stability"))
	flags.Uint64Var(&f.seed, "seed", 1, r.say("flag.seed"))
}

// none reports whether nothing more is asked for.
func (f *detailFlags) none() bool { return !f.explain && f.stability == 0 }

// check refuses what the answers would take for "no stability".
func (f *detailFlags) check(cmd *cobra.Command) error {
	if changed := cmd.Flags().Changed("stability"); changed && f.stability < 1 || f.seed > maxSeed {
		if changed && f.stability < 1 {
			return graph.Invalid("trials", f.stability, "between", "least", 1, "most", graph.MaxTrials)
		}
		return graph.Invalid("seed", f.seed, "between", "least", 0, "most", maxSeed)
	}
	return nil
}

const maxSeed = 1<<31 - 1

// variables are those of documents that show whole paths.
func (f *detailFlags) variables(input any) map[string]any {
	return map[string]any{"input": input, "explain": f.explain, "stability": f.stability > 0, "trials": max(1, f.stability), "seed": f.seed}
}

func (r *run) pathCommand() *cobra.Command {
	var (
		ends     ends
		asked    objectiveFlags
		details  detailFlags
		runnerUp bool
	)
	cmd := r.command("path FROM TO", `  noboru path SOC:オペレーター SOC:分析業務
  noboru path SOC-OPERATOR family:CSIRT --max-climb 12 --explain
  noboru path --profile me.csv SOC-ANALYST`, ends.args(2), func(cmd *cobra.Command, args []string) error {
		if err := details.check(cmd); err != nil {
			return err
		}
		s, err := r.open(cmd.Context())
		if err != nil {
			return err
		}
		in, err := s.pathInput(&ends, &asked, args)
		if err != nil {
			return err
		}
		variables := details.variables(in)
		variables["runnerUp"], variables["alternatives"] = runnerUp, true
		return s.answer(cmd.Context(), question{
			document: "path", variables: variables,
			ask:  func(ctx context.Context) (any, error) { return s.asker.Path(ctx, in) },
			show: func(found any) shown { return pathShown{found.(*answer.PathFound), details, runnerUp} },
		})
	})
	cmd.ValidArgsFunction = r.completeEnds(2)
	ends.add(r, cmd)
	asked.add(r, cmd, noMaxSteps)
	details.add(r, cmd)
	cmd.Flags().BoolVar(&runnerUp, "runner-up", false, r.say("flag.runner-up"))
	return cmd
}

// pathShown is the answer of path.
type pathShown struct {
	*answer.PathFound
	details  detailFlags
	runnerUp bool
}

func (ans pathShown) text(ctx context.Context, p *terminal.Page) error {
	path := ans.Path()
	title(p, path, ans.Objective())
	profileNote(p, ans.Profile())
	others, err := ans.Alternatives(ctx)
	if err != nil {
		return err
	}
	if m := path.DirectMove(); m.AtOnce() && !ans.runnerUp && ans.details.none() && sameEnds(append(others, path)) {
		directMove(p, m)
		postsBetween(p, path)
		return nil
	}
	ways(p, path, others)
	next(p, path)
	if err := wholePath(ctx, p, path, ans.details, true); err != nil {
		return err
	}
	beaten, err := ans.BeatenBy(ctx)
	if err != nil {
		return err
	}
	if beaten != nil {
		p.Line("")
		p.Wrap("", beaten.Explanation().Message())
		p.Say("path.beaten", "path", chain(beaten.Path, p.Lang))
	}
	if !ans.runnerUp {
		return nil
	}
	second, err := ans.RunnerUp(ctx)
	if err != nil {
		return err
	}
	p.Line("")
	if second == nil {
		p.Say("path.no-runner-up")
		return nil
	}
	p.Say("path.runner-up", "path", chain(second.Path, p.Lang))
	totals := second.Path.Totals()
	p.Wrap("  ", words.M(byClimb(second.Path.ClimbBy(), "path.runner-up-figures", "path.runner-up-figures-by-gap"), "count", totals.Steps, "steepest", points(totals.SteepestClimb), "more", costsMore(second.Extra, ans.Objective())))
	return nil
}

// costsMore says by how much a cost is higher, in the first key of the objective that differs.
func costsMore(extra answer.PathCost, objective graph.Objective) words.Message {
	type key struct {
		differs bool
		more    words.Message
	}
	climbing := key{extra.Climbing != 0, words.M("path.more-climbing", "difference", number(extra.Climbing))}
	distance := key{extra.Distance != 0, words.M("path.more-distance", "difference", number(extra.Distance))}
	steps := key{extra.Steps != 0, words.M("path.more-steps", "count", extra.Steps)}
	order := []key{climbing, distance, steps}
	switch objective {
	case graph.Shortest:
		order = []key{distance, steps}
	case graph.FewestSteps:
		order = []key{steps, distance}
	}
	for _, k := range order {
		if k.differs {
			return k.more
		}
	}
	return words.M("path.same-cost")
}

func (ans pathShown) sheet(ctx context.Context, lang string) (sheet, error) {
	s := sheet{header: pathColumns}
	s.addPath(1, ans.Path(), lang)
	if ans.runnerUp {
		second, err := ans.RunnerUp(ctx)
		if err != nil {
			return s, err
		}
		if second != nil {
			s.addPath(2, second.Path, lang)
		}
	}
	return s, nil
}
