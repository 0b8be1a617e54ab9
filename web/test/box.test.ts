// The box that finds a role, on every screen that has one: its list lies over everything, is never empty, and
// what was typed is not lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { stage } from './stage';

const { visit: open } = stage();
const screens = {
  start: '/', route: '/route?from=SOC-OPERATOR&to=MGMT-CISO&maxSteps=6', map: '/map?role=SOC-OPERATOR',
  profile: '/profile', myself: '/profile#levels=%7B%22NETWORK%22%3A4%2C%22SERVER%22%3A2%2C%22BCM%22%3A3%7D',
};

/** The rows of the open list that something else covers, at their left, centre and right; only what is in the window can be. */
function covered(page: Page): Promise<{ rows: number; covered: string[] }> {
  return page.evaluate(() => {
    const list = document.querySelector('[role=listbox]');
    const frame = list?.getBoundingClientRect();
    const rows = [...(list?.querySelectorAll('[role=option]') ?? [])].flatMap((row) => {
      const box = row.getBoundingClientRect();
      const y = (box.top + box.bottom) / 2;
      return frame && y > frame.top && y < Math.min(frame.bottom, innerHeight) ? [{ row, box, y }] : [];
    });
    const hidden = rows.flatMap(({ row, box, y }) =>
      [box.left + 8, (box.left + box.right) / 2, box.right - 8].flatMap((x) => {
        const found = document.elementFromPoint(x, y);
        return found && row.contains(found) ? [] : [`${row.textContent} under ${found?.outerHTML.slice(0, 100)}`];
      }),
    );
    return { rows: rows.length, covered: hidden };
  });
}

async function openList(page: Page, box: Locator): Promise<void> {
  await box.scrollIntoViewIfNeeded();
  await box.fill('');
  await box.pressSequentially('a');
  await page.getByRole('option').first().waitFor();
}

for (const width of [375, 1440]) {
  for (const [name, path] of Object.entries(screens)) {
    test(`${name} at ${width} pixels: every row of the list can be touched`, async () => {
      const visit = await open({ width, height: 812 });
      const page = await visit.go(path);
      const dials = page.getByText('条件を変える');
      if (name === 'route' && width < 960) await dials.click();
      const boxes = await page.getByRole('combobox').and(page.locator('input')).all();
      assert.ok(boxes.length > 0, 'there is a box');
      for (const box of boxes) {
        await openList(page, box);
        const seen = await covered(page);
        assert.ok(seen.rows > 0, 'rows are in sight');
        assert.deepEqual(seen.covered, []);
        await page.keyboard.press('Escape');
        await page.getByRole('listbox').waitFor({ state: 'hidden' });
      }
      await visit.close();
    });
  }
}

test('a list is shown only with rows in it', async () => {
  const visit = await open({ width: 375, height: 812 });
  await visit.page.addInitScript(() => {
    new MutationObserver(() => {
      const list = document.querySelector('[role=listbox]');
      if (list?.checkVisibility() && !list.querySelector('[role=option]')) document.documentElement.dataset.empty = 'true';
    }).observe(document, { childList: true, subtree: true });
  });
  const page = await visit.go('/?lang=en');
  await page.getByRole('combobox', { name: 'Your role now' }).click();
  await page.locator('[role=listbox]').waitFor({ state: 'attached' });
  await page.keyboard.type('s');
  await page.getByRole('option').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.empty), undefined);
  await visit.close();
});

test('Tab takes the suggestion, and what was typed stays when the box is left otherwise', async () => {
  const visit = await open();
  const page = await visit.go('/?lang=en');
  const [from, to] = [page.getByRole('combobox', { name: 'Your role now' }), page.getByRole('combobox', { name: 'The role you want' })];
  await from.pressSequentially('SOC operator');
  await page.locator('[role=option][data-highlighted]', { hasText: 'SOC: Operator' }).waitFor();
  await page.keyboard.press('Tab');
  await page.waitForURL(/from=SOC-OPERATOR/);
  assert.equal(await from.inputValue(), 'SOC: Operator');
  await to.pressSequentially('SOC ana');
  await page.getByRole('option', { name: 'SOC: Analyst' }).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  assert.equal(await to.inputValue(), 'SOC ana');
  await visit.close();
});

test('a name that no role has is said so, in sight and aloud, and is not passed over', async () => {
  const visit = await open();
  const page = await visit.go('/?lang=en&from=SOC-OPERATOR');
  const to = page.getByRole('combobox', { name: 'The role you want' });
  await to.pressSequentially('zqzqzqxx');
  const words = 'No role is called “zqzqzqxx”.';
  await page.locator('.box', { has: to }).getByText(words).waitFor();
  await page.waitForFunction((said) => document.querySelector('p[role=status]')?.textContent === said, words);
  await page.getByRole('button', { name: 'Show the route' }).click();
  await page.getByRole('alert').getByText('No role is chosen for “zqzqzqxx”.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  await to.fill('');
  await page.getByRole('button', { name: 'Show what comes next' }).click();
  await page.waitForURL(/\/role\?role=SOC-OPERATOR/);
  await visit.close();
});
