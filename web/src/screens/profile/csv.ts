import type { Levels } from '../../state/profile.svelte';

/**
 * Reads the levels of a file that was written here: a column "skill" with codes and a column "level".
 * An empty level is one that is not known. Null where there is nothing to read.
 */
export function levelsOf(csv: string, known: ReadonlySet<string>): Levels | null {
  const [header, ...rows] = csv.replace(/^\ufeff/, '').split(/\r?\n/).filter(Boolean).map(cells);
  const [skill, level] = [header?.indexOf('skill') ?? -1, header?.indexOf('level') ?? -1];
  if (skill < 0 || level < 0) return null;
  const levels: Record<string, number> = {};
  for (const row of rows) {
    const [code, value] = [row[skill] ?? '', row[level] ?? ''];
    if (known.has(code) && value !== '' && Number.isFinite(Number(value)) && Number(value) >= 0) levels[code] = Number(value);
  }
  return Object.keys(levels).length ? levels : null;
}

/** The cells of a line, quoted ones without their quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] !== undefined ? m[1].replaceAll('""', '"') : (m[2] ?? '')));
}
