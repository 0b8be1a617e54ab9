// What the page says, in the language of the address. The sentences stand in internal/words.
import { messages, type Messages } from '../generated/messages';
import { address, type Language } from '../state/address.svelte';

type Values<Id extends keyof Messages> = Messages[Id] extends undefined ? [] : [values: Messages[Id]];

const plurals = { ja: new Intl.PluralRules('ja'), en: new Intl.PluralRules('en') };

/** Says a message with its places filled. */
export function say<Id extends keyof Messages>(id: Id, ...values: Values<Id>): string {
  return sayIn(address.lang, id, values[0]);
}

function sayIn(lang: Language, id: keyof Messages, values: Record<string, string | number> = {}): string {
  const message = messages[lang][id];
  const text = typeof message === 'string' ? message : message?.[plural(lang, message, values.count)];
  return (text ?? id).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : (value ?? place);
  });
}

function plural(lang: Language, forms: Record<string, string>, count: string | number | undefined): string {
  const form = plurals[lang].select(Number(count));
  return form in forms ? form : 'other';
}

/** A text of the dataset or of the server's in the reader's language, or in the other where there is only that. */
export function text(both: { ja?: string | null; en?: string | null }): string {
  const [first, second] = address.lang === 'ja' ? [both.ja, both.en] : [both.en, both.ja];
  return first || second || '';
}

const formats = { ja: new Intl.NumberFormat('ja', { maximumFractionDigits: 2 }), en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }) };

/** A number with at most two decimals. */
export function number(value: number): string {
  return formats[address.lang].format(value);
}

/** A number of points with its unit: 1 point, 12 points. */
export function points(value: number): string {
  return say('page.unit.points', { count: value });
}

/** Writes the numbers of a column, all with as many decimals: none where all of them are whole. */
export function column(values: readonly number[]): (value: number) => string {
  const digits = values.every(Number.isInteger) ? 0 : 2;
  const format = new Intl.NumberFormat(address.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (value) => format.format(value);
}

/** A change with its sign: +12, −3, ±0. */
export function signed(value: number, write: (size: number) => string = number): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '±';
  return sign + write(Math.abs(value));
}

/** A change with its sign and unit: +12 points, −1 point. */
export function signedPoints(value: number): string {
  return signed(value, points);
}

/** A correlation with three decimals, cut and not rounded, as the command line prints it. */
export function correlation(value: number): string {
  return value.toFixed(3);
}
