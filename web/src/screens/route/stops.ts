import type { RoutePathFragment } from '../../generated/graphql';
import { say, text } from '../../words/say';

/** A place on a route: a role, or the person who sets out. */
export interface Stop {
  name: string;
  total: number;
}

/**
 * The places of a route from start to goal, one more than it has steps. A person's own profile is not among
 * the roles of a path; its total is what the first step leads away from.
 */
export function stops(path: Pick<RoutePathFragment, 'roles' | 'steps'>): Stop[] {
  const roles = path.roles.map((r) => ({ name: text(r.name), total: r.total }));
  const [first] = path.steps;
  if (roles.length > path.steps.length || !first || !roles[0]) return roles;
  return [{ name: say('page.profile.me'), total: roles[0].total - first.climb + first.drop }, ...roles];
}
