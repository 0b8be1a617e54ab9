package resolvers

import (
	"context"

	"noboru/resolvers/internal/view"
)

// Skills lists the skills.
func (r *queryResolver) Skills(ctx context.Context) ([]view.Skill, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	return view.Skills(s), nil
}

// SkillGroups lists the skill groups.
func (r *queryResolver) SkillGroups(ctx context.Context) ([]view.SkillGroup, error) {
	s, err := stamped(ctx)
	if err != nil {
		return nil, err
	}
	return view.SkillGroups(s), nil
}
