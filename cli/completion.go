package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
)

// completeEnds completes role codes and families for the first most arguments.
func (a *app) completeEnds(most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.completeRoles(cmd, prefix, strings.HasPrefix(prefix, "f"))
	}
}

// completeRoles lists the codes that begin with prefix, each with its name; families where asked.
func (a *app) completeRoles(cmd *cobra.Command, prefix string, families bool) ([]cobra.Completion, cobra.ShellCompDirective) {
	d, _, err := a.source().open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var found []cobra.Completion
	for _, r := range d.Roles() {
		found = a.offer(found, prefix, r.Code, r.Name)
	}
	if families {
		for _, f := range d.Families() {
			found = a.offer(found, prefix, familyPrefix+f.Code, f.Name)
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) offer(found []cobra.Completion, prefix, code string, name graph.Name) []cobra.Completion {
	if len(code) >= len(prefix) && strings.EqualFold(code[:len(prefix)], prefix) {
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
