// Walks through the page as four people would, from / on, and prints what it took of them; then measures how
// long the page takes to answer on 894 roles: npm run walks. Nothing is asserted: seconds are a machine's.
import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { build, openBrowser, Server, Visit, type Look } from './stage';
import { longestTask } from './tasks';

// Card, Moran and Newell's keystroke-level model (1980): seconds for a key, for pointing and pressing, and for
// making up one's mind, of which each click or word to be typed takes one.
const model = { key: 0.28, click: 1.3, mind: 1.35 };

class Person {
  clicks = 0;
  keys = 0;
  minds = 0;

  constructor(readonly page: Page) {}

  async click(on: Locator): Promise<void> {
    this.clicks++;
    this.minds++;
    await on.click();
  }

  /** Types into a box and takes the first of what it offers. */
  async choose(box: string, typed: string, name: string): Promise<void> {
    await this.click(this.page.getByRole('combobox', { name: box }));
    this.keys += typed.length + 1;
    this.minds++;
    await this.page.keyboard.type(typed);
    await this.page.getByRole('option', { name }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  async key(key: string): Promise<void> {
    this.keys++;
    await this.page.keyboard.press(key);
  }

  get seconds(): number {
    return this.clicks * model.click + this.keys * model.key + this.minds * model.mind;
  }
}

const walks: { who: string; look: Look; lang: 'ja' | 'en'; walk: (p: Person) => Promise<void> }[] = [
  {
    who: 'operator on a phone: what next, how, what to learn, a link for the boss', look: { width: 375, height: 812 }, lang: 'ja',
    walk: async (p) => {
      await p.choose('いまの職種', 'soc おぺ', 'SOC:オペレーター');
      await p.choose('めざす職種', 'soc 分析', 'SOC:分析業務');
      await p.click(p.page.getByRole('button', { name: '道筋を見る' }));
      await p.page.getByText('学ぶこと（').first().waitFor();
      await p.click(p.page.getByRole('button', { name: 'リンクをコピー' }).first());
      await p.page.getByText('コピーしました。').first().waitFor();
    },
  },
  {
    who: 'HR planner at a desk: who can become this, from where, at what climb, on paper', look: {}, lang: 'en',
    walk: async (p) => {
      await p.choose('The role you want', 'soc ana', 'SOC: Analyst');
      await p.click(p.page.getByRole('button', { name: 'Show who can become this' }));
      await p.page.getByRole('heading', { name: 'Who can become this' }).waitFor();
      await p.page.getByText(/roles? from .* famil/).first().waitFor();
      await p.click(p.page.getByRole('button', { name: 'Print or PDF' }).first());
    },
  },
  {
    who: 'front-end developer: the query behind a picture, in the editor', look: {}, lang: 'en',
    walk: async (p) => {
      await p.click(p.page.getByText('The GraphQL behind this'));
      const [editor] = await Promise.all([p.page.waitForEvent('popup'), p.click(p.page.getByRole('link', { name: 'Open in GraphiQL' }))]);
      await editor.waitForSelector('.graphiql-query-editor .CodeMirror');
    },
  },
  {
    who: 'analyst: why these two, skill by skill, in Cypher, as CSV', look: {}, lang: 'en',
    walk: async (p) => {
      await p.click(p.page.getByRole('navigation').getByRole('link', { name: 'Map', exact: true }));
      await p.choose('Base role', 'soc op', 'SOC: Operator');
      await p.click(p.page.locator('#map .mark circle.dot').first());
      await p.page.getByText('Missing most').waitFor();
      await p.click(p.page.getByText('The GraphQL behind this'));
      await p.page.getByText('The same question in Cypher').waitFor();
      await Promise.all([p.page.waitForEvent('download'), p.click(p.page.getByRole('button', { name: 'CSV', exact: true }))]);
    },
  },
];

/** Presses where the nth match stands, with nothing of the test's own in the page. */
const tap = (selector: string, nth: number) => async (page: Page) => {
  const on = page.locator(selector).nth(nth);
  await on.scrollIntoViewIfNeeded();
  const box = await on.boundingBox();
  if (box) await page.mouse.click(box.x + box.width / 2, box.y + Math.min(12, box.height / 2));
};

/** What a person does on a screen of 894 roles, and the screen. */
const interactions: { screen: string; path: string; act: (page: Page) => Promise<void> }[] = [
  {
    screen: 'route: the comfortable climb turned', path: '/route?from=43-4051.00&to=11-9199.02',
    act: async (page) => {
      await page.locator('aside input[type=range]').first().focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight', { delay: 30 });
    },
  },
  { screen: 'route: another route picked', path: '/route?from=43-4051.00&to=11-9199.02', act: tap('section[aria-labelledby=cards] a', 1) },
  {
    screen: 'map: from point to point', path: '/map?role=11-9199.02',
    act: async (page) => {
      await page.locator('#map [tabindex="0"]').focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft', { delay: 30 });
    },
  },
  {
    screen: 'map: the smallest correlation turned', path: '/map?role=11-9199.02',
    act: async (page) => {
      await page.locator('aside input[type=range]').first().focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight', { delay: 30 });
    },
  },
  {
    screen: 'map: a family in focus', path: '/map?role=11-9199.02',
    act: async (page) => {
      await page.locator('aside select').focus();
      await page.keyboard.press('ArrowDown', { delay: 30 });
    },
  },
  { screen: 'families: one opened', path: '/families', act: tap('.region circle', 3) },
  {
    screen: 'who can become this: more steps', path: '/role?role=11-9199.02&show=feeders',
    act: async (page) => {
      await page.locator('.dials input').first().focus();
      await page.keyboard.press('ArrowRight', { delay: 30 });
    },
  },
  {
    screen: 'who can become this: by family', path: '/role?role=11-9199.02&show=feeders',
    act: async (page) => {
      await page.locator('.dials select').focus();
      await page.keyboard.press('ArrowDown', { delay: 30 });
    },
  },
  {
    screen: 'my skills: four stated', path: '/profile',
    act: async (page) => {
      for (let i = 0; i < 4; i++) {
        await page.locator('input[type=range]').nth(i).focus();
        await page.keyboard.press('4', { delay: 30 });
      }
    },
  },
];

const built = build();
const browser = await openBrowser();
const servers: Server[] = [];
try {
  const bundled = await Server.start(built.program);
  servers.push(bundled);
  console.log('| who, and what for | clicks | keys | s (keystroke-level model) | s (this machine alone) |\n| --- | --- | --- | --- | --- |');
  for (const { who, look, lang, walk } of walks) {
    const visit = await Visit.open(browser, bundled, look);
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await visit.go(`/?lang=${lang}`);
    await page.evaluate(() => (window.print = () => undefined));
    const person = new Person(page);
    const began = performance.now();
    await walk(person);
    console.log(`| ${who} | ${person.clicks} | ${person.keys} | ${person.seconds.toFixed(0)} | ${((performance.now() - began) / 1000).toFixed(1)} |`);
    await visit.context.close();
  }

  const root = new URL('../../', import.meta.url).pathname;
  if (!existsSync(`${root}../shared/data/onet`)) throw new Error('left out: 894 roles, because ../shared/data is absent');
  const large = await Server.start(built.program, ['--data', `${root}examples/tables/onet-skills.manifest.json`, '--files-below', `${root}..`]);
  servers.push(large);
  console.log('\n| on 894 roles, CPU slowed down 4 times | longest task, ms of processor time | interaction to next paint, ms on the clock |\n| --- | --- | --- |');
  for (const { screen, path, act } of interactions) {
    const visit = await Visit.open(browser, large, { locale: 'en-US' });
    const page = await visit.go(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
    await (await visit.context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.evaluate(() => {
      const seen = window as unknown as { longest: number };
      seen.longest = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => (seen.longest = Math.max(seen.longest, e.duration)))).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    const task = await longestTask(browser, async () => {
      await act(page);
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))));
    });
    console.log(`| ${screen} | ${task.toFixed(0)} | ${await page.evaluate(() => (window as unknown as { longest: number }).longest)} |`);
    await visit.context.close();
  }
} finally {
  await browser.close();
  for (const server of servers) await server.stop();
  built.remove();
}
