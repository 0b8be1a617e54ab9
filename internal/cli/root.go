package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/serving"
	"noboru/internal/words"
)

// command is one of noboru's.
type command struct {
	name   string
	of     func(*run) *cobra.Command
	stored bool // it is about what a store keeps
}

var commands = []command{
	{"path", (*run).pathCommand, false},
	{"paths", (*run).pathsCommand, false},
	{"frontier", (*run).frontierCommand, false},
	{"reach", (*run).reachCommand, false},
	{"door-openers", (*run).doorOpenersCommand, false},
	{"compare", (*run).compareCommand, false},
	{"map", (*run).mapCommand, false},
	{"role", (*run).roleCommand, false},
	{"roles", (*run).rolesCommand, false},
	{"families", (*run).familiesCommand, false},
	{"skills", (*run).skillsCommand, false},
	{"serve", (*run).serveCommand, false},
	{"health", (*run).healthCommand, false},
	{"config", (*run).configCommand, false},
	{"validate", (*run).validateCommand, false},
	{"init", (*run).initCommand, false},
	{"version", (*run).versionCommand, false},
	{"people", (*run).peopleCommand, false},
	{"profile", (*run).profileCommand, false},
	{"load", (*run).loadCommand, true},
	{"datasets", (*run).datasetsCommand, true},
	{"drop", (*run).dropCommand, true},
	{"export", (*run).exportCommand, true},
	{"verify", (*run).verifyCommand, true},
}

// asked are the commands that have to be made for a command line: the one that its first argument names, or all.
func asked(args []string) (list []command, alone bool) {
	for i := range commands {
		if len(args) > 0 && commands[i].name == args[0] {
			return commands[i : i+1], true
		}
	}
	return commands, false
}

// rootCommand is noboru for a command line. Making every command with its flags takes longer than a short answer.
func (r *run) rootCommand(args ...string) *cobra.Command {
	root := &cobra.Command{
		Use:                        "noboru",
		Short:                      r.say("help.root.short"),
		Long:                       r.say("help.root.long", "codes", exitCodeHelp(r.lang)),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return misuse("usage.unknown-command-near", "name", words.Name(args[0]), "near", near)
			}
			return misuse("usage.unknown-command", "name", words.Name(args[0]))
		},
		RunE:              r.runRoot,
		PersistentPreRunE: r.checkCommon,
	}
	root.SetFlagErrorFunc(r.flagError)
	root.SetHelpCommand(&cobra.Command{Use: "help [command]", Short: r.say("help.command.help.short"), RunE: func(cmd *cobra.Command, args []string) error {
		topic, rest, err := cmd.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return misuse("usage.unknown-command", "name", words.Name(strings.Join(args, " ")))
		}
		return topic.Help()
	}})
	flags := root.PersistentFlags()
	flags.StringVar(&r.source.File, "data", "", r.say("flag.data"))
	flags.StringVar(&r.neo4j, "neo4j", "", r.say("flag.neo4j"))
	flags.StringVar(&r.folder, "store", "", r.say("flag.store"))
	flags.StringVar(&r.source.Database, "database", "", r.say("flag.database"))
	flags.StringVar(&r.source.Dataset, "dataset", "", r.say("flag.dataset"))
	flags.DurationVar(&r.source.ReadTimeout, "read-timeout", serving.DefaultReadTimeout, r.say("flag.read-timeout"))
	r.reading.add(r, flags)
	flags.BoolVar(&r.json, "json", false, r.say("flag.json"))
	flags.BoolVar(&r.csv, "csv", false, r.say("flag.csv"))
	flags.StringVar(&r.output, "output", "", r.say("flag.output"))
	flags.BoolVar(&r.query, "query", false, r.say("flag.query"))
	flags.BoolP("help", "h", false, r.say("flag.help")) // else cobra would make one for each command, in English
	flags.StringVar(&r.colour, "color", "auto", r.say("flag.color"))
	flags.String("lang", r.lang, r.say("flag.lang"))
	flags.Lookup("lang").DefValue = "" // the text says where it comes from
	root.Flags().Bool("version", false, r.say("flag.version"))
	r.completeFixed(root, "lang", words.Languages[:]...)
	r.completeFixed(root, "color", colours...)
	list, alone := asked(args)
	for _, c := range list {
		cmd := c.of(r)
		if c.stored {
			cmd.PersistentFlags().BoolVar(&r.wait, "wait", false, r.say("flag.wait"))
		}
		root.AddCommand(cmd)
	}
	root.CompletionOptions.DisableDefaultCmd = alone
	r.localise(root)
	return root
}

