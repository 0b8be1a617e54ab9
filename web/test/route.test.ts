import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recommended } from '../src/screens/route/recommended';
import { api, boxes, overlaps, Server, stage } from './stage';

const { visit: open, server, program } = stage();
const example = '/route?from=SOC-OPERATOR&to=SOC-ANALYST';

interface Choice {
  steps: number;
  steepestClimb: number;
}

/** What the API says of the example: its best route, and its trade-off. */
async function answered(): Promise<{ best: Choice; choices: Choice[] }> {
  const ends = 'from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}';
  const { path, frontier } = await api<{ path: { path: { totals: Choice } }; frontier: { tradeoffs: Choice[] } }>(
    server(), `{path(input: {${ends}}) {... on PathFound {path {totals {steps steepestClimb}}}} frontier(input: {${ends}}) {... on Frontier {tradeoffs {steps steepestClimb}}}}`,
  );
  return { best: path.path.totals, choices: frontier.tradeoffs };
}
const inWords = ({ steps, steepestClimb }: Choice) => `${steps} step${steps === 1 ? '' : 's'}; the steepest climb is ${steepestClimb} points.`;

test('a Japanese name typed through an input method leads to a route', async () => {
  const visit = await open({ width: 375, height: 812 });
  const page = await visit.go('/?lang=ja');
  const typing = await visit.context.newCDPSession(page);
  const [from, to] = [page.getByRole('combobox', { name: 'いまの職種' }), page.getByRole('combobox', { name: 'めざす職種' })];
  await from.click();
  for (const text of ['ｓ', 'そ', 'そｃ', 'おぺ', 'おぺれーた']) {
    await typing.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  // Enter while a word is being composed belongs to the input method, and chooses nothing.
  await page.keyboard.press('Process' as 'Enter').catch(() => undefined);
  assert.equal(new URL(page.url()).searchParams.get('from'), null);
  await typing.send('Input.insertText', { text: 'オペレーター' });
  await page.getByRole('option', { name: 'SOC:オペレーター' }).click();
  await to.click();
  await typing.send('Input.imeSetComposition', { text: 'ぶんせき', selectionStart: 4, selectionEnd: 4 });
  await typing.send('Input.insertText', { text: 'SOC 分析' });
  await page.getByRole('option', { name: 'SOC:分析業務' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '道筋を見る' }).click();
  await page.getByRole('heading', { name: 'SOC:オペレーターからSOC:分析業務への道筋' }).waitFor();
  const { best } = await answered();
  await page.getByText(`${best.steps}ステップ、いちばんきつい登りは${best.steepestClimb}点。`).first().waitFor();
  await visit.close();
});

test('the marks of the profile stand where their scales say, and no two labels overlap', async () => {
  for (const width of [1440, 375]) {
    for (const lang of ['ja', 'en']) {
      const visit = await open({ width });
      const page = await visit.go(`/route?from=SOC-OPERATOR&to=MGMT-CISO&lang=${lang}`);
      await page.waitForSelector('.profile circle.mark');
      const marks = await page.$$eval('.profile circle.mark', (all) => all.map((c) => ({ x: Number(c.getAttribute('cx')), y: Number(c.getAttribute('cy')) })));
      const totals = (await boxes(page, '.profile text.total')).map((b) => Number(b.text));
      assert.ok(marks.length >= 3 && marks.length === totals.length, `${marks.length} marks, ${totals.length} totals`);
      const [a, b] = [marks[0], marks.at(-1)];
      assert.ok(a && b);
      const perPoint = (b.y - a.y) / ((totals.at(-1) ?? 0) - (totals[0] ?? 0));
      const apart = (b.x - a.x) / (marks.length - 1);
      assert.ok(perPoint < 0 && apart > 0, 'up is higher, right is later');
      for (const [i, mark] of marks.entries()) {
        assert.ok(Math.abs(mark.y - (a.y + perPoint * ((totals[i] ?? 0) - (totals[0] ?? 0)))) < 0.6, `mark ${i} is not at its total`);
        assert.ok(Math.abs(mark.x - (a.x + apart * i)) < 0.6, `mark ${i} is not at its step`);
      }
      assert.deepEqual(overlaps(await boxes(page, '.profile text.name')), []);
      const cut = (await boxes(page, '.profile text')).filter((t) => t.x < 0 || t.x + t.width > width);
      assert.deepEqual(cut, [], 'no text leaves the window');
      await visit.close();
    }
  }
});

test('a profile is one tab stop; arrows move, Enter opens, the list follows', async () => {
  const visit = await open();
  const page = await visit.go(example);
  await page.waitForSelector('.profile circle.mark');
  const stops = await page.$$eval('.profile [tabindex="0"]', (all) => all.length);
  assert.equal(stops, 1);
  await page.focus('.profile [tabindex="0"]');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-step')), '1');
  await page.locator('#step-1.active').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/step=1/);
  await visit.close();
});

