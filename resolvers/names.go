package resolvers

import (
	"context"
	"errors"
	"fmt"

	"noboru/atlas"
	"noboru/graph"
	"noboru/resolvers/internal/view"
	"noboru/rolesearch"
)

// maxNameLength bounds texts that name or search something, in characters.
const maxNameLength = 200

// nameError is a name in a question that is not the name of one role. Questions answer it as data.
type nameError struct {
	field string
	text  string
	err   error // a *rolesearch.AmbiguousError or a *rolesearch.UnknownError
}

func (e *nameError) Error() string { return e.field + ": " + e.err.Error() }
func (e *nameError) Unwrap() error { return e.err }

// unknownRole shows err as an answer, if it is about a name; nil otherwise.
func unknownRole(e *atlas.Edition, err error) *view.UnknownRole {
	var name *nameError
	if !errors.As(err, &name) {
		return nil
	}
	s := view.Stamped{Edition: e}
	var ambiguous *rolesearch.AmbiguousError
	if errors.As(err, &ambiguous) {
		return view.NewUnknownRole(s, name.field, name.text, true, ambiguous.Candidates)
	}
	var unknown *rolesearch.UnknownError
	if errors.As(err, &unknown) {
		return view.NewUnknownRole(s, name.field, name.text, false, unknown.Near)
	}
	return nil
}

// names resolves what people call roles, families and skills in an edition.
type names struct{ edition *atlas.Edition }

func (n names) role(field, text string) (int, error) {
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	i, err := n.edition.Search.Resolve(text)
	if err != nil {
		return 0, &nameError{field, text, err}
	}
	return i, nil
}

func (n names) roles(ctx context.Context, field string, texts []string, most int) ([]int, error) {
	if err := checkLength(field, len(texts), most); err != nil {
		return nil, err
	}
	var roles []int
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("looking up names: %w", err)
		}
		role, err := n.role(fmt.Sprintf("%s[%d]", field, i), text)
		if err != nil {
			return nil, err
		}
		roles = append(roles, role)
	}
	return roles, nil
}

// family refuses a name that is not the name of one family: families are few and can be listed.
func (n names) family(field, text string) (int, error) {
	if err := checkText(field, text); err != nil {
		return 0, err
	}
	i, err := n.edition.Search.ResolveFamily(text)
	var ambiguous *rolesearch.AmbiguousError
	var unknown *rolesearch.UnknownError
	switch {
	case errors.As(err, &ambiguous):
		return 0, &graph.InputError{Field: field, Got: text, Want: fmt.Sprintf("one family; this could mean any of %v", ambiguous.Codes[:min(len(ambiguous.Codes), view.MaxCandidates)])}
	case errors.As(err, &unknown) && len(unknown.Codes) > 0:
		return 0, &graph.InputError{Field: field, Got: text, Want: fmt.Sprintf("a family; similar ones are %v", unknown.Codes)}
	case err != nil:
		return 0, &graph.InputError{Field: field, Got: text, Want: "a family of the dataset"}
	}
	return i, nil
}

func (n names) families(field string, texts []string, most int) ([]int, error) {
	if err := checkLength(field, len(texts), most); err != nil {
		return nil, err
	}
	var families []int
	for i, text := range texts {
		family, err := n.family(fmt.Sprintf("%s[%d]", field, i), text)
		if err != nil {
			return nil, err
		}
		families = append(families, family)
	}
	return families, nil
}

// skill takes a code or an id.
func (n names) skill(field, text string) (int, error) {
	d := n.edition.Dataset()
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
	return 0, &graph.InputError{Field: field, Got: text, Want: "the code or id of a skill of the dataset"}
}
