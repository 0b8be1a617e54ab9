import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, boxes, overlaps, stage } from './stage';

const { visit: open, server } = stage();

test('the booklet prints one page a role after its explanation and contents; no label is cut', async () => {
  const visit = await open();
  const page = await visit.go('/booklet?lang=ja');
  await page.locator('[data-done=true]').waitFor({ timeout: 60_000 });
  const roles = await page.locator('article[id^="map-"]').count();
  const { dataset } = await api<{ dataset: { roleCount: number } }>(server(), '{dataset {roleCount}}');
  assert.equal(roles, dataset.roleCount);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.equal(pages, roles + 2, 'the explanation with the contents takes two pages');
  assert.match(pdf.toString('latin1'), /\/Font\b/, 'text stays text');

  await page.emulateMedia({ media: 'print' });
  const tall = await page.$$eval('article[id^="map-"]', (all) => all.filter((a) => a.scrollHeight > a.clientHeight + 1).map((a) => a.id));
  assert.deepEqual(tall, [], 'what does not fit its page would be cut');
  await page.emulateMedia({ media: 'screen' });
  for (const id of ['map-ITRISK-MANAGER', 'map-SOC-OPERATOR']) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    const labels = await boxes(page, `#${id} svg text[font-size]`);
    assert.ok(labels.length > 5);
    assert.deepEqual(overlaps(labels), []);
    const sheet = (await boxes(page, `#${id} svg`))[0];
    assert.deepEqual(labels.filter((l) => !sheet || l.x < sheet.x || l.x + l.width > sheet.x + sheet.width + 1), []);
  }
  await visit.close();
});
