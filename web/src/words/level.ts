import { served } from '../state/dataset.svelte';
import { text } from './say';

/** What a level means in the dataset's words, empty where it has none. */
export function meaning(level: number): string {
  return text(served.now?.levels.findLast((l) => l.score <= level)?.meaning ?? {});
}
