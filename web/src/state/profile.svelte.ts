// A person's own levels by skill code. They stand in this browser, and in the fragment of a link that the
// person makes on purpose; no address that a server sees ever holds them.
import type { ProfileInput } from '../generated/graphql';

/** How many skills must be stated before anything can be said. */
export const fewest = 3;

export type Levels = Readonly<Record<string, number>>;

/** What is kept: the levels, and whether they are the person's strongest, so that no other is higher. */
interface Kept {
  levels: Levels;
  strongest: boolean;
}

const nothing: Kept = { levels: {}, strongest: false };

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
  #kept = $state.raw<Kept>(nothing);
  readonly levels = $derived(this.#kept.levels);
  readonly strongest = $derived(this.#kept.strongest);
  readonly stated = $derived(Object.keys(this.levels).length);
  readonly enough = $derived(this.stated >= fewest);
  readonly input = $derived<ProfileInput>({
    levels: Object.entries(this.levels).map(([skill, level]) => ({ skill, level })),
    unknown: this.strongest ? 'STRONGEST' : 'ASSUMED',
  });

  /** Opens the profile that was made for a dataset; one in the fragment goes before the one kept here. */
  open(dataset: string): void {
    const key = `noboru.profile.${dataset}`;
    if (this.#key === key) return;
    this.#key = key;
    this.#kept = this.fromFragment() ?? { levels: read(localStorage.getItem(key)), strongest: localStorage.getItem(`${key}.strongest`) !== null };
  }

  fromFragment(): Kept | null {
    const shared = new URLSearchParams(location.hash.slice(1));
    return shared.has('levels') ? { levels: read(shared.get('levels')), strongest: shared.has('strongest') } : null;
  }

  /** The part of a link that carries the levels, behind the #. */
  get fragment(): string {
    return new URLSearchParams({ levels: JSON.stringify(this.levels), ...(this.strongest && { strongest: '1' }) }).toString();
  }

  set(levels: Levels, strongest = this.strongest): void {
    this.#kept = { levels, strongest };
    if (!this.#key) return;
    localStorage.setItem(this.#key, JSON.stringify(levels));
    if (strongest) localStorage.setItem(`${this.#key}.strongest`, '1');
    else localStorage.removeItem(`${this.#key}.strongest`);
  }

  /** States a level, or with null that it is not known. */
  state(skill: string, level: number | null): void {
    const { [skill]: _, ...others } = this.levels;
    this.set(level === null ? others : { ...others, [skill]: level });
  }

  forget(): void {
    this.#kept = nothing;
    if (!this.#key) return;
    localStorage.removeItem(this.#key);
    localStorage.removeItem(`${this.#key}.strongest`);
  }
}

export const profile = new Profile();
