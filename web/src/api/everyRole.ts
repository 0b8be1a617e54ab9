import { AllRolesDocument, type AllRolesQuery, type NamedFragment } from '../generated/graphql';
import { ask } from './ask';

/** Every role by code, page by page. */
export async function everyRole(signal?: AbortSignal): Promise<NamedFragment[]> {
  const roles: NamedFragment[] = [];
  let after: string | null = null;
  do {
    const page: AllRolesQuery['roles'] = (await ask(AllRolesDocument, { after }, signal)).roles;
    roles.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return roles;
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
