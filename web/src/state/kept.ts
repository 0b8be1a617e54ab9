import { address, me, type Screen, type Values } from './address.svelte';

/** What another screen can use of what is chosen on this one: the roles, and the family where there is one. */
export function kept(screen: Screen): Values {
  const [role, from, to] = [address.get('role'), address.get('from'), address.get('to')];
  const goal = address.screen === 'role' && address.get('show') === 'feeders';
  const ends = goal ? { from, to: to || role } : { from: from || role, to };
  if (screen === 'route') return ends;
  const family = address.screen === 'route' ? '' : address.get('family'); // there it is a dial
  const base = role || (from === me ? '' : from) || to;
  return { ...ends, role: base, family: screen === 'families' || screen === 'booklet' ? family : '' };
}
