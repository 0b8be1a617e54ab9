import type { NamedFragment, ProfileNearQuery } from '../../generated/graphql';

type Reach = Extract<ProfileNearQuery['reach'], { __typename: 'Reach' }>;
type Step = Reach['roles']['nodes'][number]['path']['steps'][number];

/**
 * The roles one step away, each with that step. A role that asks for nothing more and nothing less is where
 * the person stands, as the base of a correlation map is no point of it.
 */
export function ahead(reach: Reach): { role: NamedFragment; step: Step }[] {
  return reach.roles.nodes.flatMap(({ role, path: { steps: [step] } }) => {
    const here = !step || (step.climb === 0 && step.drop === 0 && step.newPoints === 0);
    return here ? [] : [{ role, step }];
  });
}