test('back and forward restore what was shown', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=ja`);
  await page.getByRole('radio', { name: /少ない/ }).check();
  await page.waitForURL(/by=FEWEST_STEPS/);
  await page.getByRole('link', { name: '相関図', exact: true }).first().click();
  await page.getByRole('heading', { name: '相関図', level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole('radio', { name: /少ない/, checked: true }).waitFor();
  await page.goBack();
  await page.getByRole('radio', { name: /なだらか/, checked: true }).waitFor();
  await page.goForward();
  await page.getByRole('radio', { name: /少ない/, checked: true }).waitFor();
  await visit.close();
});

test('a link made for another version of the data says so and still works', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=en&v=000000000000`);
  await page.getByText('This link was made for version 000000000000').waitFor();
  await page.getByText(inWords((await answered()).best)).first().waitFor();
  await visit.close();
});

test('a route that nothing recommends has no card', async () => {
  type Path = Parameters<typeof recommended>[0][number];
  const { paths } = await api<{ paths: { paths: Path[] } }>(
    server(), '{paths(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}, first: 5, maxOverlap: 0.34}) {... on PathsFound {paths {roles {code family {code}} totals {steps steepestClimb newPoints descent ascent}}}}}',
  );
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.waitForSelector('section[aria-labelledby=cards] strong');
  const titles = await page.locator('section[aria-labelledby=cards] strong').allInnerTexts();
  assert.equal(titles.length, recommended(paths.paths).length);
  assert.deepEqual(titles.filter((t) => /^Route \d/.test(t)), []);
  await visit.close();
});

test('recommended: the same roles in another order, longer and no gentler, are left out; a role of its own is kept', () => {
  const path = (steps: number, steepestClimb: number, newPoints: number, ...codes: string[]) => ({
    roles: codes.map((code) => ({ code, family: null })), totals: { steps, steepestClimb, newPoints, descent: 0, ascent: 0 },
  });
  const best = path(2, 14, 31, 'a', 'b', 'z');
  const other = path(2, 14, 31, 'a', 'c', 'z');
  const gentler = path(3, 13, 36, 'a', 'b', 'c', 'z');
  const reordered = path(3, 14, 32, 'a', 'c', 'b', 'z');
  assert.deepEqual(recommended([best, other, gentler, reordered]), [best, other, gentler]);
  assert.deepEqual(recommended([best, reordered]), [best, reordered], 'c is on no other route');
});

test('the comfortable climb reads the same with a route, without one, and before one is asked for', async () => {
  const visit = await open();
  const page = visit.page;
  const said = new Set<string>();
  for (const path of [example, `${example}&maxSteps=1&maxClimb=1`, '/route?']) {
    await visit.go(`${path}&lang=en`);
    said.add(await page.locator('.dial', { hasText: 'Comfortable climb' }).locator('output').innerText());
  }
  assert.deepEqual([...said].map((s) => /^\d+ points$/.test(s)), [true], [...said].join(', '));
  await visit.close();
});

test('a limit in the address that no dial can have is as good as none', async () => {
  const visit = await open();
  for (const steps of ['-3', '1.5', '0']) {
    const page = await visit.go(`${example}&lang=en&maxSteps=${steps}&maxClimb=-1`);
    await page.getByText(inWords((await answered()).best)).first().waitFor();
    const dial = page.locator('.dial', { hasText: 'At most so many steps' });
    assert.equal(await dial.locator('output').innerText(), 'no limit', steps);
  }
  await visit.close();
});

test('one end alone leads on to what that role gives', async () => {
  const visit = await open();
  const page = await visit.go('/route?from=SOC-OPERATOR&lang=en');
  await page.getByText('From SOC: Operator: choose the role you want').waitFor();
  await page.getByRole('link', { name: 'Show what comes next' }).click();
  await page.getByRole('heading', { level: 1, name: 'SOC: Operator' }).waitFor();
  await visit.go('/route?to=SOC-ANALYST&lang=en');
  await page.getByRole('link', { name: 'Show who can become this' }).click();
  await page.waitForURL(/show=feeders/);
  await visit.close();
});

