import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { stage } from './stage';

const { visit: open } = stage();

const examples = new URL('../../examples/', import.meta.url);
const names = readdirSync(examples).filter((f) => f.endsWith('.graphql'));
const editor = '.graphiql-query-editor .CodeMirror';

test('GraphiQL opens with every example as a tab, runs the first, and documents the schema', async () => {
  const visit = await open();
  const page = await visit.go('/graphiql/');
  await page.waitForSelector(editor);
  assert.equal(await page.locator('.graphiql-tab').count(), names.length);
  const shown = await page.evaluate((e) => (document.querySelector(e) as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue(), editor);
  assert.equal(shown, readFileSync(new URL('path.graphql', examples), 'utf8'));
  await page.click('.graphiql-execute-button');
  await page.getByText('SOC-ANALYST').first().waitFor();
  await page.locator('.result-window', { hasText: 'PathFound' }).waitFor();
  await page.click('button[aria-label="Show Documentation Explorer"]');
  await page.locator('.graphiql-doc-explorer', { hasText: 'Query' }).waitFor();
  assert.equal(new URL(page.url()).search, '', 'nothing is put into the address');
  await visit.close();
});

test('GraphiQL takes a query from the fragment, which no server sees', async () => {
  const visit = await open();
  const query = '{ dataset { name } }';
  const page = await visit.go(`/graphiql/#${new URLSearchParams({ query })}`);
  await page.waitForSelector(editor);
  await page.click('.graphiql-execute-button');
  await page.locator('.result-window', { hasText: 'security-roles' }).waitFor();
  assert.ok(visit.requests.every((r) => !r.includes('dataset')), 'the query stands in no address');
  await visit.close();
});
