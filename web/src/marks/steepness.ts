/** How a climb stands against the comfortable climb: within it, up to twice, or beyond. A drop is none of these. */
export type Steepness = 'within' | 'above' | 'beyond' | 'drop' | 'level';

export function steepness(climb: number, drop: number, comfortable: number): Steepness {
  if (drop > 0) return 'drop';
  if (climb === 0) return 'level';
  if (climb <= comfortable) return 'within';
  return climb <= 2 * comfortable ? 'above' : 'beyond';
}

/** A limit on climbs as it is shown: where all totals are whole numbers, a climb within 8.05 points is one within 8. */
export function limitShown(points: number, totals: readonly number[]): number {
  return totals.every(Number.isInteger) ? Math.floor(points) : points;
}
