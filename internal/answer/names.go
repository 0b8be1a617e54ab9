package answer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"noboru/graph"
	"noboru/internal/rolesearch"
)

// maxNameLength bounds texts that name or search something, in characters.
const maxNameLength = 200

// nameError is a name in a question that is not the name of one role, or of one family. Questions
// answer it as data.
type nameError struct {
	field  string
	text   string
	family bool
	err    error // a *rolesearch.AmbiguousError or a *rolesearch.UnknownError
}

func (e *nameError) Error() string { return e.field + ": " + e.err.Error() }
func (e *nameError) Unwrap() error { return e.err }

// unknown shows err as an answer, if it is about a name; nil otherwise.
func (a Asker) unknown(err error) Unknown {
	var name *nameError
	if !errors.As(err, &name) {
		return nil
	}
	var near []int
	ambiguous, unknown := (*rolesearch.AmbiguousError)(nil), (*rolesearch.UnknownError)(nil)
	switch {
	case errors.As(err, &ambiguous):
		near = ambiguous.Candidates
	case errors.As(err, &unknown):
		near = unknown.Near
	}
	s := a.stamped()
	if name.family {
		return NewUnknownFamily(s, name.field, name.text, ambiguous != nil, near)
	}
	return NewUnknownRole(s, name.field, name.text, ambiguous != nil, near)
}

func (a Asker) role(field, text string) (int, error) {
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	i, err := a.Snapshot.Search().Resolve(text)
	if err != nil {
		return 0, &nameError{field: field, text: text, err: err}
	}
	return i, nil
}

func (a Asker) roles(ctx context.Context, field string, texts []string, most int) ([]int, error) {
	if err := checkLength(field, len(texts), most); err != nil {
		return nil, err
	}
	var roles []int
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("looking up names: %w", err)
		}
		role, err := a.role(fmt.Sprintf("%s[%d]", field, i), text)
		if err != nil {
			return nil, err
		}
		roles = append(roles, role)
	}
	return roles, nil
}

func (a Asker) family(field, text string) (int, error) {
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	i, err := a.Snapshot.Search().ResolveFamily(text)
	if err != nil {
		return 0, &nameError{field: field, text: text, family: true, err: err}
	}
	return i, nil
}

// refused turns a name that is wrong into a refusal, where the answer has no place for it.
func refused(err error) error {
	var name *nameError
	if !errors.As(err, &name) {
		return err
	}
	code := "role"
	if name.family {
		code = "family"
	}
	ambiguous, unknown := (*rolesearch.AmbiguousError)(nil), (*rolesearch.UnknownError)(nil)
	switch {
	case errors.As(err, &ambiguous):
		return graph.Invalid(name.field, name.text, code+"-of", "choices", ambiguous.Codes)
	case errors.As(err, &unknown) && len(unknown.Codes) > 0:
		return graph.Invalid(name.field, name.text, code+"-like", "choices", unknown.Codes)
	}
	return graph.Invalid(name.field, name.text, code)
}

func (a Asker) families(field string, texts []string, most int) ([]int, error) {
	if err := checkLength(field, len(texts), most); err != nil {
		return nil, err
	}
	var families []int
	for i, text := range texts {
		family, err := a.family(fmt.Sprintf("%s[%d]", field, i), text)
		if err != nil {
			return nil, err
		}
		families = append(families, family)
	}
	return families, nil
}

// FindRole finds the role that people mean by a text: a Role, or an *UnknownRole.
func (a Asker) FindRole(field, text string) (any, error) {
	i, err := a.role(field, text)
	if err != nil {
		if answer := a.unknown(err); answer != nil {
			return answer, nil
		}
		return nil, err
	}
	return Role{a.stamped(), i}, nil
}

// Skill finds the skill with this code, id or whole name. Parts of names are not enough: a level given to
// the wrong skill would not be noticed. Where ok is false, near are skills whose names the text is part of,
// or that have it in common.
func (a Asker) Skill(text string) (skill int, near []int, ok bool) {
	text = strings.TrimSpace(text)
	if i, ok := a.Snapshot.Dataset().SkillByCode(text); ok {
		return i, nil, true
	}
	folded := rolesearch.Fold(text)
	var whole []int
	for i, k := range a.Snapshot.Dataset().Skills() {
		if k.ID == text {
			return i, nil, true
		}
		names := []string{k.Code, k.Name.Ja, k.Name.En, k.Name.Kana}
		switch {
		case folded == "":
		case slices.ContainsFunc(names, func(s string) bool { return rolesearch.Fold(s) == folded }):
			whole = append(whole, i)
		case slices.ContainsFunc(names, func(s string) bool { return strings.Contains(rolesearch.Fold(s), folded) }):
			near = append(near, i)
		}
	}
	switch len(whole) {
	case 0:
		return 0, near, false
	case 1:
		return whole[0], nil, true
	default:
		return 0, whole, false
	}
}

// skill takes a code, an id or a whole name.
func (a Asker) skill(field, text string) (int, error) {
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	if i, _, ok := a.Skill(text); ok {
		return i, nil
	}
	return 0, graph.Invalid(field, text, "skill")
}
