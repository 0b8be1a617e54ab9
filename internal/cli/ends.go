package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
)

// ends are the arguments that say where a question starts and ends: FROM TO, or TO alone where a profile
// stands in for FROM; ROLE, or nothing.
type ends struct{ profile profileFlags }

func (e *ends) add(r *run, cmd *cobra.Command) {
	e.profile.add(r, cmd)
}

// args checks for most arguments, one less with a profile.
func (e *ends) args(most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if e.profile.file != "" {
			if len(args) == most {
				return misuse("usage.profile-is-start")
			}
			return checkArguments(argumentNames(cmd)[1:], args, most-1, most-1)
		}
		return between(most, most)(cmd, args)
	}
}

// start is FROM or the profile, and to is the last argument.
func (e *ends) start(s *session, args []string) (answer.StartInput, error) {
	if e.profile.file != "" {
		p, err := s.readProfile(&e.profile)
		return answer.StartInput{Profile: p}, err
	}
	in := s.asker.Ends(args[0])
	return answer.StartInput{Role: in.Role, Roles: in.Roles, Family: in.Family}, nil
}

// standing is one role or the profile.
func (e *ends) standing(s *session, args []string) (answer.RoleOrProfileInput, error) {
	if e.profile.file != "" {
		p, err := s.readProfile(&e.profile)
		return answer.RoleOrProfileInput{Profile: p}, err
	}
	return answer.RoleOrProfileInput{Role: &args[0]}, nil
}

// pathInput is a question for a path.
func (s *session) pathInput(e *ends, f *objectiveFlags, args []string) (answer.PathInput, error) {
	objective, wrong := chosen("--objective", f.objective, objectives)
	limits, err := f.input(s.asker)
	if err := errors.Join(wrong, err); err != nil {
		return answer.PathInput{}, err
	}
	from, err := e.start(s, args)
	return answer.PathInput{From: from, To: s.asker.Ends(args[len(args)-1]), Objective: objective, Limits: limits}, err
}
