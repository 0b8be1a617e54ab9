// The map of families: each circle at its own median, its name under it, nothing over anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, boxes, overlaps, stage } from './stage';

const { visit: open, server } = stage();

const looks = [['ja', 1440], ['en', 1440], ['en', 1280], ['ja', 1140], ['en', 780], ['ja', 760]] as const;

test('every family stands at its median by the scale at the edge', async () => {
  const { familyMap } = await api<{ familyMap: { places: { family: { code: string }; medianTotal: number }[] } }>(server(), '{familyMap {places {family {code} medianTotal}}}');
  for (const [lang, width] of looks) {
    const visit = await open({ width });
    const page = await visit.go(`/families?lang=${lang}`);
    await page.waitForSelector('.region circle');
    const ticks = await page.$$eval('.ground text.figure.tick', (all) => all.map((t) => ({ value: Number(t.textContent), y: Number(t.getAttribute('y')) })));
    const [low, high] = [ticks[0], ticks.at(-1)];
    assert.ok(low && high && high.value > low.value && high.y < low.y, `${lang} at ${width}: a scale that rises`);
    const at = (total: number) => low.y + ((total - low.value) * (high.y - low.y)) / (high.value - low.value);
    const drawn = new Map(await page.$$eval('.region', (all) => all.map((g) => [g.getAttribute('data-code'), Number(g.querySelector('circle')?.getAttribute('cy'))] as const)));
    assert.equal(drawn.size, familyMap.places.length);
    const off = familyMap.places.filter((p) => !(Math.abs((drawn.get(p.family.code) ?? Infinity) - at(p.medianTotal)) < 0.6));
    assert.deepEqual(off.map((p) => `${p.family.code}: ${p.medianTotal}`), [], `${lang} at ${width}`);
    await visit.close();
  }
});

test('names of families neither touch nor are cut', async () => {
  for (const [lang, width] of looks) {
    const visit = await open({ width });
    const page = await visit.go(`/families?lang=${lang}`);
    await page.waitForSelector('.region .name');
    const names = await boxes(page, '.region .name');
    const families = await page.$$eval('.region', (all) => all.map((g) => g.querySelectorAll('.name').length));
    // The lines of one name may touch each other: a name is the box around its lines.
    let at = 0;
    const whole = families.map((count) => {
      const lines = names.slice(at, (at += count));
      const [x, y] = [Math.min(...lines.map((l) => l.x)), Math.min(...lines.map((l) => l.y))];
      return { text: lines.map((l) => l.text).join(' '), x, y, width: Math.max(...lines.map((l) => l.x + l.width)) - x, height: Math.max(...lines.map((l) => l.y + l.height)) - y };
    });
    assert.deepEqual(overlaps(whole), [], `${lang} at ${width}`);
    const [ground] = await boxes(page, '.ground svg');
    assert.ok(ground);
    const outside = whole.filter((n) => n.x < ground.x || n.x + n.width > ground.x + ground.width || n.y < ground.y || n.y + n.height > ground.y + ground.height);
    assert.deepEqual(outside.map((n) => n.text), [], `${lang} at ${width}`);
    await visit.close();
  }
});
