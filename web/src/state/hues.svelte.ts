// Which hue a family has: that of the skill group in which it stands out most. Families are too many
// for a colour each; what they are about is not.
import { ask } from '../api/ask';
import { FamiliesDocument } from '../generated/graphql';

const hues = 7;

class Hues {
  #byFamily = $state.raw(new Map<string, number>());
  /** The groups in the order of their hues. */
  groups = $state.raw<readonly { code: string; name: { ja: string | null; en: string | null } }[]>([]);
  #asked = false;

  /** Learns the hues once; until then every family is grey. */
  async learn(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    try {
      const { familyMap, skillGroups } = await ask(FamiliesDocument, {});
      this.groups = skillGroups;
      const at = new Map(skillGroups.map((g, i) => [g.code, i % hues]));
      this.#byFamily = new Map(
        familyMap.places.flatMap((p) => {
          const hue = p.leadingGroup && at.get(p.leadingGroup.code);
          return hue === undefined || hue === null ? [] : [[p.family.code, hue]];
        }),
      );
    } catch {
      this.#asked = false;
    }
  }

  /** The family's hue as a CSS colour. */
  of(family: string | undefined): string {
    const hue = family === undefined ? undefined : this.#byFamily.get(family);
    return hue === undefined ? 'var(--line)' : this.css(hue);
  }

  /** The hue of the group at a place in the order of groups, as a CSS colour. */
  css(place: number): string {
    return `var(--hue-${place % hues})`;
  }
}

export const familyHues = new Hues();