// runRoot is noboru without a command.
func (r *run) runRoot(cmd *cobra.Command, _ []string) error {
	if version, err := cmd.Flags().GetBool("version"); err == nil && version {
		return r.runVersion(cmd.Context())
	}
	return cmd.Help()
}

var colours = []string{"auto", "always", "never"}

// checkCommon checks the flags that every command has.
func (r *run) checkCommon(cmd *cobra.Command, _ []string) error {
	if err := r.settle(cmd); err != nil {
		return err
	}
	given := func(list ...string) []string { return slices.DeleteFunc(list, func(s string) bool { return s == "" }) }
	flag := func(set bool, name string) string {
		if set {
			return name
		}
		return ""
	}
	if both := given(flag(r.json, "--json"), flag(r.csv, "--csv"), flag(r.query, "--query")); len(both) > 1 {
		return misuse("usage.not-together", "a", both[0], "b", both[1])
	}
	if err := r.checkOutput(); err != nil {
		return err
	}
	if len(given(r.source.File, r.neo4j, r.folder)) > 1 {
		return misuse("usage.one-source")
	}
	if r.neo4j != "" && !strings.Contains(r.neo4j, "://") {
		return misuse("store.not-a-uri") // it would be taken for a folder
	}
	if r.source.ReadTimeout <= 0 {
		return wrongValue("--read-timeout", r.source.ReadTimeout.String(), words.M("takes.duration"))
	}
	if !slices.Contains(colours, r.colour) {
		return wrongChoice("--color", r.colour, colours)
	}
	if lang, err := cmd.Flags().GetString("lang"); err == nil && !slices.Contains(words.Languages[:], lang) {
		return wrongChoice("--lang", lang, words.Languages[:])
	}
	reading, err := r.reading.options(cmd.Flags())
	if err != nil {
		return err
	}
	if r.reading.given(cmd.Flags()) && r.neo4j+r.folder != "" && cmd.Name() != "load" { // which reads files into the store
		return misuse("usage.reading-of-files")
	}
	r.source.Reading = reading
	r.source.Getenv = r.getenv
	r.source.Store = r.neo4j + r.folder // one of them
	return nil
}

// between checks the number of arguments, and names what is missing or too many.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		return checkArguments(argumentNames(cmd), args, least, most)
	}
}

func checkArguments(names, args []string, least, most int) error {
	switch {
	case len(args) < least:
		missing := names[len(args):min(least, len(names))]
		return misuse("usage.missing", "names", missing)
	case len(args) <= most:
		return nil
	case most == 0:
		return misuse("usage.no-arguments", "extra", typed(args))
	default:
		return misuse("usage.extra", "extra", typed(args[most:]), "names", names[:min(most, len(names))])
	}
}

// typed are arguments as they stand in a sentence.
func typed(args []string) []words.Name {
	list := make([]words.Name, len(args))
	for i, arg := range args {
		list[i] = words.Name(arg)
	}
	return list
}

// argumentNames are what the command's line calls its arguments: FROM and TO.
func argumentNames(cmd *cobra.Command) []string {
	line, _, _ := strings.Cut(cmd.Use, "|")
	names := strings.Fields(line)[1:]
	for i := range names {
		names[i] = strings.Trim(names[i], "[].")
	}
	return names
}

// command makes a command: its words are those of its name.
func (r *run) command(use, example string, args cobra.PositionalArgs, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	cmd := &cobra.Command{Use: use, Example: example, Args: args, RunE: do, ValidArgsFunction: cobra.NoFileCompletions}
	cmd.Short = r.say("help.command." + name + ".short")
	if id := "help.command." + name + ".long"; r.say(id) != id {
		cmd.Long = r.say(id)
	}
	return cmd
}
