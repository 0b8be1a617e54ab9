package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/serving"
)

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "noboru",
		Short:         words.RootShort.In(a.lang),
		Long:          fmt.Sprintf(words.RootLong.In(a.lang), exitCodeHelp(a.lang)),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return misuse(words.UnknownCommandNear.In(a.lang), args[0], strings.Join(near, ", "))
			}
			return misuse(words.UnknownCommand.In(a.lang), args[0])
		},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: a.checkCommon,
	}
	root.SetFlagErrorFunc(a.flagError)
	root.SetUsageTemplate(usageTemplate(a.lang))
	root.SetHelpCommand(&cobra.Command{Use: "help [command]", Short: words.HelpShort.In(a.lang), RunE: func(cmd *cobra.Command, args []string) error {
		topic, _, err := cmd.Root().Find(args)
		if err != nil {
			return misuse("%w", err)
		}
		topic.InitDefaultHelpFlag()
		return topic.Help()
	}})
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", "", words.FlagData.In(a.lang))
	flags.StringVar(&a.store.uri, "neo4j", "", words.FlagNeo4j.In(a.lang))
	flags.StringVar(&a.store.folder, "store", "", words.FlagStore.In(a.lang))
	flags.StringVar(&a.store.dataset, "dataset", "", words.FlagDataset.In(a.lang))
	flags.DurationVar(&a.readTimeout, "read-timeout", serving.DefaultReadTimeout, words.FlagReadTimeout.In(a.lang))
	flags.BoolVar(&a.json, "json", false, words.FlagJSON.In(a.lang))
	flags.BoolVar(&a.csv, "csv", false, words.FlagCSV.In(a.lang))
	flags.String("lang", a.lang, words.FlagLang.In(a.lang))
	flags.Lookup("lang").DefValue = "" // the text says where it comes from
	_ = root.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"ja", "en"}, cobra.ShellCompDirectiveNoFileComp))
	root.AddCommand(
		a.pathCommand(), a.pathsCommand(), a.frontierCommand(), a.reachCommand(), a.openersCommand(),
		a.compareCommand(), a.mapCommand(), a.rolesCommand(), a.familiesCommand(), a.skillsCommand(),
		a.serveCommand(), a.validateCommand(), a.versionCommand(), a.jsonTopic(),
		a.loadCommand(), a.datasetsCommand(), a.dropCommand(), a.exportCommand(), a.verifyCommand(),
	)
	a.localise(root)
	return root
}

// checkCommon checks the flags that every command has.
func (a *app) checkCommon(cmd *cobra.Command, _ []string) error {
	if a.json && a.csv {
		return misuse("%s", words.JSONOrCSV.In(a.lang))
	}
	if several := slices.DeleteFunc([]string{a.data, a.store.uri, a.store.folder}, func(s string) bool { return s == "" }); len(several) > 1 {
		return misuse("%s", words.OneSource.In(a.lang))
	}
	if a.readTimeout <= 0 {
		return misuse(words.GotWant.In(a.lang), "--read-timeout", a.readTimeout, "> 0")
	}
	if lang, err := cmd.Flags().GetString("lang"); err == nil && lang != "ja" && lang != "en" {
		return misuse(words.GotWant.In(a.lang), "--lang", lang, "ja, en")
	}
	return nil
}

// between checks the number of arguments.
func (a *app) between(least, most int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return misuse(words.ArgumentCount.In(a.lang), countRange(least, most), len(args))
		}
		return nil
	}
}

func countRange(least, most int) string {
	if least == most {
		return fmt.Sprint(least)
	}
	return fmt.Sprintf("%d-%d", least, most)
}

// localise puts the texts of cobra's own commands and flags in the user's language. Flags print
// their default by themselves.
func (a *app) localise(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		cmd.InitDefaultHelpFlag()
		if f := cmd.Flags().Lookup("help"); f != nil {
			f.Usage = words.FlagHelp.In(a.lang)
		}
		if cmd.Name() == "completion" {
			a.localiseCompletion(cmd)
		}
	}
	root.InitDefaultHelpFlag()
	root.Flags().Lookup("help").Usage = words.FlagHelp.In(a.lang)
}

// usageTemplate is cobra's, with headings from the catalogue.
func usageTemplate(lang string) string {
	return strings.NewReplacer(
		"USAGE", words.HeadUsage.In(lang), "EXAMPLES", words.HeadExamples.In(lang), "COMMANDS", words.HeadCommands.In(lang),
		"TOPICS", words.HeadTopics.In(lang), "COMMONFLAGS", words.HeadCommonFlags.In(lang), "FLAGS", words.HeadFlags.In(lang),
	).Replace(`USAGE:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

EXAMPLES:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

COMMANDS:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

FLAGS:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

COMMONFLAGS:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasHelpSubCommands}}

TOPICS:{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}
`)
}
