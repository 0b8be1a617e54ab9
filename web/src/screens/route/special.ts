import type { RoutePathFragment } from '../../generated/graphql';
import { say, text } from '../../words/say';
import { families } from './recommended';

/** What is special about a route beside the best one, as a message's id. */
type Special = 'only' | 'best' | 'gentler' | 'fewer' | 'family' | 'families' | 'less' | 'level' | 'another';

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
function specials(paths: readonly RoutePathFragment[]): Special[] {
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

/**
 * A title for each route, no two alike: what is special about it, or a role that it passes and the best does
 * not, one that no other route passes first of all, or else its number.
 */
export function titles(paths: readonly RoutePathFragment[]): string[] {
  const said: string[] = [];
  specials(paths).forEach((special, i) => {
    if (special !== 'another') return said.push(say(`page.card.${special}`));
    const passes = (p: RoutePathFragment | undefined, code: string) => p?.roles.some((r) => r.code === code) ?? false;
    const own = (paths[i]?.roles ?? []).filter((r) => !passes(paths[0], r.code));
    const alone = own.filter((r) => paths.filter((p) => passes(p, r.code)).length === 1);
    const by = [...alone, ...own].map((role) => say('page.card.anotherBy', { role: text(role.name) }));
    return said.push(by.find((title) => !said.includes(title)) ?? say('page.card.another', { number: i + 1 }));
  });
  return said;
}
