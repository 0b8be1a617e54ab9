import type { RoutePathFragment } from '../../generated/graphql';

type Route = Pick<RoutePathFragment, 'totals'> & { roles: readonly { code: string; family: { code: string } | null }[] };

/** How many families a route passes; a role without one counts as its own. */
export const families = (route: Route) => new Set(route.roles.map((r) => r.family?.code ?? r.code)).size;

/** All by which routes are compared, less is better. */
const measures: readonly ((route: Route) => number)[] = [
  (r) => r.totals.steps, (r) => r.totals.steepestClimb, (r) => r.totals.newPoints ?? 0, (r) => r.totals.descent, families,
];

/**
 * Leaves out the routes that nothing recommends: another one before them is no worse by any measure, and each
 * of their roles is on a route that is kept. The first always stays, and so does the order.
 */
export function recommended<R extends Route>(routes: readonly R[]): R[] {
  const kept: R[] = [];
  for (const route of routes) {
    const beaten = kept.some((k) => measures.every((measure) => measure(k) <= measure(route)));
    const known = route.roles.every((r) => kept.some((k) => k.roles.some((other) => other.code === r.code)));
    if (!beaten || !known) kept.push(route);
  }
  return kept;
}