test('the roles chosen stay on the way through the screens', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  const way = (name: string) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true });
  await way('Map').click();
  await page.getByRole('heading', { name: 'Correlation map of SOC: Operator' }).waitFor();
  await way('Families').click();
  await page.getByRole('heading', { level: 1, name: 'Map of families' }).waitFor();
  await way('Route').click();
  await page.getByRole('heading', { name: 'From SOC: Operator to SOC: Analyst' }).waitFor();
  await visit.close();
});

test('where there is no route, each way out is a button that works', async () => {
  const visit = await open();
  const [fewest] = (await answered()).choices;
  assert.ok(fewest);
  const page = await visit.go(`${example}&lang=en&maxSteps=${fewest.steps}&maxClimb=${fewest.steepestClimb - 1}`);
  await page.getByRole('heading', { name: 'No route within these limits' }).waitFor();
  await page.getByRole('link', { name: `Allow climbs of ${fewest.steepestClimb} points` }).click();
  await page.getByText(inWords(fewest)).first().waitFor();
  await visit.close();
});

test('what stands under the picture is said once', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.waitForSelector('.profile circle.mark');
  const cautions = (await page.locator('.found').innerText()).match(/made up|illustrative/gi) ?? [];
  assert.equal(cautions.length, 1);
  await visit.close();
});

