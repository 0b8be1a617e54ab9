import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Rolldown } from 'vite';
import { documents } from './build/documents.js';
import { licences } from './build/licences.js';

// GraphiQL's style sheet carries fonts that have no kana and licences of their own: the reader's are used.
const withoutFonts = {
  name: 'without-fonts',
  enforce: 'pre' as const,
  load(id: string) {
    if (!/node_modules\/.*\.css$/.test(id)) return null;
    return readFileSync(id, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, '');
  },
};

// What several screens share and the start does not need comes as one file: a dozen small ones would cost a request each.
let start: Set<string> | undefined;
function screensShare(id: string, chunking: Rolldown.ChunkingContext): string | null {
  if (!start) {
    start = new Set();
    const ids = [fileURLToPath(new URL('src/main.ts', import.meta.url))];
    for (const id of ids) {
      if (start.has(id)) continue;
      start.add(id);
      ids.push(...(chunking.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return start.has(id) ? null : 'screens';
}

export default defineConfig({
  base: './', // every page works under any prefix
  plugins: [withoutFonts, svelte(), licences(), documents()],
  build: {
    target: 'es2022',
    emptyOutDir: false, // dist keeps its .gitignore; the build script empties the rest
    manifest: true, // from which the server knows what each screen is made of
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      // GraphiQL's packages are written for servers, too; their directives mean nothing here.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      input: { page: 'index.html', graphiql: 'graphiql/index.html' },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: screensShare, debugName: 'screens', test: /\/web\/src\//, minShareCount: 2 }] } },
    },
  },
  server: { proxy: { '/graphql': 'http://127.0.0.1:8080' } },
});
