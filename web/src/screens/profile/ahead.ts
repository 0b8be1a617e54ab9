import { ask } from '../../api/ask';
import { everyNode } from '../../api/everyNode';
import { ProfileNearDocument, type NamedFragment, type ProfileNearQuery, type ReachInput } from '../../generated/graphql';

type Reach = Extract<ProfileNearQuery['reach'], { __typename: 'Reach' }>;
type Step = Reach['roles']['nodes'][number]['path']['steps'][number];

/** What a profile reaches in one step, and what was understood of it. */
export interface Near {
  profile: Reach['profile'];
  ahead: { role: NamedFragment; step: Step }[];
}

/** Asks for every role one step away. A question of a profile is always answered by a reach. */
export async function near(input: ReachInput, signal: AbortSignal): Promise<Near> {
  let profile: Reach['profile'] = null;
  const nodes = await everyNode(async (after): Promise<Reach['roles']> => {
    const { reach } = await ask(ProfileNearDocument, { input, after }, signal);
    if (reach.__typename !== 'Reach') throw new Error(`a profile was answered by ${reach.__typename}`);
    profile = reach.profile;
    return reach.roles;
  });
  return { profile, ahead: ahead(nodes) };
}

/**
 * The roles one step away, each with that step. A role that asks for nothing more and nothing less is where
 * the person stands, as the base of a correlation map is no point of it.
 */
function ahead(nodes: readonly Reach['roles']['nodes'][number][]): Near['ahead'] {
  return nodes.flatMap(({ role, path: { steps: [step] } }) => {
    const here = !step || (step.climb === 0 && step.drop === 0 && step.newPoints === 0);
    return here ? [] : [{ role, step }];
  });
}
