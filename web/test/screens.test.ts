// Every screen in both languages and at both widths: it is there, fits its window, complains of nothing,
// asks nobody else, and axe finds nothing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { api, stage, type Look, type Visit } from './stage';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const onet = new URL('../../examples/tables/onet-skills.manifest.json', import.meta.url).pathname;
const tables = new URL('../../../shared/data/onet', import.meta.url);

const bundled = {
  start: '/', route: '/route?from=SOC-OPERATOR&to=MGMT-CISO', blocked: '/route?from=SOC-OPERATOR&to=SOC-ANALYST&maxSteps=2&maxClimb=12',
  map: '/map?role=ITRISK-MANAGER&point=NEAREST', absent: '/map?role=SOC-OPERATOR&point=MGMT-CISO', firstMap: '/map', families: '/families?family=SOC', role: '/role?role=SOC-OPERATOR',
  feeders: '/role?role=SOC-ANALYST&show=feeders', scores: '/role?role=SOC-ANALYST&show=scores', openers: '/role?role=SOC-OPERATOR&show=openers',
  profile: '/profile', myself: '/profile?learn=NETWORK#levels=%7B%22NETWORK%22%3A4%2C%22SERVER%22%3A2%2C%22BCM%22%3A3%7D', booklet: '/booklet?family=SOC', embed: '/embed?from=SOC-OPERATOR&to=SOC-ANALYST',
};
const looks: (Look & { lang: string })[] = [
  { lang: 'ja', width: 1440 }, { lang: 'en', width: 375, height: 812, dark: true }, { lang: 'ja', width: 375, height: 812 }, { lang: 'en', width: 1440, dark: true },
];

/** The role that is most like another: a point of its map. */
async function nearest(role: string): Promise<string> {
  const { correlationMap } = await api<{ correlationMap: { points: { role: { code: string }; isBase: boolean }[] } }>(
    server(), 'query ($role: String!) {correlationMap(input: {role: $role}) {... on CorrelationMap {points(first: 2) {role {code} isBase}}}}', { role },
  );
  return correlationMap.points.find((p) => !p.isBase)?.role.code ?? assert.fail(`${role} has no neighbour`);
}

async function examine(visit: Visit, path: string, lang: string): Promise<void> {
  const [address = '', fragment] = path.split('#');
  const page = await visit.go(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}${fragment ? `#${fragment}` : ''}`);
  await page.locator('h1, h2').first().waitFor();
  const facts = await page.evaluate(() => ({ lang: document.documentElement.lang, wide: document.documentElement.scrollWidth - innerWidth, text: document.body.innerText }));
  assert.equal(facts.lang, lang);
  assert.ok(facts.wide <= 0, `${path} is ${facts.wide} pixels wider than the window`);
  const untold = /\b(page\.[a-z]+\.[\w.]+|undefined|NaN|\{\w+\})/.exec(facts.text);
  assert.equal(untold, null, `${path} shows ${untold?.[0]}`);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run: (o: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ resultTypes: ['violations'] });
    return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 120)).join(' | ')}`);
  });
  assert.deepEqual(found, [], `axe on ${path}`);
}

const { visit: open, server } = stage();
for (const look of looks) {
  test(`every screen in ${look.lang} at ${look.width} pixels`, async (t) => {
    for (const [name, path] of Object.entries(bundled)) {
      await t.test(name, async () => {
        const visit = await open(look);
        await examine(visit, name === 'map' ? path.replace('NEAREST', await nearest('ITRISK-MANAGER')) : path, look.lang);
        if (name === 'map') assert.equal(await visit.page.locator('.card h3').count(), 1, 'the card of the point is open');
        if (name === 'absent') assert.match(await visit.page.locator('.card').innerText(), look.lang === 'ja' ? /この図にはありません/ : /is not on this map/);
        await visit.close();
      });
    }
  });
}

test('who can become this on a phone: the rows rise by the number in their last column', async () => {
  const visit = await open({ width: 375, height: 812 });
  const page = await visit.go('/role?role=SOC-ANALYST&show=feeders&maxDrop=0&lang=ja');
  await page.waitForSelector('section[aria-labelledby=feeders] tbody tr');
  const rows = await page.$$eval('section[aria-labelledby=feeders] tbody tr', (all) =>
    all.map((row) => [...row.querySelectorAll<HTMLElement>('td')].filter((cell) => cell.checkVisibility()).map((cell) => cell.innerText)));
  const learn = rows.map((cells) => Number(cells.at(-1)));
  assert.ok(learn.length > 3 && learn.every((n, i) => i === 0 || n >= (learn[i - 1] ?? 0)), learn.join(' '));
  assert.equal(await page.locator('section[aria-labelledby=feeders] th:visible').last().innerText(), '学ぶ点数');
  await visit.close();
});

test('who can become this: a role with a higher total is shown as a step down, and can be left out', async () => {
  const visit = await open();
  const page = await visit.go('/role?role=ITRISK-MANAGER&show=feeders&lang=en');
  const row = page.getByRole('row', { name: /Chief Information Security Officer/ }).first();
  await row.getByText('a step down').waitFor();
  assert.match(await row.locator('td.number').nth(2).innerText(), /^−\d+$/);
  await page.getByLabel('Leave out steps down').check();
  await page.getByText('No step down in total.').waitFor();
  await row.waitFor({ state: 'detached' });
  await visit.close();
});

if (existsSync(tables)) {
  const large = stage(['--data', onet, '--files-below', new URL('../../..', import.meta.url).pathname]);
  test('the screens over 894 roles', async (t) => {
    const paths = { route: '/route?from=43-4051.00&to=11-9199.02', map: '/map?role=11-9199.02', families: '/families', feeders: '/role?role=11-9199.02&show=feeders' };
    for (const [name, path] of Object.entries(paths)) {
      await t.test(name, async () => {
        const visit = await large.visit({ width: 1440, locale: 'en-US' });
        await examine(visit, path, 'en');
        await visit.close();
      });
    }
  });

  test('who can become this counts every role within reach, on however many pages they come', async () => {
    const limits = { maxSteps: 5, maxClimb: 50 };
    const { reach } = await api<{ reach: { roles: { totalCount: number } } }>(
      large.server(), 'query ($input: ReachInput!) {reach(input: $input) {... on Reach {roles(first: 1) {totalCount}}}}', { input: { of: { role: '11-9199.02' }, direction: 'TO', limits } },
    );
    const count = reach.roles.totalCount;
    assert.ok(count > 500, `${count} roles fit on one page`);
    const visit = await large.visit({ locale: 'en-US' });
    const page = await visit.go(`/role?role=11-9199.02&show=feeders&steps=${limits.maxSteps}&climb=${limits.maxClimb}&lang=en`);
    await page.getByText(`${count} roles from`).first().waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForFunction((rows) => document.querySelectorAll('section[aria-labelledby=feeders] tbody tr').length === rows, count);
    await visit.close();
  });
} else {
  test('the screens over 894 roles', { skip: '../shared/data is absent' });
}
