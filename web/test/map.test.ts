import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { api, boxes, overlaps, stage } from './stage';

const { visit: open, server, program } = stage();

interface Answer {
  correlationMap: { base: { total: number; code: string }; points: { role: { code: string }; correlation: number; total: number; isBase: boolean }[] };
}
const query = 'query($role: String!) {correlationMap(input: {role: $role}) {... on CorrelationMap {base {code total} points(first: 500) {role {code} correlation total isBase}}}}';

test('every point of a map stands at its correlation and total, the base at (1, total)', async () => {
  for (const role of ['SOC-OPERATOR', 'ITRISK-MANAGER']) {
    const { correlationMap: map } = await api<Answer>(server(), query, { role });
    const visit = await open();
    const page = await visit.go(`/map?role=${role}&lang=ja`);
    const drawn = new Map(
      await page.$$eval('#map .mark', (marks) =>
        marks.map((m) => {
          const c = m.querySelector('circle');
          return [m.getAttribute('data-code') ?? '', [Number(c?.getAttribute('cx')), Number(c?.getAttribute('cy'))]] as const;
        }),
      ),
    );
    assert.equal(drawn.size, map.points.length);
    const base = drawn.get(map.base.code);
    const far = map.points.toSorted((a, b) => a.correlation - b.correlation)[0];
    const high = map.points.toSorted((a, b) => Math.abs(b.total - map.base.total) - Math.abs(a.total - map.base.total))[0];
    const [farAt, highAt] = [drawn.get(far?.role.code ?? ''), drawn.get(high?.role.code ?? '')];
    assert.ok(base && farAt && highAt && far && high);
    const perCorrelation = ((base[0] ?? 0) - (farAt[0] ?? 0)) / (1 - far.correlation);
    const perPoint = ((highAt[1] ?? 0) - (base[1] ?? 0)) / (high.total - map.base.total);
    assert.ok(perCorrelation > 0 && perPoint < 0);
    for (const p of map.points) {
      const [x = 0, y = 0] = drawn.get(p.role.code) ?? [];
      assert.ok(Math.abs(x - ((base[0] ?? 0) - perCorrelation * (1 - p.correlation))) < 0.6, `${p.role.code}: x`);
      assert.ok(Math.abs(y - ((base[1] ?? 0) + perPoint * (p.total - map.base.total))) < 0.6, `${p.role.code}: y`);
    }
    const edge = await page.$eval('#map line.base', (l) => Number(l.getAttribute('x2')));
    assert.ok(Math.abs(edge - (base[0] ?? 0)) < 0.6, 'the base stands at the end of its line, at correlation 1');
    await visit.close();
  }
});

test('labels do not overlap and are not cut, and the table has every role', async () => {
  for (const [width, lang] of [[1440, 'ja'], [1440, 'en'], [375, 'ja'], [375, 'en']] as const) {
    const visit = await open({ width });
    const page = await visit.go(`/map?role=ITRISK-MANAGER&lang=${lang}`);
    const labels = await boxes(page, '#map .mark > text');
    assert.ok(labels.length > 5);
    assert.deepEqual(overlaps(labels), [], `${width} ${lang}`);
    const area = (await boxes(page, '#map'))[0];
    assert.deepEqual(labels.filter((l) => !area || l.x < area.x || l.x + l.width > area.x + area.width + 1), [], 'no label is cut');
    const rows = await page.locator('.table tbody tr').count();
    assert.equal(rows + 1, await page.locator('#map .mark').count());
    await visit.close();
  }
});

test('on a phone every point has its name or, where that has no room, its number in the table', async () => {
  for (const [role, lang] of [['SOC-OPERATOR', 'en'], ['SOC-OPERATOR', 'ja'], ['ITRISK-MANAGER', 'en']] as const) {
    const visit = await open({ width: 375, height: 812 });
    const page = await visit.go(`/map?role=${role}&lang=${lang}`);
    const table = new Map(await page.$$eval('.table tbody tr', (rows) => rows.map((row) => {
      const link = row.querySelector('a')?.getAttribute('href') ?? '';
      return [new URL(link, location.href).searchParams.get('role'), row.querySelector('td')?.textContent] as const;
    })));
    const marks = await page.$$eval('#map .mark', (all) => all.map((m) => ({ code: m.getAttribute('data-code'), number: m.querySelector('.count')?.textContent ?? '', lines: m.querySelectorAll('text').length })));
    assert.deepEqual(marks.filter((m) => m.lines === 0).map((m) => m.code), [], `${role} ${lang}`);
    const numbered = marks.filter((m) => m.number);
    assert.ok(numbered.length > 0, 'some name has no room');
    for (const m of numbered) assert.equal(table.get(m.code), m.number);
    await visit.close();
  }
});

