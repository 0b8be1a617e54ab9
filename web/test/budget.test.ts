import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { availableParallelism, loadavg } from 'node:os';
import { test } from 'node:test';
import lighthouse from 'lighthouse';
import { openBrowser, stage } from './stage';

const { visit: open, server } = stage();

test('the first load is at most 90 kB gzipped', async () => {
  const visit = await open();
  const bodies: { url: string; size: number }[] = [];
  visit.page.on('response', async (r) => {
    const type = r.headers()['content-type'] ?? '';
    if (/javascript|css|html/.test(type)) bodies.push({ url: r.url(), size: gzipSync(await r.body(), { level: 9 }).length });
  });
  await visit.go('/?lang=ja');
  const total = bodies.reduce((sum, b) => sum + b.size, 0);
  console.log(`first load: ${(total / 1000).toFixed(1)} kB gzipped in ${bodies.length} files`);
  assert.ok(bodies.length >= 3 && total <= 90_000, JSON.stringify(bodies));
  await visit.close();
});

// A busy machine only ever lowers performance: the best of some tries counts, and it is judged only where
// the machine has a core to spare.
const tries = 3;
const spare = () => (loadavg()[0] ?? 0) < availableParallelism();

test('Lighthouse: accessibility and best practices 100, performance reported (aim: 95)', async () => {
  const port = 9300 + (process.pid % 500);
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    for (const path of ['/?lang=ja', '/route?from=SOC-OPERATOR&to=SOC-ANALYST&lang=en']) {
      const judged = spare();
      const measure = () => lighthouse(`${server().url}${path}`, { port, logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] });
      let result = await measure();
      for (let i = 1; i < tries && judged && (result?.lhr.categories.performance?.score ?? 0) < 0.95; i++) {
        const again = await measure();
        if ((again?.lhr.categories.performance?.score ?? 0) > (result?.lhr.categories.performance?.score ?? 0)) result = again;
      }
      assert.ok(result);
      const scores = Object.fromEntries(Object.entries(result.lhr.categories).map(([name, c]) => [name, Math.round((c.score ?? 0) * 100)]));
      console.log(`Lighthouse on ${path}: ${JSON.stringify(scores)}${judged ? '' : ', performance not judged: the machine is busy'}`);
      const failed = Object.values(result.lhr.audits).filter((a) => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== 'informative').map((a) => a.id);
      assert.equal(scores.accessibility, 100, failed.join(' '));
      assert.equal(scores['best-practices'], 100, failed.join(' '));
      assert.ok(!judged || (scores.performance ?? 0) >= 80, `${scores.performance}: ${failed.join(' ')}`);
    }
  } finally {
    await browser.close();
  }
});
