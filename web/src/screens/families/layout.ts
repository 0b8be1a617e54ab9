// Where families stand on their map: up by the median of their totals, sideways so that those that many
// strong edges join are near. The forces run to a fixed end from fixed places: always the same picture.
import { forceCollide, forceLink, forceSimulation, forceX, forceY, type Simulation, type SimulationNodeDatum } from 'd3-force';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { FamiliesQuery } from '../../generated/graphql';
import { fold, widestPiece, widthOf } from '../../marks/fold';

export type FamilyMap = FamiliesQuery['familyMap'];

type Place = FamilyMap['places'][number];

export interface Region extends SimulationNodeDatum {
  code: string;
  place: Place;
  lines: string[];
  r: number;
  half: number;
  x: number;
  y: number;
  /** Where the first line of its name stands. */
  label: { x: number; y: number; anchor: 'start' | 'middle' | 'end' };
}

export interface Tie {
  source: Region;
  target: Region;
  /** How much of what could join the two does, 0 to 1, times how strongly. */
  strength: number;
  edges: number;
  correlation: number;
}

export const regionText = { size: 12, line: 15 };
const rounds = 400;
const ties = 3; // strongest ties that each family shows
const widestWord = 176; // pixels: a word is cut only where it is wider
const narrow = 700; // pixels: below there is no room for names under the circles

export interface Layout {
  regions: Region[];
  ties: Tie[];
  ticks: { value: number; y: number }[];
  height: number;
}

/** Lays out the map. Cost: rounds × families² at worst, some tens of milliseconds for 30. */
export function layout(map: FamilyMap, name: (place: Place) => string, width: number): Layout {
  const medians = map.places.map((p) => p.medianTotal);
  const most = Math.max(...map.places.map((p) => p.roleCount), 1);
  const r = scaleSqrt([0, most], [0, Math.max(14, Math.min(34, width / 26))]);
  const regions: Region[] = map.places.map((place, i) => {
    const radius = Math.max(8, r(place.roleCount));
    // Golden steps spread the beginnings over the width.
    return { code: place.family.code, place, lines: [], r: radius, half: radius, x: width * ((i * 0.618034) % 1), y: 0, label: { x: 0, y: 0, anchor: 'middle' } };
  });
  const all = tied(map, regions);
  const drawn = { regions, ties: strongest(regions, all) };
  if (width < narrow) return { ...drawn, ticks: [], height: ladder(regions, all, name, width) };
  const height = 700;
  const y = scaleLinear([Math.min(...medians), Math.max(...medians)], [height - 60, 50]);
  for (const d of regions) {
    d.y = y(d.place.medianTotal);
    const room = Math.max(94, Math.min(120, width / 8));
    d.lines = fold(name(d.place), Math.max(room, Math.min(widestWord, widestPiece(name(d.place), regionText.size))), regionText.size);
    d.half = Math.max(d.r, ...d.lines.map((l) => widthOf(l, regionText.size) / 2));
  }
  drawNear(regions, all, (d) => y(d.place.medianTotal), width)
    .force('apart', forceCollide<Region>((d) => Math.max(d.half, d.r + d.lines.length * 7) + 4).strength(0.9).iterations(3))
    .tick(rounds);
  settle(regions, width, height, 44);
  for (const d of regions) d.label = { x: d.x, y: d.y + d.r + 12, anchor: 'middle' };
  return { ...drawn, ticks: y.ticks(6).map((value) => ({ value, y: y(value) })), height };
}

