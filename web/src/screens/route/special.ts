import type { RoutePathFragment } from '../../generated/graphql';

/** What is special about a route beside the best one, as a message's id. */
export type Special = 'only' | 'best' | 'gentler' | 'fewer' | 'family' | 'families' | 'less' | 'level' | 'another';

const families = (path: RoutePathFragment) => new Set(path.roles.map((r) => r.family?.code ?? r.code)).size;

const measures: [Special, (path: RoutePathFragment) => number][] = [
  ['gentler', (p) => p.totals.steepestClimb],
  ['fewer', (p) => p.totals.steps],
  ['family', (p) => (families(p) === 1 ? 0 : 1)],
  ['families', families],
  ['less', (p) => p.totals.newPoints ?? 0],
  ['level', (p) => p.totals.descent],
];

/**
 * Says of each route what it does better than the first, which is the best by the question's own measure.
 * A thing is said of the route that is best at it; what is left is another way.
 */
export function specials(paths: readonly RoutePathFragment[]): Special[] {
  const [best, ...others] = paths;
  if (!best) return [];
  if (!others.length) return ['only'];
  const said = new Map<RoutePathFragment, Special>();
  for (const [special, measure] of measures) {
    const better = others.filter((p) => !said.has(p) && measure(p) < measure(best));
    const [first] = better.sort((a, b) => measure(a) - measure(b));
    if (first) said.set(first, special);
  }
  return ['best', ...others.map((p) => said.get(p) ?? 'another')];
}
