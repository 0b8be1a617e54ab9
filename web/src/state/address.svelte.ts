// The address of the page is its whole state: what is shown can be sent as a link, and back and forward
// restore it. Only a person's own profile is kept elsewhere.

export const screens = ['start', 'route', 'map', 'booklet', 'families', 'role', 'profile', 'embed'] as const;
export type Screen = (typeof screens)[number];
export type Language = 'ja' | 'en';

/** Stands for the person's own profile in the place of a role; the levels themselves are in no address. */
export const me = 'me';

/** Values by name; null, empty and undefined leave a name out, a list repeats it. */
export type Values = Record<string, string | number | readonly string[] | null | undefined>;

const base = new URL('.', location.href); // every screen is one level deep

function screenOf(url: URL): Screen {
  const name = url.pathname.slice(base.pathname.length) || 'start';
  return screens.find((s) => s === name) ?? 'start';
}

function languageOf(params: URLSearchParams): Language {
  const stated = params.get('lang');
  if (stated === 'ja' || stated === 'en') return stated;
  return navigator.languages.find((l) => /^(ja|en)\b/.test(l))?.startsWith('ja') ? 'ja' : 'en';
}

class Address {
  #url = $state.raw(new URL(location.href));
  readonly screen = $derived(screenOf(this.#url));
  readonly params = $derived(this.#url.searchParams);
  readonly fragment = $derived(this.#url.hash.slice(1));
  readonly lang = $derived(languageOf(this.params));

  constructor() {
    addEventListener('popstate', () => (this.#url = new URL(location.href)));
    addEventListener('hashchange', () => (this.#url = new URL(location.href)));
  }

  get(name: string): string {
    return this.params.get(name) ?? '';
  }

  all(name: string): string[] {
    return this.params.getAll(name);
  }

  /** Reads a number, null where the address has none that is finite and not below zero: no dial has others. */
  number(name: string): number | null {
    const text = this.get(name);
    const value = Number(text);
    return text !== '' && Number.isFinite(value) && value >= 0 ? value : null;
  }

  /** Reads a whole number that is not below least, null where the address has none. */
  whole(name: string, least = 0): number | null {
    const value = this.number(name);
    return value !== null && Number.isInteger(value) && value >= least ? value : null;
  }

  /** The link to a screen with only these values, in the language of now. */
  to(screen: Screen, values: Values = {}): string {
    const params = new URLSearchParams();
    write(params, values);
    if (!params.has('lang')) params.set('lang', this.lang);
    return `${screen === 'start' ? './' : screen}?${params}`;
  }

  /** The link to where we are with some values changed. */
  with(values: Values): string {
    const params = new URLSearchParams(this.params);
    write(params, values);
    return `${this.screen === 'start' ? './' : this.screen}?${params}${this.#url.hash}`;
  }

  /** Goes to a link. replace leaves no trace in the history, for dials that are being turned. */
  go(link: string, { replace = false } = {}): void {
    const url = new URL(link, base);
    if (url.href === this.#url.href) return;
    const moved = screenOf(url) !== this.screen;
    history[replace ? 'replaceState' : 'pushState'](null, '', url);
    this.#url = url;
    if (moved) {
      scrollTo(0, 0);
      // What was focused is gone with its screen: the keyboard goes on at the beginning of the next.
      document.getElementById('main')?.focus({ preventScroll: true });
    }
  }

  /** Changes some values of where we are. */
  set(values: Values, options?: { replace?: boolean }): void {
    this.go(this.with(values), options);
  }
}

function write(params: URLSearchParams, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    params.delete(name);
    const list = Array.isArray(value) ? value : [value];
    for (const one of list) if (one !== null && one !== undefined && one !== '') params.append(name, String(one));
  }
}

export const address = new Address();

/** Lets links to the page's own screens change the address without a load. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  const url = new URL(typeof link.href === 'string' ? link.href : (link.href as SVGAnimatedString).baseVal, base);
  const name = url.pathname.slice(base.pathname.length);
  const known = name === '' || screens.some((s) => s === name);
  if (url.origin !== location.origin || !url.pathname.startsWith(base.pathname) || !known) return;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
  event.preventDefault();
  address.go(url.href);
}
