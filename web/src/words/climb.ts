import { points } from './say';

/** What the sentences about a path's steps and its steepest climb are filled with. */
export function climb(totals: { steps: number; steepestClimb: number }): { count: number; steepest: string } {
  return { count: totals.steps, steepest: points(totals.steepestClimb) };
}
