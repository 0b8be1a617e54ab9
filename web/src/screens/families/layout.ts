// Where families stand on their map: up by the median of their totals, sideways so that those that many
// strong edges join are near. The forces run to a fixed end from fixed places: always the same picture.
import { forceCollide, forceLink, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { FamiliesQuery } from '../../generated/graphql';
import { fold, widthOf } from '../../marks/fold';

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

/** Lays out the map. Cost: rounds × families² at worst, some tens of milliseconds for 30. */
export function layout(map: FamilyMap, name: (place: Place) => string, width: number, height: number): { regions: Region[]; ties: Tie[]; ticks: { value: number; y: number }[] } {
  const medians = map.places.map((p) => p.medianTotal);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  // On a phone there is no room for distances: equal steps in the order of the medians.
  const narrow = width < 700;
  const rows = [...map.places].sort((a, b) => a.medianTotal - b.medianTotal || (a.family.code < b.family.code ? -1 : 1));
  const row = scaleLinear([0, Math.max(1, rows.length - 1)], [height - 80, 40]);
  const linear = scaleLinear([low, high], [height - 60, 50]);
  const y = (place: Place) => (narrow ? row(rows.indexOf(place)) : linear(place.medianTotal));
  const most = Math.max(...map.places.map((p) => p.roleCount), 1);
  const r = scaleSqrt([0, most], [0, Math.max(16, Math.min(34, width / 26))]);
  const regions: Region[] = map.places.map((place, i) => {
    const lines = fold(name(place), Math.max(94, Math.min(120, width / 8)), regionText.size);
    const radius = Math.max(7, r(place.roleCount));
    const half = Math.max(radius, ...lines.map((l) => widthOf(l, regionText.size) / 2));
    // Golden steps spread the beginnings over the width.
    return { code: place.family.code, place, lines, r: radius, half, x: width * ((i * 0.618034) % 1), y: y(place) };
  });
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const all: Tie[] = map.links.flatMap((l) => {
    const [source, target] = [byCode.get(l.a.code), byCode.get(l.b.code)];
    if (!source || !target) return [];
    const share = l.edges / (source.place.roleCount * target.place.roleCount);
    return [{ source, target, strength: share * l.correlation, edges: l.edges, correlation: l.correlation }];
  });
  forceSimulation(regions)
    .force('tie', forceLink(all).distance(40).strength((t) => Math.min(0.6, t.strength * 0.8)))
    .force('up', forceY<Region>((d) => y(d.place)).strength(1))
    .force('middle', forceX<Region>(width / 2).strength(0.012))
    .force('apart', forceCollide<Region>((d) => Math.max(d.half, d.r + d.lines.length * 7) + 4).strength(0.9).iterations(3))
    .stop()
    .tick(rounds);
  settle(regions, width, height, narrow ? 4 : 44);
  const strongest = new Set(regions.flatMap((region) => all.filter((t) => t.source === region || t.target === region).sort((a, b) => b.strength - a.strength).slice(0, ties)));
  return { regions, ties: [...strongest], ticks: narrow ? [] : linear.ticks(6).map((value) => ({ value, y: linear(value) })) };
}

/** Stretches the picture to its width, then moves what still overlaps sideways. */
function settle(regions: Region[], width: number, height: number, edge: number): void {
  const left = Math.min(...regions.map((d) => d.x - d.half));
  const right = Math.max(...regions.map((d) => d.x + d.half));
  const x = scaleLinear([left, right], [edge, width - 4]);
  for (const d of regions) d.x = x(d.x);
  for (let pass = 0; pass < 200; pass++) {
    let moved = false;
    for (const a of regions) {
      for (const b of regions) {
        if (a.code >= b.code) continue;
        const dx = a.half + b.half + 6 - Math.abs(a.x - b.x);
        const [top, bottom] = [Math.max(a.y - a.r, b.y - b.r), Math.min(foot(a), foot(b))];
        if (dx <= 0 || top >= bottom + 2) continue;
        const push = dx / 2 + 0.5;
        const [l, r] = a.x < b.x || (a.x === b.x && a.code < b.code) ? [a, b] : [b, a];
        l.x -= push;
        r.x += push;
        moved = true;
      }
    }
    for (const d of regions) {
      d.x = Math.max(edge + d.half, Math.min(width - 4 - d.half, d.x));
      d.y = Math.max(d.r + 4, Math.min(height - 24, d.y));
    }
    if (!moved) return;
    // Where the width is full, what cannot move sideways moves up or down a little.
    if (pass > 80) for (const [i, d] of regions.entries()) d.y += (i % 2 ? 1 : -1) * 0.4;
  }
}

const foot = (d: Region) => d.y + d.r + d.lines.length * regionText.line + 2;
