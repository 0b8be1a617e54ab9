// Bundles GraphiQL into one script and one style sheet, and gathers the licences of what went in.
// Usage: node build.mjs OUTDIR, where node_modules is what package-lock.json says.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const outdir = process.argv[2];
if (!outdir) throw new Error('usage: node build.mjs OUTDIR');

// The page uses the reader's own fonts: the ones embedded in GraphiQL's style sheet have no kana,
// weigh more than the rest of it, and have licences of their own.
const withoutFonts = {
  name: 'without-fonts',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

const { metafile } = await esbuild.build({
  entryPoints: { graphiql: 'entry.js' },
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'GraphiQLBundle',
  target: ['es2022'],
  charset: 'utf8',
  legalComments: 'none', // LICENSES.txt has them all
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [withoutFonts],
  metafile: true,
  logLevel: 'warning',
});

const folders = new Set();
for (const output of Object.values(metafile.outputs)) {
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder && bytesInOutput > 0) folders.add(folder);
  }
}

const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
const mit = /^Permission is hereby granted[^]*/m.exec(readFileSync('node_modules/react/LICENSE', 'utf8'))[0].trim();
const texts = new Map(); // licence text -> packages under it
for (const folder of folders) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!permissive.includes(license)) throw new Error(`${name} ${version}: unexpected licence ${license}`);
  const files = readdirSync(folder).sort().filter((f) => /^(licen[cs]e|notice)/i.test(f));
  let text = files.map((f) => readFileSync(join(folder, f), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
  if (!text) {
    if (license !== 'MIT') throw new Error(`${name} ${version}: no licence file`);
    const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
    text = `(The package names its licence without a copy of it.)\n\nCopyright (c) ${holder}\n\n${mit}`;
  }
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}
const sections = [...texts]
  .map(([text, names]) => `${names.sort().join('\n')}\n\n${text}\n`)
  .sort();
const rule = `\n${'-'.repeat(72)}\n\n`;
writeFileSync(
  join(outdir, 'LICENSES.txt'),
  ['graphiql.js and graphiql.css are made of these packages.\n', ...sections].join(rule),
);
