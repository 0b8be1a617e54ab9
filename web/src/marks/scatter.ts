// Where the marks of a correlation map stand: correlation along x up to 1, total along y.
import { scaleLinear } from 'd3-scale';
import { say } from '../words/say';
import { fold, widestPiece, widthOf } from './fold';
import { placeLabels, type Placed } from './labels';

export interface Point {
  code: string;
  name: string;
  correlation: number;
  total: number;
  isBase: boolean;
  /** Stands for the name where that has no room, and again in the table. */
  number: number;
}

export interface Scatter<P extends Point> {
  x: (correlation: number) => number;
  y: (total: number) => number;
  xTicks: number[];
  yTicks: number[];
  plot: { left: number; right: number; top: number; bottom: number };
  /** Where the words stand that say what the tinted ground means; they end here. */
  higher: { x: number; y: number; words: string };
  marks: { point: P; x: number; y: number; label: Placed | null; width: number; lines: string[] }[];
}

export const labelSize = 12;
export const labelHeight = 15;
export const numberSize = 10;
const radius = 5;
const longest = 170; // pixels of a word that is not cut

interface Wanted<P extends Point> {
  points: readonly P[];
  width: number;
  height: number;
  /** The correlation at the left edge. */
  least: number;
  /** Which labels matter more, smaller first; where it is left out the base, then the strongest. */
  rank?: (point: P) => number;
  /** Labels are this tall, in pixels; other than the usual 12 in print. */
  size?: number;
}

/** Lays out a map. */
export function scatter<P extends Point>({ points, width, height, least, rank, size = labelSize }: Wanted<P>): Scatter<P> {
  const totals = points.map((p) => p.total);
  const [low, high] = [Math.min(...totals), Math.max(...totals)];
  const pad = Math.max(3, (high - low) * 0.08);
  const plot = { left: 40, right: width - 26, top: 28, bottom: height - 42 };
  const span = 1 - least;
  const x = scaleLinear([least - span * 0.02, 1], [plot.left, plot.right]);
  const y = scaleLinear([Math.max(0, low - pad), high + pad], [plot.bottom, plot.top]);
  const order = [...points].sort((a, b) => Number(b.isBase) - Number(a.isBase) || (rank ? rank(a) - rank(b) : 0) || b.correlation - a.correlation);
  const widest = Math.max(110, Math.min(240, width * 0.34));
  // Wide enough for the longest word, so that none is cut.
  const folded = order.map((p) => fold(p.name, Math.max(widest, Math.min(longest, widestPiece(p.name, size))), size));
  const boxes = order.map((p, i) => {
    const lines = folded[i] ?? [];
    return {
      x: x(p.correlation), y: y(p.total), away: p.isBase ? 13 : 8,
      width: Math.max(...lines.map((l) => widthOf(l, size, p.isBase ? 650 : 400))) + 2, height: labelHeight * (size / labelSize) * lines.length,
      ...(p.isBase ? {} : { short: { width: widthOf(String(p.number), numberSize) + 1, height: numberSize + 1 } }),
    };
  });
  const bounds = { x: plot.left, y: 0, width: width - plot.left, height: plot.bottom };
  const words = say('page.map.higher');
  const higher = { width: widthOf(words, labelSize) + 4, height: labelHeight, x: 0, y: plot.top + 4 };
  higher.x = plot.right - higher.width - 6;
  const labels = placeLabels(boxes, radius, bounds, [higher]);
  const placed = new Map(
    order.map((point, i) => {
      const label = labels[i] ?? null;
      return [point, { label, width: boxes[i]?.width ?? 0, lines: label?.short ? [String(point.number)] : (folded[i] ?? []) }];
    }),
  );
  return {
    x, y, plot, higher: { x: plot.right - 8, y: plot.top + 16, words },
    xTicks: x.ticks(Math.max(3, Math.round(width / 160))).filter((t) => t >= least - 1e-9),
    yTicks: y.ticks(Math.max(4, Math.round(height / 70))),
    // In the order of the points, whatever the labels' rank, so that nothing moves in the document.
    marks: points.map((point) => ({ point, x: x(point.correlation), y: y(point.total), ...(placed.get(point) ?? { label: null, width: 0, lines: [] }) })),
  };
}
