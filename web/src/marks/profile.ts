// Where the marks of an elevation profile stand: steps at equal distance along x, totals along y.
import { scaleLinear } from 'd3-scale';
import { fold, widestPiece, widthOf } from './fold';

export interface Place {
  x: number;
  y: number;
  total: number;
  name: string;
  lines: string[];
}

export interface Layout {
  places: Place[];
  /** Half of the level ground on which a role stands. */
  tread: number;
  ground: number;
  height: number;
  left: number;
  right: number;
  ticks: { y: number; value: number }[];
  x: (step: number) => number;
  y: (total: number) => number;
  /** How large the names are, in pixels. */
  nameSize: number;
  /** There is no room for names: numbers stand under the marks. */
  numbered: boolean;
}

interface Wanted {
  width: number;
  /** The totals and names of the route that is drawn in full. */
  roles: readonly { total: number; name: string }[];
  /** Totals of the routes behind it. */
  others: readonly (readonly number[])[];
}

const sizes = [13, 12, 11, 10]; // of names: the largest at which no word is broken
const lineHeight = 17;
const least = 46; // pixels for a name

/** Lays out a profile. Cost: that of measuring the names. */
export function layout({ width, roles, others }: Wanted): Layout {
  const steps = Math.max(1, roles.length - 1, ...others.map((o) => o.length - 1));
  const totals = [...roles.map((r) => r.total), ...others.flat()];
  const [low, high] = [Math.min(...totals), Math.max(...totals)];
  const pad = Math.max(2, (high - low) * 0.18);
  const axis = 12 + Math.max(...[low, high].map((t) => widthOf(String(Math.round(t)), 12)));

  const inner = width - axis - 8;
  const wide = Math.min(170, inner / (steps + 0.9) - 8);
  const numbered = wide < least;
  const half = Math.max(16, (numbered ? 24 : wide) / 2);
  const left = axis + Math.min(half, 60);
  const right = width - half;
  const x = scaleLinear([0, steps], [left, right]);
  const nameSize = sizes.find((size) => roles.every((r) => widestPiece(r.name, size) <= wide)) ?? 10;
  const folded = roles.map((r, i) => (numbered ? [String(i + 1)] : fold(r.name, wide, nameSize)));

  const plot = Math.round(Math.max(150, Math.min(300, width * 0.42)));
  const top = 34;
  const ground = top + plot;
  const y = scaleLinear([Math.max(0, low - pad), high + pad * 0.4], [ground, top]);
  const height = ground + 14 + Math.max(...folded.map((l) => l.length)) * lineHeight + 4;
  const tread = Math.min(20, ((right - left) / steps) * 0.16);
  return {
    places: roles.map((r, i) => ({ x: x(i), y: y(r.total), total: r.total, name: r.name, lines: folded[i] ?? [] })),
    nameSize, tread, ground, height, left, right, x, y, numbered,
    ticks: y.ticks(5).map((value) => ({ value, y: y(value) })),
  };
}

/** The line of a route, with level ground at each role. */
export function ridge(l: Layout, totals: readonly number[]): string {
  return totals.map((t, i) => `${i ? 'L' : 'M'}${l.x(i) - l.tread},${l.y(t)}H${l.x(i) + l.tread}`).join('');
}

export { lineHeight };
