package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noboru/graph"
)

// completeEnds completes roles and families for the first most arguments.
func (a *app) completeEnds(most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.completeRoles(cmd, prefix, strings.HasPrefix(prefix, familyPrefix[:min(len(prefix), len(familyPrefix))]))
	}
}

// completeRoles completes the last name of a list: codes, names as the booklet writes them
// ("SOC:オペレーター"), and what stands behind the colon where only one role has it; families where asked.
func (a *app) completeRoles(cmd *cobra.Command, typed string, families bool) ([]cobra.Completion, cobra.ShellCompDirective) {
	d, _, err := a.source().open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	before, prefix := "", typed
	if comma := strings.LastIndexByte(typed, ','); comma >= 0 {
		before, prefix = typed[:comma+1], typed[comma+1:]
	}
	names := newNames(d)
	var found []cobra.Completion
	for i, r := range d.Roles() {
		texts := []string{r.Code}
		if prefix != "" { // else every role would stand there several times
			texts = append(texts, r.Name.Ja, title(r.Name.Ja))
		}
		for _, text := range texts {
			if role, err := names.role(text, a.lang); !begins(text, prefix) || err != nil || role != i {
				continue
			}
			found = append(found, cobra.CompletionWithDesc(before+text, printable(r.Name.In(a.lang))))
			break
		}
	}
	if families {
		for _, f := range d.Families() {
			found = a.offer(found, typed, familyPrefix+f.Code, f.Name)
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// title is a role's name without its family.
func title(name string) string {
	_, after, _ := strings.Cut(name, ":")
	return after
}

// localiseCompletion says in the user's language what cobra says of its own command.
func (a *app) localiseCompletion(cmd *cobra.Command) {
	cmd.Short, cmd.Long = words.CompletionShort.In(a.lang), words.CompletionLong.In(a.lang)
	for _, shell := range cmd.Commands() {
		shell.Short = fmt.Sprintf(words.CompletionOf.In(a.lang), shell.Name())
		shell.Long = words.CompletionLong.In(a.lang)
		shell.InitDefaultHelpFlag()
		shell.Flags().VisitAll(func(f *pflag.Flag) {
			switch f.Name {
			case "help":
				f.Usage = words.FlagHelp.In(a.lang)
			case "no-descriptions":
				f.Usage = words.FlagNoDescriptions.In(a.lang)
			}
		})
	}
}

// begins says whether text begins with prefix in either case.
func begins(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

func (a *app) offer(found []cobra.Completion, prefix, code string, name graph.Name) []cobra.Completion {
	if begins(code, prefix) {
		found = append(found, cobra.CompletionWithDesc(code, printable(name.In(a.lang))))
	}
	return found
}

func (a *app) completeRoleFlag(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return a.completeRoles(cmd, prefix, false)
	})
}

func (a *app) completeFamilyFlag(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		d, _, err := a.source().open(cmd.Context())
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var found []cobra.Completion
		for _, f := range d.Families() {
			found = a.offer(found, prefix, f.Code, f.Name)
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	})
}

func (a *app) completeFixed(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}
