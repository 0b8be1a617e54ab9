package cli

import (
	"strconv"

	"github.com/spf13/cobra"
)

// pathsFlags are the flags of paths alone.
type pathsFlags struct {
	questionFlags
	details    detailFlags
	k          int
	maxOverlap string
	pairs      string
}

func (a *app) pathsCommand() *cobra.Command {
	f := &pathsFlags{}
	cmd := &cobra.Command{
		Use: "paths FROM TO | --pairs FILE", Short: words.PathsShort.In(a.lang), Long: words.PathsLong.In(a.lang),
		Example: "  noboru paths SOC-OPERATOR CSIRT-ANALYST -k 5 --max-overlap 0.5\n  noboru paths --pairs pairs.csv --json > answers.jsonl",
		Args: func(cmd *cobra.Command, args []string) error {
			if f.pairs == "" {
				return a.endsArgs(&f.limitFlags)(cmd, args)
			}
			if len(args) > 0 {
				return misuse("%s", words.PairsWithArgs.In(a.lang))
			}
			for _, flag := range []string{"profile", "max-overlap", "k", "explain", "stability", "seed"} {
				if cmd.Flags().Changed(flag) {
					return misuse(words.PairsWithProfile.In(a.lang), map[bool]string{true: "-k", false: "--" + flag}[flag == "k"])
				}
			}
			return nil
		},
		ValidArgsFunction: a.completeEnds(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.pairs != "" {
				return a.runPairs(cmd, f)
			}
			return a.runPaths(cmd, f, args)
		},
	}
	f.add(a, cmd, noMaxSteps)
	f.details.add(a, cmd)
	flags := cmd.Flags()
	flags.IntVarP(&f.k, "k", "k", 3, words.FlagK.In(a.lang))
	flags.StringVar(&f.maxOverlap, "max-overlap", "", words.FlagMaxOverlap.In(a.lang))
	flags.StringVar(&f.pairs, "pairs", "", words.FlagPairs.In(a.lang))
	return cmd
}

// pathsAnswer is the answer of paths: best first.
type pathsAnswer struct {
	header
	Question questionDoc `json:"question"`
	K        int         `json:"k"`
	Paths    []*pathDoc  `json:"paths"`
	Complete bool        `json:"complete"` // false where the search was given up after so many candidates
	Examined int         `json:"examined"`
	NoPath   *refusalDoc `json:"noPath"`

	explain bool
}

func (a *app) runPaths(cmd *cobra.Command, f *pathsFlags, args []string) error {
	if f.k < 1 || f.k > 10 {
		return misuse(words.GotWant.In(a.lang), "-k", strconv.Itoa(f.k), "1-10")
	}
	var overlap *float64
	if f.maxOverlap != "" {
		x, err := decimal(f.maxOverlap)
		if err != nil || x > 1 {
			return misuse(words.GotWant.In(a.lang), "--max-overlap", f.maxOverlap, "0-1")
		}
		overlap = &x
	}
	if err := f.details.check(a, cmd); err != nil {
		return err
	}
	s, err := a.open(cmd.Context())
	if err != nil {
		return err
	}
	q, err := s.question(&f.questionFlags, args)
	if err != nil {
		return err
	}
	found, err := s.planner.Alternatives(cmd.Context(), q, f.k, overlap)
	if err != nil {
		return err
	}
	ans := &pathsAnswer{header: s.header(), Question: s.questionDoc(q, args), K: f.k, Paths: make([]*pathDoc, 0, len(found.Paths)), Complete: found.Complete, Examined: found.Examined, explain: f.details.explain}
	if len(found.Paths) == 0 {
		return s.showNoPath(cmd.Context(), q, ans, &ans.NoPath)
	}
	for _, path := range found.Paths {
		doc := s.path(path, q.Profile, q.ClimbBy, f.details.explain)
		if f.details.stability > 0 {
			if doc.Stability, err = s.stability(cmd.Context(), path, q.Profile, f.details.stability, f.details.seed); err != nil {
				return err
			}
		}
		ans.Paths = append(ans.Paths, doc)
	}
	return a.show(ans)
}

func (ans *pathsAnswer) text(p *page) {
	q := ans.Question
	if ans.NoPath != nil {
		ans.NoPath.text(p, q, ans.Dataset)
		return
	}
	p.say(words.PathTitle, q.From.label(p.lang), q.To.label(p.lang), objectiveName(q.Objective).In(p.lang))
	q.From.caveats(p)
	for i, path := range ans.Paths {
		p.line("")
		p.say(words.Alternative, i+1)
		path.table(p)
		path.costs(p, q)
		if ans.explain {
			path.explanation(p)
		}
		if path.Stability != nil {
			path.Stability.text(p)
		}
	}
	if !ans.Complete {
		p.line("")
		p.say(words.AlternativesIncomplete, ans.Examined)
	} else if len(ans.Paths) < ans.K {
		p.line("")
		p.say(words.FewerAlternatives, len(ans.Paths))
	}
}

func (ans *pathsAnswer) sheet(lang string) sheet {
	s := sheet{header: pathColumns}
	for i, path := range ans.Paths {
		s.rows = append(s.rows, path.rows(i+1, lang)...)
	}
	return s
}
