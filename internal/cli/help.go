package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usage writes how a command is called, in the user's language. cobra's own text measures and breaks
// Japanese by bytes, and says defaults in English.
func (r *run) usage(cmd *cobra.Command) error {
	p := r.page(cmd.OutOrStderr(), r.stdout)
	p.Title("help.usage")
	cmd.DisableFlagsInUseLine = true
	if cmd.Runnable() {
		line := "  " + cmd.UseLine()
		if cmd.HasAvailableFlags() {
			line += " " + r.say("help.any-flags")
		}
		p.Line(line)
	}
	if cmd.HasAvailableSubCommands() {
		p.Line("  " + cmd.CommandPath() + " " + r.say("help.any-command"))
	}
	if cmd.HasExample() {
		p.Line("")
		p.Title("help.examples")
		for _, line := range strings.Split(cmd.Example, "\n") {
			p.Line(line)
		}
	}
	if cmd.HasAvailableSubCommands() {
		p.Line("")
		p.Title("help.commands")
		var list [][2]string
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				list = append(list, [2]string{sub.Name(), sub.Short})
			}
		}
		p.Terms(list)
	}
	for _, group := range []struct {
		heading string
		flags   *pflag.FlagSet
	}{{"help.flags", cmd.LocalFlags()}, {"help.common-flags", cmd.InheritedFlags()}} {
		if group.flags.HasAvailableFlags() {
			p.Line("")
			p.Title(group.heading)
			p.Terms(r.flagTerms(group.flags))
		}
	}
	return p.Err
}

// flagTerms lists flags, each with what its value is called, and what they do.
func (r *run) flagTerms(flags *pflag.FlagSet) [][2]string {
	var list [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		term := "    --" + f.Name
		if f.Shorthand != "" {
			term = "-" + f.Shorthand + ", --" + f.Name
		}
		value, text := pflag.UnquoteUsage(f)
		if named := strings.Contains(f.Usage, "`"); !named && value != "" {
			value = r.say(kindOf(f.Value.Type()))
		}
		if value != "" {
			term += " " + value
		}
		switch f.DefValue {
		case "", "0", "0s", "false", "[]":
		default:
			text = r.say("help.default", "text", text, "value", f.DefValue)
		}
		list = append(list, [2]string{term, text})
	})
	return list
}

// kindOf says what a value of a type is.
func kindOf(kind string) string {
	switch {
	case kind == "duration":
		return "help.a-time"
	case strings.HasPrefix(kind, "string"):
		return "help.a-text"
	default:
		return "help.a-number"
	}
}

// localise puts the texts of cobra's own commands in the user's language.
func (r *run) localise(root *cobra.Command) {
	root.SetUsageFunc(r.usage)
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			r.localiseCompletion(cmd)
		}
	}
}
