// The maps of every role, fetched in batches and named from one list of roles.
import { ask } from '../../api/ask';
import { everyRole } from '../../api/everyRole';
import { BookletMapsDocument, type NamedFragment } from '../../generated/graphql';

export interface BookletMap {
  base: NamedFragment;
  correlates: { role: NamedFragment; correlation: number }[];
  /** How many correlates there are; those listed are the strongest. */
  count: number;
}

const batch = { maps: 25, correlates: 90 };

/** What the server is asked for the maps of some roles. */
export const mapsAsked = (codes: string[]) => ({ codes, first: batch.correlates });

/** Fetches the maps and hands each batch over as it comes. */
export async function fetchMaps(family: string, signal: AbortSignal, take: (all: number, maps: BookletMap[]) => void): Promise<void> {
  const roles = await everyRole(signal);
  const named = new Map(roles.map((r) => [r.code, r]));
  const wanted = roles.filter((r) => !family || r.family?.code === family);
  for (let i = 0; i < wanted.length; i += batch.maps) {
    const codes = wanted.slice(i, i + batch.maps).map((r) => r.code);
    const { nodes } = (await ask(BookletMapsDocument, mapsAsked(codes), signal)).roles;
    const maps = nodes.flatMap((node) => {
      const base = named.get(node.code);
      const correlates = node.correlates.nodes.flatMap((c) => {
        const role = named.get(c.role.code);
        return role ? [{ role, correlation: c.correlation }] : [];
      });
      return base ? [{ base, correlates, count: node.correlates.totalCount }] : [];
    });
    take(wanted.length, maps);
  }
}