/** On a phone: a row a family in the order of their medians, its name beside it. Returns the height. */
function ladder(regions: Region[], all: Tie[], name: (place: Place) => string, width: number): number {
  const rows = [...regions].sort((a, b) => b.place.medianTotal - a.place.medianTotal || (a.code < b.code ? -1 : 1));
  let top = 26;
  const fit = width / 2 - 30; // the side of a circle that has more room has this at least
  for (const d of rows) {
    d.lines = fold(name(d.place), fit, regionText.size);
    const tall = Math.max(2 * d.r, d.lines.length * regionText.line) + 8;
    d.y = top + tall / 2;
    top += tall;
  }
  const at = new Map(rows.map((d) => [d, d.y]));
  drawNear(regions, all, (d) => at.get(d) ?? 0, width).tick(rounds);
  // Half by the forces, half by rank: most families would else stand in a crowd on one side.
  const across = [...regions].sort((a, b) => a.x - b.x || (a.code < b.code ? -1 : 1));
  const rank = new Map(across.map((d, i) => [d, i]));
  const x = scaleLinear([across[0]?.x ?? 0, across.at(-1)?.x ?? 1], [20, width - 20]);
  const ranked = scaleLinear([0, Math.max(1, rows.length - 1)], [20, width - 20]);
  for (const d of rows) {
    d.x = (x(d.x) + ranked(rank.get(d) ?? 0)) / 2;
    d.y = at.get(d) ?? d.y;
    const right = d.x < width / 2;
    // The room is known now, and is no smaller than what the row was made for.
    d.lines = fold(name(d.place), Math.max(fit, (right ? width - d.x : d.x) - d.r - 10), regionText.size);
    const first = d.y - ((d.lines.length - 1) * regionText.line) / 2 + 4;
    d.label = { x: d.x + (right ? 1 : -1) * (d.r + 6), y: first, anchor: right ? 'start' : 'end' };
  }
  return top + 10;
}

/** Forces that draw families together which many strong edges join, each at its height. */
function drawNear(regions: Region[], all: Tie[], y: (d: Region) => number, width: number): Simulation<Region, Tie> {
  return forceSimulation(regions)
    .force('tie', forceLink<Region, Tie>(all).distance(40).strength((t) => Math.min(0.6, t.strength * 0.8)))
    .force('up', forceY<Region>(y).strength(1))
    .force('middle', forceX<Region>(width / 2).strength(0.012))
    .stop();
}

function tied(map: FamilyMap, regions: Region[]): Tie[] {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return map.links.flatMap((l) => {
    const [source, target] = [byCode.get(l.a.code), byCode.get(l.b.code)];
    if (!source || !target) return [];
    const share = l.edges / (source.place.roleCount * target.place.roleCount);
    return [{ source, target, strength: share * l.correlation, edges: l.edges, correlation: l.correlation }];
  });
}

function strongest(regions: Region[], all: Tie[]): Tie[] {
  return [...new Set(regions.flatMap((region) => all.filter((t) => t.source === region || t.target === region).sort((a, b) => b.strength - a.strength).slice(0, ties)))];
}

/** Stretches the picture to its width, then moves what still overlaps, sideways while there is room. */
function settle(regions: Region[], width: number, height: number, edge: number): void {
  const left = Math.min(...regions.map((d) => d.x - d.half));
  const right = Math.max(...regions.map((d) => d.x + d.half));
  const x = scaleLinear([left, right], [edge, width - 4]);
  for (const d of regions) d.x = x(d.x);
  for (let pass = 0; pass < 600; pass++) {
    let moved = false;
    for (const a of regions) {
      for (const b of regions) {
        if (a.code >= b.code) continue;
        const dx = a.half + b.half + 12 - Math.abs(a.x - b.x);
        const [top, bottom] = [Math.max(a.y - a.r, b.y - b.r), Math.min(foot(a), foot(b))];
        if (dx <= 0 || top >= bottom + 4) continue;
        moved = true;
        // Where the width is full, the shorter way out is up or down.
        if (pass > 40 && bottom - top + 4 < dx) {
          const [above, below] = a.y < b.y || (a.y === b.y && a.code < b.code) ? [a, b] : [b, a];
          above.y -= (bottom - top + 5) / 2;
          below.y += (bottom - top + 5) / 2;
          continue;
        }
        const push = dx / 2 + 0.5;
        const [l, r] = a.x < b.x || (a.x === b.x && a.code < b.code) ? [a, b] : [b, a];
        l.x -= push;
        r.x += push;
      }
    }
    for (const d of regions) {
      d.x = Math.max(edge + d.half, Math.min(width - 4 - d.half, d.x));
      d.y = Math.max(d.r + 4, Math.min(d.y, d.y + height - foot(d)));
    }
    if (!moved) return;
  }
}

const foot = (d: Region) => d.y + d.r + d.lines.length * regionText.line + 2;
