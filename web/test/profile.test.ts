import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { api, stage } from './stage';

const { visit: open, server } = stage();

async function operator(): Promise<Record<string, number>> {
  const { role } = await api<{ role: { scores: { skill: { code: string }; level: number }[] } }>(server(), '{role(by: {code: "SOC-OPERATOR"}) {scores {skill {code} level}}}');
  return Object.fromEntries(role.scores.map((s) => [s.skill.code, s.level]));
}

test('a profile in the fragment of a link is opened, answered, and in no address that the server sees', async () => {
  const levels = await operator();
  const visit = await open();
  const page = await visit.go(`/profile?lang=en#${new URLSearchParams({ levels: JSON.stringify(levels) })}`);
  await page.getByRole('heading', { name: 'Roles near you' }).waitFor();
  await page.getByRole('link', { name: 'SOC: Operator' }).first().waitFor();
  await page.getByRole('combobox', { name: 'The route to a role that I want' }).fill('SOC analyst');
  await page.getByRole('option', { name: 'SOC: Analyst' }).click();
  await page.getByRole('heading', { name: /From you now to SOC: Analyst/ }).waitFor();
  assert.match(page.url(), /from=me/);
  for (const address of visit.requests) assert.ok(!/levels|profile"|NETWORK/.test(decodeURIComponent(address)), address);
  assert.ok(visit.requests.some((a) => a.includes('/graphql?documentId=')), 'what holds no profile is asked by GET');
  assert.ok(!/levels|NETWORK/.test(decodeURIComponent(page.url())), 'the route’s own address has no levels');
  await visit.close();
});

test('the schema names every profile "profile", which is what the page looks for before it asks by GET', () => {
  const schema = new URL('../../schema/', import.meta.url);
  const text = readdirSync(schema).map((f) => readFileSync(new URL(f, schema), 'utf8')).join('\n');
  const fields = [...text.matchAll(/(\w+): ProfileInput\b/g)].map((m) => m[1]);
  assert.ok(fields.length > 0 && fields.every((f) => f === 'profile'), fields.join(' '));
});

test('sliders answer live, what is not known is not zero, and one button deletes everything', async () => {
  const visit = await open();
  const page = await visit.go('/profile?lang=en');
  await page.getByText('State at least three skills (0 so far).').first().waitFor();
  for (const skill of ['Networks', 'Network Security', 'Security Operations', 'Servers']) await page.getByLabel(skill, { exact: true }).fill('3');
  await page.getByText('4 skills stated').waitFor();
  await page.getByRole('button', { name: 'I don’t know' }).first().click();
  await page.getByText('3 skills stated').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('3 skills stated').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  const file = await download.path();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByText('State at least three skills (0 so far).').first().waitFor();
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('3 skills stated').waitFor();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByLabel('Load a CSV').setInputFiles(file);
  await page.getByText('3 skills loaded.').waitFor();
  await page.getByText('3 skills stated').waitFor();
  await visit.close();
});

test('what is not stated is shown as assumed and can be corrected; the strongest cap it; digits state levels', async () => {
  const visit = await open();
  const page = await visit.go('/profile?lang=en');
  for (const skill of ['Networks', 'Network Security', 'Security Operations']) {
    await page.getByLabel(skill, { exact: true }).focus();
    await page.keyboard.press('4');
  }
  await page.getByText('3 skills stated').waitFor();
  const guesses = async () => (await page.locator('.unknown output').allTextContents()).map((t) => Number(/^assumed ([\d.]+)$/.exec(t)?.[1]));
  await page.locator('.unknown output', { hasText: /^assumed/ }).first().waitFor();
  const before = await guesses();
  assert.equal(before.length, 20, 'every skill that is not stated has an assumed level');
  assert.ok(before.every((level) => level >= 0 && level <= 7));
  await page.getByLabel('Networks', { exact: true }).press('1');
  await page.getByLabel('These are my strongest skills').check();
  await page.waitForFunction(() => [...document.querySelectorAll('.unknown output')].every((o) => Number(/[\d.]+/.exec(o.textContent ?? '')?.[0]) <= 1));
  await page.getByRole('button', { name: /is right$/ }).first().click();
  await page.getByText('4 skills stated').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  assert.ok(await page.getByLabel('These are my strongest skills').isChecked(), 'it is kept with the levels');
  await visit.close();
});

test('what one would learn opens what the API says, stands in the address by name, and no level does', async () => {
  const levels = await operator();
  const visit = await open();
  const page = await visit.go(`/profile?lang=en#${new URLSearchParams({ levels: JSON.stringify(levels) })}`);
  await page.getByRole('heading', { name: 'What if I learnt this?' }).waitFor();
  const learn = page.getByLabel('One level more in');
  await learn.selectOption('NETWORK');
  await learn.selectOption('NETWORK');
  const { doorOpeners } = await api<{ doorOpeners: { raised: { opened: object[] } } }>(
    server(), 'query($input: DoorOpenersInput!) {doorOpeners(input: $input) {... on DoorOpeners {raised {opened {code}}}}}',
    { input: { of: { profile: { levels: Object.entries(levels).map(([skill, level]) => ({ skill, level })) } }, limits: { maxSteps: 1 }, raises: [{ skill: 'NETWORK', levels: 2 }] } },
  );
  const count = doorOpeners.raised.opened.length;
  await page.getByText(count ? `Opens ${count} role${count === 1 ? '' : 's'}:` : 'Opens no new role.').waitFor();
  assert.deepEqual(new URL(page.url()).searchParams.getAll('learn'), ['NETWORK', 'NETWORK']);
  for (const address of visit.requests) assert.ok(!/levels|profile"/.test(decodeURIComponent(address)), address);
  await visit.close();
});

test('whoever has the row of a role is offered as many roles as that role’s map has points', async () => {
  const levels = await operator();
  const { correlationMap } = await api<{ correlationMap: { base: { degree: number } } }>(server(), '{correlationMap(input: {role: "SOC-OPERATOR"}) {... on CorrelationMap {base {degree}}}}');
  const visit = await open({ width: 375, height: 812 });
  const page = await visit.go(`/profile?lang=en#${new URLSearchParams({ levels: JSON.stringify(levels) })}`);
  await page.getByRole('button', { name: `${correlationMap.base.degree} roles near you, within one step` }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Roles near you');
  await visit.close();
});
