package answer

import "strings"

// Shorthand is how people write the ends of a path in one text: a role, "family:CSIRT", or a list "a,b" of
// both. What a name means is left to the question.

// FamilyPrefix marks a family where a role could stand.
const FamilyPrefix = "family:"

// Ends reads where a path starts or ends. A name with a comma in it is tried as a whole first.
func (a Asker) Ends(text string) EndpointInput {
	if family, ok := strings.CutPrefix(text, FamilyPrefix); ok && !strings.Contains(text, ",") {
		family = strings.TrimSpace(family)
		return EndpointInput{Family: &family}
	}
	if roles := a.RoleNames([]string{text}); len(roles) != 1 {
		return EndpointInput{Roles: roles}
	}
	return EndpointInput{Role: &text}
}

// RoleNames takes lists apart, and puts a family's roles in its place.
func (a Asker) RoleNames(texts []string) []string {
	var names []string
	for _, text := range texts {
		for _, part := range a.parts(text) {
			family, isFamily := strings.CutPrefix(part, FamilyPrefix)
			if !isFamily {
				names = append(names, part)
				continue
			}
			i, err := a.Snapshot.Search().ResolveFamily(strings.TrimSpace(family))
			if err != nil {
				names = append(names, part)
				continue
			}
			for _, role := range a.Snapshot.Dataset().RolesOf(i) {
				names = append(names, a.Snapshot.Dataset().Role(role).Code)
			}
		}
	}
	return names
}

// Avoided sorts what is to be avoided into roles and families.
func (a Asker) Avoided(texts, families []string) (roles, familyNames []string) {
	for _, text := range texts {
		for _, part := range a.parts(text) {
			if family, ok := strings.CutPrefix(part, FamilyPrefix); ok {
				familyNames = append(familyNames, strings.TrimSpace(family))
			} else {
				roles = append(roles, part)
			}
		}
	}
	for _, family := range families {
		familyNames = append(familyNames, strings.TrimSpace(strings.TrimPrefix(family, FamilyPrefix)))
	}
	return roles, familyNames
}

// parts are the names in a list; one where the text as a whole is a role.
func (a Asker) parts(text string) []string {
	if !strings.Contains(text, ",") {
		return []string{text}
	}
	if _, err := a.Snapshot.Search().Resolve(text); err == nil {
		return []string{text}
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return parts
}
