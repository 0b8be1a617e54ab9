package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noboru/internal/answer"
	"noboru/internal/words"
	"noboru/loader"
)

// goalFlags say which roles people are to get to.
type goalFlags struct {
	to           []string
	file         string
	family, text string
}

func (f *goalFlags) add(r *run, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.to, "to", nil, r.say("flag.goal-to"))
	flags.StringVar(&f.file, "to-file", "", r.say("flag.goal-file"))
	flags.StringVar(&f.family, "to-family", "", r.say("flag.goal-family"))
	flags.StringVar(&f.text, "to-text", "", r.say("flag.goal-text"))
	r.completeRoleFlag(cmd, "to")
	r.completeFamilyFlag(cmd, "to-family")
}

// goal is where someone is to get to: a role, any of several, or any of a family.
type goal struct {
	text string // as it was typed, or a role's code
	name any    // how a sentence calls it
	to   answer.EndpointInput
}

// goals are all that the flags name, each once, in their order. None is not an error: the people may
// have their own.
func (s *session) goals(f *goalFlags) ([]goal, error) {
	texts := slices.Clone(f.to)
	if f.file != "" {
		listed, err := s.readGoals(f.file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, listed...)
	}
	if f.family != "" || f.text != "" {
		found, err := s.rolesWith(f.family, f.text)
		if err != nil {
			return nil, err
		}
		texts = append(texts, found...)
	}
	var list []goal
	for _, text := range texts {
		g, err := s.goal(text)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(o goal) bool { return o.text == g.text }) {
			list = append(list, g)
		}
	}
	return list, nil
}

// goal reads where someone is to get to. A single role is known by its code from here on.
func (s *session) goal(text string) (goal, error) {
	to := s.asker.Ends(strings.TrimSpace(text))
	if to.Role == nil {
		return goal{text, s.startName(answer.StartInput{Roles: to.Roles, Family: to.Family}), to}, nil
	}
	found, err := s.asker.FindRole("to", *to.Role)
	if err != nil {
		return goal{}, err
	}
	role, ok := found.(answer.Role)
	if !ok {
		return goal{}, unknown(found.(answer.Unknown))
	}
	code := role.Code()
	return goal{code, role.Name(), answer.EndpointInput{Role: &code}}, nil
}

// readGoals reads a table of goals: the column headed as one, or else the first.
func (s *session) readGoals(path string) ([]string, error) {
	raw, err := s.readInput(path, maxPairsBytes)
	if err != nil {
		return nil, err
	}
	headers := slices.Concat(loader.ToHeaders, loader.FromHeaders, []string{"code", "role code", "コード", "職種コード"})
	sheet, err := readSheet(path, raw, headers)
	if fault := (*faultError)(nil); errors.As(err, &fault) {
		return nil, badFile(path, fault.message)
	}
	if err != nil {
		return nil, err
	}
	column := max(0, sheet.Column(headers...))
	var list []string
	for _, row := range sheet.Rows {
		if text := strings.TrimSpace(row.Cell(column)); text != "" {
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		return nil, badFile(path, words.M("file.no-goals"))
	}
	return list, nil
}

// rolesWith lists the codes of the roles of a family, or with a text in their name, or both, as the command
// roles finds them.
func (s *session) rolesWith(family, text string) ([]string, error) {
	filter := &answer.RoleFilter{}
	if family != "" {
		filter.Families = []string{family}
	}
	if text != "" {
		filter.Text = &text
	}
	var list []string
	most := int32(answer.MaxPage)
	page := answer.PageArgs{First: &most}
	for {
		found, err := s.asker.Roles(filter, nil, page)
		if err != nil {
			return nil, err
		}
		for _, role := range found.Nodes() {
			list = append(list, role.Code())
		}
		info := found.PageInfo
		if !info.HasNextPage {
			break
		}
		page.After = info.EndCursor
	}
	if len(list) == 0 {
		return nil, &nameError{words.M("roles.none", "text", words.Name(strings.TrimSpace(family+" "+text))), false}
	}
	return list, nil
}
