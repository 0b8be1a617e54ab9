package answer

import (
	"context"
	"errors"
	"fmt"

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
	i, err := a.Snapshot.Search.Resolve(text)
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
	i, err := a.Snapshot.Search.ResolveFamily(text)
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

// skill takes a code or an id.
func (a Asker) skill(field, text string) (int, error) {
	d := a.Snapshot.Dataset()
	if i, ok := d.SkillByCode(text); ok {
		return i, nil
	}
	for i, k := range d.Skills() {
		if k.ID == text {
			return i, nil
		}
	}
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	return 0, graph.Invalid(field, text, "skill")
}
