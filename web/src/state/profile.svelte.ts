// A person's own levels by skill code. They stand in this browser, and in the fragment of a link that the
// person makes on purpose; no address that a server sees ever holds them.
import type { ProfileInput } from '../generated/graphql';

/** How many skills must be stated before anything can be said. */
export const fewest = 3;

export type Levels = Readonly<Record<string, number>>;

function read(text: string | null): Levels {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    const entries = Object.entries(parsed as Record<string, unknown>).filter((e): e is [string, number] => typeof e[1] === 'number' && Number.isFinite(e[1]) && e[1] >= 0);
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

class Profile {
  #key = '';
  levels = $state.raw<Levels>({});
  readonly stated = $derived(Object.keys(this.levels).length);
  readonly enough = $derived(this.stated >= fewest);
  readonly input = $derived<ProfileInput>({ levels: Object.entries(this.levels).map(([skill, level]) => ({ skill, level })) });

  /** Opens the profile that was made for a dataset; one in the fragment goes before the one kept here. */
  open(dataset: string): void {
    const key = `noboru.profile.${dataset}`;
    if (this.#key === key) return;
    this.#key = key;
    this.levels = this.fromFragment() ?? read(localStorage.getItem(key));
  }

  fromFragment(): Levels | null {
    const shared = new URLSearchParams(location.hash.slice(1)).get('levels');
    return shared === null ? null : read(shared);
  }

  /** The part of a link that carries the levels, behind the #. */
  get fragment(): string {
    return new URLSearchParams({ levels: JSON.stringify(this.levels) }).toString();
  }

  set(levels: Levels): void {
    this.levels = levels;
    if (this.#key) localStorage.setItem(this.#key, JSON.stringify(levels));
  }

  /** States a level, or with null that it is not known. */
  state(skill: string, level: number | null): void {
    const { [skill]: _, ...others } = this.levels;
    this.set(level === null ? others : { ...others, [skill]: level });
  }

  forget(): void {
    this.levels = {};
    if (this.#key) localStorage.removeItem(this.#key);
  }
}

export const profile = new Profile();
