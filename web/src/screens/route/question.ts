// The question that the address asks, as the API wants it.
import type { LimitsInput, Objective, PathsInput, StartInput } from '../../generated/graphql';
import { address, me } from '../../state/address.svelte';
import { profile } from '../../state/profile.svelte';

export const objectives = ['GENTLEST', 'SHORTEST', 'FEWEST_STEPS'] as const satisfies Objective[];

/** How many routes are shown, and how much of a better one each may share. */
const routes = { first: 5, maxOverlap: 0.34 } satisfies Partial<PathsInput>;

/** The names of the dials in the address, so that all of them can be reset at once. */
export const limitsOf = ['maxSteps', 'maxClimb', 'maxDrop', 'maxTotal', 'r', 'climbBy', 'via', 'avoid', 'avoidFamily'] as const;
export const dials = ['by', 'c', 'family', 'drops', ...limitsOf] as const;

/** What another question leaves behind: the route picked, its step, what it was compared with. */
export const chosen = { pick: null, step: null, with: null };

export function objective(): Objective {
  return objectives.find((o) => o === address.get('by')) ?? 'GENTLEST';
}

export function limits(): LimitsInput {
  const avoid = { roles: address.all('avoid'), families: address.all('avoidFamily') };
  return {
    maxSteps: address.whole('maxSteps', 1),
    maxClimb: address.number('maxClimb'),
    maxDrop: address.number('maxDrop'),
    maxTotal: address.number('maxTotal'),
    minCorrelation: address.number('r'),
    comfortableClimb: address.number('c'),
    familyChange: address.number('family'),
    demotions: address.get('drops') === 'ALLOW' ? 'ALLOW' : 'AVOID',
    via: address.all('via'),
    avoid: avoid.roles.length || avoid.families.length ? avoid : null,
    climbBy: address.get('climbBy') === 'SKILL_GAP' ? 'SKILL_GAP' : 'TOTAL',
  };
}

export { me };

function start(from: string): StartInput | null {
  if (from !== me) return from ? { role: from } : null;
  return profile.enough ? { profile: profile.input } : null;
}

/** The question, null while an end is missing. */
export function question(): PathsInput | null {
  const [from, to] = [start(address.get('from')), address.get('to')];
  if (!from || !to) return null;
  return { from, to: { role: to }, objective: objective(), limits: limits(), ...routes };
}
