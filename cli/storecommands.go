package cli

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"noboru/graph/neo4jstore"
	"noboru/loader"
	"noboru/store"
)

func (a *app) loadCommand() *cobra.Command {
	return &cobra.Command{
		Use: "load FILE...", Short: words.LoadShort.In(a.lang), Long: words.LoadLong.In(a.lang),
		Example: "  noboru load roles.csv --neo4j neo4j://127.0.0.1:7687",
		Args:    a.between(1, 1000),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx, a.neo4j.uri)
			if err != nil {
				return err
			}
			defer s.Close(ctx) //nolint:errcheck // what was saved is saved
			for _, path := range args {
				d, _, err := fileSource(path).open(ctx)
				if err != nil {
					return err
				}
				saved, err := s.SaveWith(ctx, d, neo4jstore.SaveOptions{Progress: a.loadProgress()})
				if err != nil {
					return err
				}
				a.saved(d.Name(), saved)
			}
			return nil
		},
	}
}

// loadProgress says each stage once on stderr.
func (a *app) loadProgress() func(neo4jstore.Progress) {
	var stage neo4jstore.Stage
	return func(p neo4jstore.Progress) {
		if p.Stage != stage {
			stage = p.Stage
			fmt.Fprintf(a.stderr, "%s ...\n", stage) //nolint:errcheck // progress is a courtesy
		}
	}
}

func (a *app) saved(name string, saved store.Saved) {
	switch {
	case saved.Unchanged:
		fmt.Fprintf(a.stdout, words.LoadUnchanged.In(a.lang)+"\n", name, saved.Version.Short()) //nolint:errcheck // nowhere left to say it
	case saved.Previous != "":
		fmt.Fprintf(a.stdout, words.LoadReplaced.In(a.lang)+"\n", name, saved.Version.Short(), saved.Previous.Short()) //nolint:errcheck // as above
	default:
		fmt.Fprintf(a.stdout, words.LoadNew.In(a.lang)+"\n", name, saved.Version.Short()) //nolint:errcheck // as above
	}
}

func (a *app) datasetsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "datasets", Short: words.DatasetsShort.In(a.lang), Args: a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx, a.neo4j.uri)
			if err != nil {
				return err
			}
			defer s.Close(ctx) //nolint:errcheck // it was only read
			list, err := s.List(ctx)
			if err != nil {
				return err
			}
			for _, i := range list {
				fmt.Fprintf(a.stdout, "%s\t%s\t%d roles\t%s edges\t%s >= %v\t%s\n", i.Name, i.Version.Short(), i.Roles, strconv.Itoa(i.Edges), i.Measure, i.Threshold, i.LoadedAt.UTC().Format(time.RFC3339)) //nolint:errcheck // as above
			}
			return nil
		},
	}
}

func (a *app) dropCommand() *cobra.Command {
	return &cobra.Command{
		Use: "drop NAME", Short: words.DropShort.In(a.lang), Args: a.between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx, a.neo4j.uri)
			if err != nil {
				return err
			}
			defer s.Close(ctx) //nolint:errcheck // what was dropped is dropped
			return s.Drop(ctx, args[0])
		},
	}
}

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "export NAME DIR", Short: words.ExportShort.In(a.lang), Args: a.between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, _, err := neo4jSource{a, neo4jFlags{a.neo4j.uri, args[0]}}.open(cmd.Context())
			if err != nil {
				return err
			}
			return loader.Write(cmd.Context(), args[1], d)
		},
	}
}

func (a *app) verifyCommand() *cobra.Command {
	var questions int
	var seed uint64
	cmd := &cobra.Command{
		Use: "verify [NAME]", Short: words.VerifyShort.In(a.lang), Args: a.between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			s, err := a.openStore(ctx, a.neo4j.uri)
			if err != nil {
				return err
			}
			defer s.Close(ctx) //nolint:errcheck // it was only read
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			if name, err = a.onlyDataset(ctx, s, name); err != nil {
				return err
			}
			v, err := s.Verify(ctx, name, neo4jstore.VerifyOptions{Questions: questions, Seed: seed})
			if err != nil {
				return err
			}
			if v.First != nil {
				return fmt.Errorf(words.VerifyDiffers.In(a.lang), name, v.Differences, v.First)
			}
			fmt.Fprintf(a.stdout, words.VerifyWhole.In(a.lang)+"\n", name, v.Version.Short(), v.Nodes, v.Relationships, v.Questions) //nolint:errcheck // as above
			return nil
		},
	}
	cmd.Flags().IntVar(&questions, "questions", 20, words.FlagQuestions.In(a.lang))
	cmd.Flags().Uint64Var(&seed, "seed", 1, words.FlagSeed.In(a.lang))
	return cmd
}
