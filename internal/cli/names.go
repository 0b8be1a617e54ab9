package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"noboru/graph"
	"noboru/internal/rolesearch"
)

// familyPrefix marks a family where a role could stand.
const familyPrefix = "family:"

// maxCandidates is how many candidates a message lists.
const maxCandidates = 20

// candidate is what a name could mean.
type candidate struct {
	Code string  `json:"code"`
	Name nameDoc `json:"name"`
}

// nameError is a name that is unknown or could mean several things.
type nameError struct {
	Name       string
	Ambiguous  bool
	Candidates []candidate // what it could mean, or what is near
	lang       string
}

func (e *nameError) Error() string {
	var b strings.Builder
	switch {
	case e.Ambiguous:
		fmt.Fprintf(&b, words.Ambiguous.In(e.lang), e.Name)
	case len(e.Candidates) > 0:
		fmt.Fprintf(&b, words.UnknownNear.In(e.lang), e.Name)
	default:
		fmt.Fprintf(&b, words.UnknownName.In(e.lang), e.Name)
	}
	shown, width := e.Candidates[:min(len(e.Candidates), maxCandidates)], 0
	for _, c := range shown {
		width = max(width, displayWidth(c.Code))
	}
	for _, c := range shown {
		fmt.Fprintf(&b, "\n  %s  %s", pad(c.Code, width, false), printable(c.Name.in(e.lang)))
	}
	if more := len(e.Candidates) - len(shown); more > 0 {
		fmt.Fprintf(&b, "\n  "+words.AndMore.In(e.lang), more)
	}
	return b.String()
}

// brief is the message in one line.
func (e *nameError) brief() string {
	first, _, _ := strings.Cut(e.Error(), "\n")
	const most = 5
	var codes []string
	for _, c := range e.Candidates[:min(len(e.Candidates), most)] {
		codes = append(codes, c.Code)
	}
	if more := len(e.Candidates) - len(codes); more > 0 {
		codes = append(codes, fmt.Sprintf(words.AndMore.In(e.lang), more))
	}
	if len(codes) > 0 {
		first += " " + strings.Join(codes, ", ")
	}
	return first
}

// roleGroup turns what stands for FROM or TO into roles: a role, "family:CSIRT", or a list "a,b".
// A name with a comma in it is tried as a whole first.
func (s *session) roleGroup(text string) ([]int, error) {
	whole, err := s.roleOrFamily(text)
	if err == nil || !strings.Contains(text, ",") {
		return whole, err
	}
	var roles []int
	var faults []error
	for part := range strings.SplitSeq(text, ",") {
		some, err := s.roleOrFamily(strings.TrimSpace(part))
		roles, faults = append(roles, some...), append(faults, err)
	}
	if parts := errors.Join(faults...); parts != nil {
		var name *nameError
		if errors.As(err, &name) && name.Ambiguous {
			return nil, err
		}
		return nil, parts
	}
	return roles, nil
}

func (s *session) roleOrFamily(text string) ([]int, error) {
	if name, ok := strings.CutPrefix(text, familyPrefix); ok {
		family, err := s.names.family(strings.TrimSpace(name), s.lang)
		if err != nil {
			return nil, err
		}
		roles := s.data.RolesOf(family)
		if len(roles) == 0 {
			return nil, &nameError{Name: text, lang: s.lang}
		}
		return roles, nil
	}
	role, err := s.names.role(text, s.lang)
	if err != nil {
		return nil, err
	}
	return []int{role}, nil
}

// roleList resolves the values of a flag that can be repeated; each may be a list.
func (s *session) roleList(texts []string) ([]int, error) {
	var roles []int
	var faults []error
	for _, text := range texts {
		some, err := s.roleGroup(text)
		roles, faults = append(roles, some...), append(faults, err)
	}
	return roles, errors.Join(faults...)
}

// familyList resolves the values of a flag that can be repeated.
func (s *session) familyList(texts []string) ([]int, error) {
	var families []int
	var faults []error
	for _, text := range texts {
		f, err := s.names.family(strings.TrimPrefix(text, familyPrefix), s.lang)
		families, faults = append(families, f), append(faults, err)
	}
	return families, errors.Join(faults...)
}

// names finds roles, families and skills by what people call them.
type names struct {
	data  *graph.Dataset
	index *rolesearch.Index
}

func newNames(d *graph.Dataset) *names { return &names{d, rolesearch.New(d)} }

// role returns the one role that text means, or a *nameError.
func (n *names) role(text, lang string) (int, error) {
	role, err := n.index.Resolve(text)
	if err != nil {
		return -1, toNameError(err, lang, func(i int) candidate {
			r := n.data.Role(i)
			return candidate{r.Code, newName(r.Name.Text)}
		})
	}
	return role, nil
}

// family returns the one family that text means, or a *nameError.
func (n *names) family(text, lang string) (int, error) {
	family, err := n.index.ResolveFamily(text)
	if err != nil {
		return -1, toNameError(err, lang, func(i int) candidate {
			f := n.data.Families()[i]
			return candidate{familyPrefix + f.Code, newName(f.Name.Text)}
		})
	}
	return family, nil
}

// toNameError gives what rolesearch found wrong its names.
func toNameError(err error, lang string, of func(int) candidate) error {
	var ambiguous *rolesearch.AmbiguousError
	var unknown *rolesearch.UnknownError
	e := &nameError{lang: lang}
	var found []int
	switch {
	case errors.As(err, &ambiguous):
		e.Name, e.Ambiguous, found = ambiguous.Text, true, ambiguous.Candidates
	case errors.As(err, &unknown):
		e.Name, found = unknown.Text, unknown.Near
	default:
		return err
	}
	for _, i := range found {
		e.Candidates = append(e.Candidates, of(i))
	}
	return e
}

// skill returns the skill with this code or whole name, or a *nameError. Parts of names are not
// enough: a level given to the wrong skill would not be noticed.
func (n *names) skill(text, lang string) (int, error) {
	if i, ok := n.data.SkillByCode(strings.TrimSpace(text)); ok {
		return i, nil
	}
	folded := rolesearch.Fold(text)
	e := &nameError{Name: text, lang: lang}
	var found []int
	for i, k := range n.data.Skills() {
		names := []string{k.Code, k.Name.Ja, k.Name.En, k.Name.Kana}
		c := candidate{k.Code, newName(k.Name.Text)}
		switch {
		case folded != "" && slices.ContainsFunc(names, func(s string) bool { return rolesearch.Fold(s) == folded }):
			found = append(found, i)
		case folded != "" && slices.ContainsFunc(names, func(s string) bool { return strings.Contains(rolesearch.Fold(s), folded) }):
			e.Candidates = append(e.Candidates, c)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		e.Ambiguous, e.Candidates = true, nil
		for _, i := range found {
			k := n.data.Skills()[i]
			e.Candidates = append(e.Candidates, candidate{k.Code, newName(k.Name.Text)})
		}
	}
	return -1, e
}

// find lists the roles that text may mean, best first; all roles by code where text is empty.
func (n *names) find(text string) []int {
	var found []int
	if text == "" {
		for i := range n.data.Roles() {
			found = append(found, i)
		}
		return found
	}
	for _, m := range n.index.Find(text, 0) {
		found = append(found, m.Role)
	}
	return found
}
