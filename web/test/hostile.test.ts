import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stage } from './stage';

// Names that would be markup, if anybody took them for that.
const evil = '<script>window.hit = 1</script>';
const image = '<img src=x onerror="window.hit = 2">';
const rows = [
  ['code', 'name', 'family', 'Testing', 'Tools', 'Coding', 'Planning', 'Talking'],
  ['A', evil, image, 3, 2, 1, 1, 2], ['B', image, image, 4, 3, 2, 2, 2], ['C', `"><svg onload=window.hit=3>`, evil, 5, 4, 2, 2, 3],
];
const file = join(mkdtempSync(join(tmpdir(), 'noboru-hostile-')), 'roles.csv');
writeFileSync(file, rows.map((r) => r.map((c) => `"${String(c).replaceAll('"', '""')}"`).join(',')).join('\n'));

const { visit: open } = stage(['--data', file]);

test('a role whose name is a script is shown as its name', async () => {
  const visit = await open();
  for (const path of ['/route?from=A&to=C', '/map?role=A', '/families', '/role?role=A', '/booklet', '/profile']) {
    const page = await visit.go(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await page.locator('h1, h2').first().waitFor();
    assert.equal(await page.evaluate(() => (window as unknown as { hit?: number }).hit), undefined, path);
  }
  const page = await visit.go('/role?role=A&lang=en');
  await page.getByRole('heading', { name: evil }).waitFor();
  await visit.close();
});
