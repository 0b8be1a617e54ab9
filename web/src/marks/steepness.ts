/** How a climb stands against the comfortable climb: within it, up to twice, or beyond. A drop is none of these. */
export type Steepness = 'within' | 'above' | 'beyond' | 'drop' | 'level';

export function steepness(climb: number, drop: number, comfortable: number): Steepness {
  if (drop > 0) return 'drop';
  if (climb === 0) return 'level';
  if (climb <= comfortable) return 'within';
  return climb <= 2 * comfortable ? 'above' : 'beyond';
}
