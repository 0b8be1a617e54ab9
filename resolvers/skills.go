package resolvers

import (
	"context"

	"noboru/internal/answer"
)

// Skills lists the skills.
func (r *queryResolver) Skills(ctx context.Context) ([]answer.Skill, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return answer.Skills(answer.Stamped(a)), nil
}

// SkillGroups lists the skill groups.
func (r *queryResolver) SkillGroups(ctx context.Context) ([]answer.SkillGroup, error) {
	a, err := asker(ctx)
	if err != nil {
		return nil, err
	}
	return answer.SkillGroups(answer.Stamped(a)), nil
}
