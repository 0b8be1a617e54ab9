package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"noboru/graph"
	"noboru/internal/answer"
	"noboru/internal/rolesearch"
	"noboru/internal/terminal"
)

// completeEnds completes roles and families for the first most arguments.
func (r *run) completeEnds(most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return r.completeRoles(cmd, prefix, strings.HasPrefix(prefix, answer.FamilyPrefix[:min(len(prefix), len(answer.FamilyPrefix))]))
	}
}

// completeRoles completes the last name of a list: codes, names as the booklet writes them
// ("SOC:オペレーター"), and what stands behind the colon where only one role has it; families where asked.
func (r *run) completeRoles(cmd *cobra.Command, typed string, families bool) ([]cobra.Completion, cobra.ShellCompDirective) {
	d, err := r.complete(cmd)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	before, prefix := "", typed
	if comma := strings.LastIndexByte(typed, ','); comma >= 0 {
		before, prefix = typed[:comma+1], typed[comma+1:]
	}
	names := rolesearch.New(d)
	var found []cobra.Completion
	for i, role := range d.Roles() {
		texts := []string{role.Code}
		if prefix != "" { // else every role would stand there several times
			texts = append(texts, role.Name.Ja, untitled(role.Name.Ja))
		}
		for _, text := range texts {
			if found, err := names.Resolve(text); !begins(text, prefix) || err != nil || found != i {
				continue
			}
			found = append(found, cobra.CompletionWithDesc(before+text, terminal.Printable(role.Name.In(r.lang))))
			break
		}
	}
	if families {
		for _, f := range d.Families() {
			found = r.offer(found, typed, answer.FamilyPrefix+f.Code, f.Name)
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// untitled is a role's name without its family.
func untitled(name string) string {
	_, after, _ := strings.Cut(name, ":")
	return after
}

// localiseCompletion says in the user's language what cobra says of its own command.
func (r *run) localiseCompletion(cmd *cobra.Command) {
	cmd.Short, cmd.Long = r.say("help.command.completion.short"), r.say("help.command.completion.long")
	for _, shell := range cmd.Commands() {
		shell.Short = r.say("help.command.completion.of", "shell", shell.Name())
		shell.Long = r.say("help.command.completion.long")
		if f := shell.Flags().Lookup("no-descriptions"); f != nil {
			f.Usage = r.say("flag.no-descriptions")
		}
	}
}

// begins says whether text begins with prefix in either case.
func begins(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

func (r *run) offer(found []cobra.Completion, prefix, code string, name graph.Name) []cobra.Completion {
	if begins(code, prefix) {
		found = append(found, cobra.CompletionWithDesc(code, terminal.Printable(name.In(r.lang))))
	}
	return found
}

func (r *run) completeRoleFlag(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return r.completeRoles(cmd, prefix, false)
	})
}

func (r *run) completeFamilyFlag(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, prefix string) ([]cobra.Completion, cobra.ShellCompDirective) {
		d, err := r.complete(cmd)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var found []cobra.Completion
		for _, f := range d.Families() {
			found = r.offer(found, prefix, f.Code, f.Name)
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	})
}

func (r *run) completeFixed(cmd *cobra.Command, flag string, values ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// complete reads the dataset for a completion.
func (r *run) complete(cmd *cobra.Command) (*graph.Dataset, error) {
	if err := r.checkCommon(cmd, nil); err != nil {
		return nil, err
	}
	d, _, err := r.source.Read(cmd.Context())
	return d, err
}
