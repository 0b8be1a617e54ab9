// Folds names into lines of a given width: at the colon first, then before what stands in brackets at the end,
// then between words, and only then within one.
import { address } from '../state/address.svelte';

const canvas = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();
let face = ''; // asked for once: to ask makes the browser compute styles

/** The width of a text in the page's type face, in pixels. */
export function widthOf(text: string, size: number, weight = 400): number {
  const key = `${weight}/${size}/${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    face ||= getComputedStyle(document.documentElement).fontFamily;
    if (canvas) canvas.font = `${weight} ${size}px ${face}`;
    width = canvas?.measureText(text).width ?? text.length * size;
    widths.set(key, width);
  }
  return width;
}

const segmenters = { ja: new Intl.Segmenter('ja', { granularity: 'word' }), en: new Intl.Segmenter('en', { granularity: 'word' }) };

const cut = new Map<string, string[]>();

/** Pieces that should not be broken: words, with what closes or joins them left at their end. */
function pieces(text: string): string[] {
  const key = `${address.lang}/${text}`;
  const known = cut.get(key);
  if (known) return known;
  const out: string[] = [];
  for (const { segment, isWordLike } of segmenters[address.lang].segment(text)) {
    const last = out.length - 1;
    if (!isWordLike && last >= 0 && /^[\s)）」、。・/／,.;:!?’'-]+$/.test(segment)) out[last] += segment;
    else if (last >= 0 && /[(（「]$/.test(out[last] ?? '')) out[last] += segment;
    else if (last >= 0 && /^[ァ-ヶー]/.test(segment) && /[ァ-ヶー]$/.test(out[last] ?? '')) out[last] += segment;
    else out.push(segment);
  }
  cut.set(key, out);
  return out;
}

/** The width of the widest piece of a text that should not be broken, in pixels. */
export function widestPiece(text: string, size: number): number {
  return Math.max(...pieces(text).map((piece) => widthOf(piece.trimEnd(), size)));
}

/** Breaks a text into lines no wider than width; a piece that is wider than a line is cut by characters. */
export function fold(text: string, width: number, size: number): string[] {
  if (widthOf(text, size) <= width) return [text];
  const colon = text.search(/[:：]/) + 1;
  const bracket = text.search(/[(（「][^(（「]*[)）」][:：]?$/);
  const cut = colon > 1 && colon < text.length ? colon : bracket;
  if (cut <= 0) return foldWords(text, width, size);
  const [before, after] = [fold(text.slice(0, cut).trim(), width, size), text.slice(cut).trim()];
  const last = `${before.at(-1)}${/[(]/.test(after[0] ?? '') ? ' ' : ''}${after}`;
  if (cut === bracket && widthOf(last, size) <= width) return [...before.slice(0, -1), last];
  return [...before, ...fold(after, width, size)];
}

function foldWords(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (s: string) => widthOf(s.trimEnd(), size) <= width;
  for (const piece of pieces(text)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line) lines.push(line.trimEnd());
    line = '';
    for (const character of fits(piece) ? [piece] : piece) {
      if (line && !fits(line + character)) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += character;
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}
