import { say } from './say';

/** How alike two roles are, in words: from the correlation of their scores. */
export function alike(correlation: number): string {
  if (correlation >= 0.95) return say('page.alike.nearly');
  if (correlation >= 0.9) return say('page.alike.very');
  if (correlation >= 0.8) return say('page.alike.well');
  return say('page.alike.somewhat');
}
