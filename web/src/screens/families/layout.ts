// Where families stand on their map: up by the median of their totals, sideways so that those that many
// strong edges join are near. The forces run to a fixed end from fixed places: always the same picture.
import { forceCollide, forceLink, forceSimulation, forceX, type SimulationNodeDatum } from 'd3-force';
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
const heights = { least: 700, most: 1300, step: 60 }; // pixels: the first that has room for all
const gap = { x: 8, y: 2 }; // pixels between families

export interface Layout {
  regions: Region[];
  ties: Tie[];
  ticks: { value: number; y: number }[];
  height: number;
}

/**
 * Lays out the map. A family's height on it is its median's, sideways it gives way: where that does not do,
 * the picture becomes taller, and where that does not do either it becomes a ladder. Cost: rounds × families²
 * at worst, some tens of milliseconds for 30.
 */
export function layout(map: FamilyMap, name: (place: Place) => string, width: number): Layout {
  const most = Math.max(...map.places.map((p) => p.roleCount), 1);
  const r = scaleSqrt([0, most], [0, Math.max(14, Math.min(34, width / 40))]);
  const regions: Region[] = map.places.map((place, i) => {
    const radius = Math.max(8, r(place.roleCount));
    // Golden steps spread the beginnings over the width.
    return { code: place.family.code, place, lines: [], r: radius, half: radius, x: width * ((i * 0.618034) % 1), y: 0, label: { x: 0, y: 0, anchor: 'middle' } };
  });
  const all = tied(map, regions);
  const drawn = { regions, ties: strongest(regions, all) };
  return { ...drawn, ...((width >= narrow && field(regions, all, name, width)) || { ticks: [], height: ladder(regions, all, name, width) }) };
}

/** On a desk: each circle at its median, its name under it. Undefined where the circles do not fit side by side. */
function field(regions: Region[], all: Tie[], name: (place: Place) => string, width: number): Pick<Layout, 'ticks' | 'height'> | undefined {
  const room = Math.max(94, Math.min(120, width / 8));
  for (const d of regions) {
    d.lines = fold(name(d.place), Math.max(room, Math.min(widestWord, widestPiece(name(d.place), regionText.size))), regionText.size);
    d.half = Math.max(d.r, ...d.lines.map((l) => widthOf(l, regionText.size) / 2));
  }
  const medians = regions.map((d) => d.place.medianTotal);
  const margin = { top: 20 + Math.max(...regions.map((d) => d.r)), bottom: 8 + Math.max(...regions.map((d) => foot(d) - d.y)) };
  for (let { least: height } = heights; height <= heights.most; height += heights.step) {
    const y = scaleLinear([Math.min(...medians), Math.max(...medians)], [height - margin.bottom, margin.top]);
    for (const d of regions) d.y = y(d.place.medianTotal);
    if (height === heights.least) drawNear(regions, all, width);
    if (!sideways(regions, width)) continue;
    for (const d of regions) d.label = { x: d.x, y: d.y + d.r + 12, anchor: 'middle' };
    return { ticks: y.ticks(6).map((value) => ({ value, y: y(value) })), height };
  }
  return undefined;
}

/** On a phone, and where too many families have one median: a row a family in the order of their medians, its name beside it. Returns the height. */
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
  drawNear(regions, all, width);
  // Half by the forces, half by rank: most families would else stand in a crowd on one side.
  const across = [...regions].sort((a, b) => a.x - b.x || (a.code < b.code ? -1 : 1));
  const rank = new Map(across.map((d, i) => [d, i]));
  const x = scaleLinear([across[0]?.x ?? 0, across.at(-1)?.x ?? 1], [20, width - 20]);
  const ranked = scaleLinear([0, Math.max(1, rows.length - 1)], [20, width - 20]);
  for (const d of rows) {
    d.x = (x(d.x) + ranked(rank.get(d) ?? 0)) / 2;
    const right = d.x < width / 2;
    // The room is known now, and is no smaller than what the row was made for.
    d.lines = fold(name(d.place), Math.max(fit, (right ? width - d.x : d.x) - d.r - 10), regionText.size);
    const first = d.y - ((d.lines.length - 1) * regionText.line) / 2 + 4;
    d.label = { x: d.x + (right ? 1 : -1) * (d.r + 6), y: first, anchor: right ? 'start' : 'end' };
  }
  return top + 10;
}

/** Moves families sideways so that those are near which many strong edges join. Their heights stay. */
function drawNear(regions: Region[], all: Tie[], width: number): void {
  for (const d of regions) d.fy = d.y;
  forceSimulation(regions)
    .force('tie', forceLink<Region, Tie>(all).distance(40).strength((t) => Math.min(0.6, t.strength * 0.8)))
    .force('middle', forceX<Region>(width / 2).strength(0.012))
    .force('apart', forceCollide<Region>((d) => d.half + 4).strength(0.5))
    .stop()
    .tick(rounds);
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

/**
 * Stretches the picture to its width and moves families sideways, those that overlap past each other, in the
 * order that they have. Returns whether the width has room for all.
 */
function sideways(regions: Region[], width: number): boolean {
  const edge = { left: 44, right: width - 4 };
  const stretch = scaleLinear([Math.min(...regions.map((d) => d.x - d.half)), Math.max(...regions.map((d) => d.x + d.half))], [edge.left, edge.right]);
  const order = [...regions].sort((a, b) => a.x - b.x || (a.code < b.code ? -1 : 1));
  const rows = order.map((d) => ({ d, x: 0, last: edge.right - d.half }));
  // How far right each can go, so that those right of it have room.
  for (const [i, row] of [...rows.entries()].reverse()) {
    for (const later of rows.slice(i + 1)) row.last = Math.min(row.last, later.last - distance(row.d, later.d));
  }
  for (const [i, row] of rows.entries()) {
    const first = Math.max(edge.left + row.d.half, ...rows.slice(0, i).map((before) => before.x + distance(before.d, row.d)));
    if (first > row.last) return false;
    row.x = Math.max(first, Math.min(row.last, stretch(row.d.x)));
  }
  for (const { d, x } of rows) d.x = x;
  return true;
}

/** How far apart sideways the middles of two families stand at least, in pixels; no distance where one is above the other. */
function distance(a: Region, b: Region): number {
  return Math.max(-Infinity, ...parts(a).flatMap((p) => parts(b).map((q) => (p.top < q.bottom + gap.y && q.top < p.bottom + gap.y ? p.half + q.half + gap.x : -Infinity))));
}

/** What a family takes up: its circle, and its name under it. */
function parts(d: Region): { half: number; top: number; bottom: number }[] {
  return [{ half: d.r, top: d.y - d.r, bottom: d.y + d.r }, { half: d.half, top: d.y + d.r, bottom: foot(d) }];
}

const foot = (d: Region) => d.y + d.r + d.lines.length * regionText.line + 2;
