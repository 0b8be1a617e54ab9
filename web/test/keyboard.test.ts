// Every screen by keyboard alone: what a person wants of it is reached with Tab, chosen with arrows, letters
// and Enter, and the focus can be seen all the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stage, type Visit } from './stage';

const { visit: open } = stage();

/** Goes on with Tab until what is focused matches. Fails where that takes too long, or the focus is not seen. */
async function tabTo(page: Page, selector: string, most = 90): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((s) => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return { there: false, seen: true, what: 'body' };
      return { there: focused.matches(s), seen: focused.matches(':focus-visible'), what: focused.outerHTML.slice(0, 80) };
    }, selector);
    assert.ok(at.seen, `the focus on ${at.what} cannot be seen`);
    if (at.there) return;
  }
  assert.fail(`${selector} is not reached by Tab on ${page.url()}`);
}

/** Chooses in the combobox that is focused: letters, then Enter on the first match. */
async function choose(page: Page, typed: string, name: string): Promise<void> {
  await page.keyboard.type(typed);
  await page.getByRole('option', { name, exact: false }).first().waitFor();
  await page.keyboard.press('Enter');
}

async function walk(start: string, steps: (page: Page) => Promise<void>): Promise<void> {
  const visit: Visit = await open();
  const page = await visit.go(start);
  await steps(page);
  await visit.close();
}

test('the first Tab offers to skip to the content', () =>
  walk('/?lang=en', async (page) => {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement?.matches('.skip')));
    await page.keyboard.press('Enter');
    await tabTo(page, 'main input', 1);
  }));

test('from the start to a route, another route, a gentler one, and a step of it', () =>
  walk('/?lang=en', async (page) => {
    await tabTo(page, 'main input');
    await choose(page, 'SOC operator', 'SOC: Operator');
    await tabTo(page, 'main input');
    await choose(page, 'SOC analyst', 'SOC: Analyst');
    await tabTo(page, 'button.go');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'From SOC: Operator to SOC: Analyst' }).waitFor();
    await page.locator('.hidden[role=status]', { hasText: 'steepest climb' }).waitFor({ state: 'attached' });
    await tabTo(page, 'aside input[type=range]');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/[?&]c=/);
    await tabTo(page, '.profile .step');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.waitForURL(/step=/);
    await tabTo(page, 'section[aria-labelledby=cards] li:nth-child(2) a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/pick=1/);
    await tabTo(page, 'section[aria-labelledby=steps] .actions a');
    await page.locator('.tradeoff svg a').last().waitFor();
    await tabTo(page, '.tradeoff svg a:last-of-type');
    await page.keyboard.press('Enter');
    await page.waitForURL(/maxClimb=/);
  }));

test('a map: its base, its points, and the route to one', () =>
  walk('/?lang=en', async (page) => {
    await tabTo(page, 'nav a[href^="map"]');
    await page.keyboard.press('Enter');
    await tabTo(page, 'main input');
    await choose(page, 'SOC operator', 'SOC: Operator');
    await page.getByRole('heading', { name: 'Correlation map of SOC: Operator' }).waitFor();
    await tabTo(page, '#map .mark');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.waitForURL(/point=/);
    await tabTo(page, '.card a[href^="route"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^From SOC: Operator to/ }).waitFor();
  }));

test('families: one is opened, a role of it, who can become that, and how', () =>
  walk('/families?lang=en', async (page) => {
    await tabTo(page, '.region');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/family=/);
    await tabTo(page, 'aside ol a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/role\?/);
    await tabTo(page, 'nav a[href*="show=feeders"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who can become this' }).waitFor();
    await tabTo(page, '.dials input');
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/steps=3/);
    await tabTo(page, 'td a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/route\?/);
  }));

test('my skills: three digits, what is near, what one level more would open, and the route from oneself', () =>
  walk('/profile?lang=en', async (page) => {
    for (let i = 0; i < 3; i++) {
      await tabTo(page, 'input[type=range]');
      await page.keyboard.press('4');
    }
    await page.getByRole('heading', { name: 'Roles near you' }).waitFor();
    await page.locator('.hidden[role=status]', { hasText: 'within one step' }).waitFor({ state: 'attached' });
    await tabTo(page, 'section[aria-labelledby=near] td a', 120);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^From you now to/ }).waitFor();
  }));

test('the booklet: a family is chosen and the print button reached', () =>
  walk('/booklet?lang=en', async (page) => {
    await tabTo(page, 'main select');
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/family=/);
    await page.locator('[data-done=true]').waitFor();
    await tabTo(page, 'button.main');
  }));