test('a step says what the two roles share, and routes to compare with are told apart by name and line', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=en&with=1&with=2`);
  await page.getByText('Why these two are near').first().click();
  await page.locator('#step-0').getByText('Both need most').waitFor();
  await page.waitForSelector('.profile path.other');
  const titles = await page.locator('section[aria-labelledby=cards] strong').allInnerTexts();
  assert.equal(new Set(titles).size, titles.length, `two routes have one name: ${titles.join(', ')}`);
  const names = await page.locator('.profile .lines li').allInnerTexts();
  assert.deepEqual(names.map((n) => n.trim()), titles.slice(1, 3));
  const dashes = await page.$$eval('.profile > svg path.other', (all) => all.map((p) => getComputedStyle(p).strokeDasharray));
  assert.equal(new Set(dashes).size, 2);
  await visit.close();
});

test('on demand a route says how sure it is, as the API does', async () => {
  const { path } = await api<{ path: { path: { stability: { survived: number; trials: number; weakest: { standIn: object | null } } } } }>(
    server(), '{path(input: {from: {role: "SOC-OPERATOR"}, to: {role: "SOC-ANALYST"}}) {... on PathFound {path {stability {survived trials weakest {standIn {totals {steps}}}}}}}}',
  );
  const { survived, trials, weakest } = path.path.stability;
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.getByText('How sure is this route?').click();
  await page.getByText(`the route still stood in ${survived} of ${trials} tries.`).waitFor();
  await page.getByText(/Its weakest step leads from/).waitFor();
  if (weakest.standIn) {
    await page.getByRole('link', { name: 'Show that route' }).click();
    await page.waitForURL(/via=/);
    await page.getByRole('heading', { name: 'From SOC: Operator to SOC: Analyst' }).waitFor();
  }
  await visit.close();
});

test('every limit and everything to pass or avoid is a dial, and one button resets them', async () => {
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.getByText('Limits, via, avoid').click();
  await page.getByLabel('At most so many steps').fill('6');
  await page.waitForURL(/maxSteps=6/);
  await page.getByLabel('How alike two roles of a step are at least').fill('0.8');
  await page.waitForURL(/[?&]r=0.8/);
  await page.getByLabel('Family to avoid').selectOption({ index: 1 });
  await page.waitForURL(/avoidFamily=/);
  await page.getByRole('combobox', { name: 'Pass through' }).fill('SOC intelligence');
  await page.getByRole('option', { name: 'SOC: Intelligence' }).click();
  await page.waitForURL(/via=/);
  await page.getByRole('button', { name: 'Reset all conditions' }).click();
  await page.getByText('Everything is at its standard.').waitFor();
  assert.deepEqual([...new URL(page.url()).searchParams.keys()].sort(), ['from', 'lang', 'to', 'v']);
  await visit.close();
});

test('the frontier is the API’s, and a point of it is its route', async () => {
  const { choices: tradeoffs } = await answered();
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.waitForSelector('.tradeoff svg a');
  const choices = await page.$$eval('.tradeoff svg a title', (all) => all.map((a) => a.textContent));
  assert.deepEqual(choices, tradeoffs.map((t) => `${t.steps} step${t.steps === 1 ? '' : 's'}, steepest climb ${t.steepestClimb} points`));
  const last = tradeoffs.at(-1);
  await page.locator('.tradeoff svg a .hit').last().click();
  assert.ok(last);
  await page.getByText(inWords(last)).first().waitFor();
  await visit.close();
});

test('while the server is away the last answer stays, and it comes back', async () => {
  const away = await Server.start(program());
  const visit = await open();
  const page = visit.page;
  await page.goto(`${away.url}${example}&lang=en`, { waitUntil: 'networkidle' });
  visit.forgiving = true; // Chromium itself reports each connection that is refused
  await away.stop();
  await page.getByRole('radio', { name: /Fewest/ }).check();
  await page.getByText(/The server has not answered since .* its last answer/).waitFor();
  await page.getByRole('heading', { name: 'From SOC: Operator to SOC: Analyst' }).waitFor();
  const back = await Server.start(program(), [], away.address);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(/The server has not answered/).waitFor({ state: 'detached' });
  await back.stop();
  await visit.context.close();
  assert.deepEqual(visit.faults, []);
});

interface DirectMove {
  learnFirst: boolean;
  skills: { skill: { name: Record<Lang, string> }; from: number; to: number }[];
  explanation: Record<Lang, string>;
}
type Lang = 'ja' | 'en';

/** Two roles whose route takes several steps though the goal asks for little, at once or not, and what the API says of it. */
async function nearlyHeld(learnFirst: boolean): Promise<{ from: string; to: string; directMove: DirectMove }> {
  const { roles } = await api<{ roles: { nodes: { code: string }[] } }>(server(), '{roles(first: 100) {nodes {code}}}');
  for (const { code: from } of roles.nodes) {
    const pairs = roles.nodes.map(({ code }) => ({ from: { role: from }, to: { role: code } }));
    const { pathBatch } = await api<{ pathBatch: { results: { path?: { directMove: DirectMove | null } }[] } }>(
      server(),
      'query($pairs: [PathPairInput!]!) {pathBatch(input: {pairs: $pairs}) {results {... on PathFound {path {directMove {learnFirst skills {skill {name {ja en}} from to} explanation {ja en}}}}}}}',
      { pairs },
    );
    for (const [i, { path }] of pathBatch.results.entries()) {
      const to = roles.nodes[i]?.code;
      if (to && path?.directMove?.skills.length && path.directMove.learnFirst === learnFirst) return { from, to, directMove: path.directMove };
    }
  }
  assert.fail('no goal of the dataset asks for so little');
}

test('a goal that asks for little more than is held is said before the picture, and nowhere else', async () => {
  for (const learnFirst of [false, true]) await saidFirst(await nearlyHeld(learnFirst));
  const visit = await open();
  const page = await visit.go(`${example}&lang=en`);
  await page.waitForSelector('.profile circle.mark');
  assert.equal(await page.locator('.direct').count(), 0);
  await visit.close();
});

async function saidFirst({ from, to, directMove }: Awaited<ReturnType<typeof nearlyHeld>>): Promise<void> {
  const most = Math.max(...directMove.skills.map((s) => s.to - s.from));
  const first = directMove.skills.find((s) => s.to - s.from === most);
  assert.ok(first);
  for (const [lang, width, atOnce, noPosts] of [['ja', 375, 'すぐに目標へ', '途中の職種を経ない場合'], ['en', 1440, 'At once', 'Without posts between']] as const) {
    const visit = await open({ width });
    const page = await visit.go(`/route?from=${from}&to=${to}&lang=${lang}`);
    await page.waitForSelector('.profile circle.mark');
    const said = page.locator('.head .direct');
    const text = await said.innerText();
    for (const part of [directMove.explanation[lang], `${first.skill.name[lang]} ${first.from} → ${first.to}`, directMove.learnFirst ? noPosts : atOnce]) {
      assert.ok(text.includes(part), `${part} is not said in:\n${text}`);
    }
    const box = await said.boundingBox();
    const picture = await page.locator('.profile').boundingBox();
    assert.ok(box && picture && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= picture.y, 'it stands above the picture and within the window');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, 'the page is no wider than the window');
    await visit.close();
  }
}
