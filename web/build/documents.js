// A Vite plugin that puts the manifest of the page's GraphQL documents into dist: hash and text of each.
// The server answers for a document by its hash.
import { readFileSync } from 'node:fs';

export function documents() {
  return {
    name: 'documents',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'persisted-documents.json', source: readFileSync('src/generated/persisted-documents.json', 'utf8') });
    },
  };
}
