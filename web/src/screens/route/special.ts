import type { RoutePathFragment } from '../../generated/graphql';
import { say, text } from '../../words/say';

/** What is special about a route beside the best one, as a message's id. */
type Special = 'only' | 'best' | 'gentler' | 'fewer' | 'family' | 'families' | 'less' | 'level' | 'another';

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

/** A title for each route, no two alike: what is special about it, or a role that no other route passes, or its number. */
export function titles(paths: readonly RoutePathFragment[]): string[] {
  return specials(paths).map((special, i) => {
    if (special !== 'another') return say(`page.card.${special}`);
    const elsewhere = new Set(paths.filter((_, j) => j !== i).flatMap((p) => p.roles.map((r) => r.code)));
    const own = paths[i]?.roles.find((r) => !elsewhere.has(r.code));
    return own ? say('page.card.anotherBy', { role: text(own.name) }) : say('page.card.another', { number: i + 1 });
  });
}
