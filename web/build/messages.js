// Turns page*.toml and caveat.toml of internal/words/{ja,en} into src/generated/messages.ts: the sentences of the page in
// both languages, and for each id the places that must be filled. Usage: node build/messages.js
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { parse } from 'smol-toml';

const words = new URL('../../internal/words/', import.meta.url);
const out = new URL('../src/generated/', import.meta.url);
const languages = ['ja', 'en'];
const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Lists the messages of a table as [id, text or texts by plural form]. */
function* messages(table, prefix = '') {
  for (const [key, value] of Object.entries(table)) {
    const id = prefix + key;
    if (typeof value === 'string') yield [id, value];
    else if (Object.keys(value).every((k) => forms.includes(k))) yield [id, value];
    else yield* messages(value, `${id}.`);
  }
}

const said = {};
for (const language of languages) {
  const files = readdirSync(new URL(`${language}/`, words)).filter((f) => /^(page.*|caveat)\.toml$/.test(f)).sort();
  said[language] = Object.fromEntries(
    files.flatMap((f) => [...messages(parse(readFileSync(new URL(`${language}/${f}`, words), 'utf8')))]),
  );
}

const texts = (message) => (typeof message === 'string' ? [message] : Object.values(message));
const lines = Object.entries(said.en).map(([id, message]) => {
  const places = new Set(texts(message).flatMap((t) => [...t.matchAll(/\{(\w+)\}/g)].map((m) => m[1])));
  const fields = [...places].sort().map((p) => `${p}: ${p === 'count' ? 'number' : 'string | number'}`);
  return `  ${JSON.stringify(id)}: ${fields.length ? `{ ${fields.join('; ')} }` : 'undefined'};`;
});
mkdirSync(out, { recursive: true });
writeFileSync(
  new URL('messages.ts', out),
  `// Made by build/messages.js from internal/words. Do not edit.
export interface Messages {
${lines.join('\n')}
}
export const messages: Record<${languages.map((l) => `'${l}'`).join(' | ')}, Record<string, string | Record<string, string>>> = ${JSON.stringify(said)};
`,
);
