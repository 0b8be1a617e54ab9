// A Vite plugin that writes licences.txt: the licences of every package that the bundles are made of.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Reads what a package says of its licence. Throws where it is not one that the program may carry. */
function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!permissive.includes(license)) throw new Error(`${name} ${version}: the licence ${license} is not on the list`);
  const files = readdirSync(folder).sort().filter((f) => /^(licen[cs]e|notice)/i.test(f));
  let text = files.map((f) => readFileSync(join(folder, f), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
  if (!text) {
    if (license !== 'MIT') throw new Error(`${name} ${version}: no licence file`);
    const mit = /^Permission is hereby granted[^]*/m.exec(readFileSync('node_modules/react/LICENSE', 'utf8'))[0].trim();
    const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
    text = `(The package names its licence without a copy of it.)\n\nCopyright (c) ${holder}\n\n${mit}`;
  }
  return { package: `${name} ${version} (${license})`, text };
}

export function licences() {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const folders = new Set();
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
          const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
          if (folder && existsSync(join(folder, 'package.json'))) folders.add(folder);
        }
      }
      const byText = new Map();
      for (const folder of folders) {
        const licence = licenceOf(folder);
        byText.set(licence.text, [...(byText.get(licence.text) ?? []), licence.package]);
      }
      const sections = [...byText].map(([text, names]) => `${names.sort().join('\n')}\n\n${text}\n`).sort();
      const source = ['The page and GraphiQL are made with these packages.\n', ...sections].join(`\n${'-'.repeat(72)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}
