import { AllRolesDocument, type NamedFragment } from '../generated/graphql';
import { ask } from './ask';
import { everyNode } from './everyNode';

/** Every role by code. */
export function everyRole(signal?: AbortSignal): Promise<NamedFragment[]> {
  return everyNode(async (after) => (await ask(AllRolesDocument, { after }, signal)).roles);
}

/** Roles under the names of their families, in the order in which they come. */
export function byFamily<R extends { family: NamedFragment['family'] }>(roles: readonly R[], name: (role: R) => string): [string, R[]][] {
  const groups = new Map<string, R[]>();
  for (const role of roles) {
    const family = name(role);
    const members = groups.get(family);
    if (members) members.push(role);
    else groups.set(family, [role]);
  }
  return [...groups];
}