test('arrows go through every point of a map, which is one tab stop', async () => {
  const visit = await open();
  const page = await visit.go('/map?role=SOC-OPERATOR&lang=ja');
  assert.equal(await page.locator('#map [tabindex="0"]').count(), 1);
  await page.focus('#map [tabindex="0"]');
  const seen = new Set<string | null>();
  const count = await page.locator('#map .mark').count();
  await page.keyboard.press('Home');
  for (let i = 0; i < count; i++) {
    seen.add(await page.evaluate(() => document.activeElement?.getAttribute('data-code') ?? null));
    await page.keyboard.press('ArrowRight');
  }
  assert.equal(seen.size, count);
  await visit.close();
});

test('a map is downloaded as SVG, PNG and CSV, and each can be opened again', async () => {
  const visit = await open();
  const page = await visit.go('/map?role=SOC-OPERATOR&lang=ja');
  const folder = mkdtempSync(join(tmpdir(), 'noboru-map-'));
  const save = async (kind: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: kind, exact: true }).click()]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  const svg = readFileSync(await save('SVG'), 'utf8');
  const parsed = await page.evaluate((source) => {
    const drawing = new DOMParser().parseFromString(source, 'image/svg+xml');
    return { fault: drawing.querySelector('parsererror')?.textContent ?? null, text: drawing.documentElement.textContent ?? '', classes: drawing.querySelectorAll('[class]').length };
  }, svg);
  assert.equal(parsed.fault, null);
  assert.equal(parsed.classes, 0, 'its styles are its own');
  for (const said of ['SOC:オペレーターの相関図', 'SOC:情報収集業務', '点数は架空のものです', '版 ']) assert.ok(parsed.text.includes(said), said);
  const png = readFileSync(await save('PNG'));
  const width = await page.$eval('#map', (m) => m.getBoundingClientRect().width);
  assert.equal(png.readUInt32BE(16), Math.round(width * 2), 'twice as wide as on the page');
  const csv = await save('CSV');
  const report = execFileSync(program(), ['validate', csv, '--lang', 'en'], { encoding: 'utf8' });
  assert.match(report, /would be loaded/);
  const { correlationMap: map } = await api<Answer>(server(), query, { role: 'SOC-OPERATOR' });
  const rows = readFileSync(csv, 'utf8').trim().split('\r\n').slice(1).map((line) => line.split(','));
  assert.deepEqual(
    rows.map(([code, , , total, correlation]) => [code, Number(total), Number(correlation)]),
    map.points.map((p) => [p.role.code, p.total, p.correlation]),
  );
  await visit.close();
});

test('a group in the key is brought out, in the address, and let go again', async () => {
  const visit = await open();
  const page = await visit.go('/map?role=SOC-OPERATOR&lang=en');
  const group = page.locator('.key button').first();
  const hue = await group.locator('i').evaluate((i) => getComputedStyle(i).backgroundColor);
  await group.click();
  await page.waitForURL(/group=/);
  await page.locator('#map .mark.faded').first().waitFor();
  const inked = await page.$$eval('#map .mark:not(.faded) .dot', (all) => all.map((dot) => getComputedStyle(dot).fill));
  assert.ok(inked.length > 0 && inked.every((fill) => fill === hue), inked.join(' '));
  await group.click();
  await page.locator('#map .mark.faded').first().waitFor({ state: 'detached' });
  await visit.close();
});

test('on a phone a name without a line stands nearer to its own point than to any other', async () => {
  const visit = await open({ width: 375, height: 812 });
  const page = await visit.go('/map?role=ITRISK-MANAGER&lang=en');
  const led = await page.$$eval('#map .leader', (all) => all.map((l) => `${l.getAttribute('x1')} ${l.getAttribute('y1')}`));
  const marks = await page.$$eval('#map .mark', (all) =>
    all.map((m) => ({
      code: m.getAttribute('data-code'), x: m.querySelector('circle')?.getAttribute('cx'), y: m.querySelector('circle')?.getAttribute('cy'),
      names: [...m.querySelectorAll<SVGTextElement>('text:not(.count)')].map((t) => t.getBBox()).map(({ x, y, width, height }) => ({ x, y, width, height })),
    })),
  );
  const away = ({ x, y }: (typeof marks)[number], names: (typeof marks)[number]['names']) =>
    Math.min(...names.map((n) => Math.hypot(Math.max(n.x - Number(x), 0, Number(x) - n.x - n.width), Math.max(n.y - Number(y), 0, Number(y) - n.y - n.height))));
  const unled = marks.filter((m) => m.names.length && !led.includes(`${m.x} ${m.y}`));
  assert.ok(unled.length > 1);
  const doubtful = unled.flatMap((m) => marks.filter((other) => other !== m && away(other, m.names) < away(m, m.names)).map((other) => `${m.code} near ${other.code}`));
  assert.deepEqual(doubtful, []);
  await visit.close();
});
