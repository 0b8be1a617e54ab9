// A route in a frame of somebody else's page, as tall as the documents say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stage } from './stage';

const { visit: open, server } = stage();

for (const where of ['docs/frontends.md', 'examples/embed.html']) {
  test(`the frame of ${where} cuts nothing off`, async () => {
    const text = readFileSync(new URL(`../../${where}`, import.meta.url), 'utf8');
    const [frame, path, height] = /<iframe src="https?:\/\/[^/]+(\/embed[^"]+)"[^>]* height="(\d+)"[^>]*>/.exec(text) ?? assert.fail('no frame');
    for (const lang of ['ja', 'en']) {
      for (const width of [375, 800, 1200]) {
        const visit = await open({ width });
        const shown = frame.replace(/src="[^"]+"/, `src="${server().url}${path?.replace(/lang=\w+/, `lang=${lang}`)}"`);
        await visit.page.route('**/theirs', (asked) => asked.fulfill({ contentType: 'text/html', body: `<!doctype html><body style="margin: 0">${shown}</iframe>` }));
        await visit.go('/theirs');
        const inside = visit.page.frames()[1] ?? assert.fail('no frame');
        await inside.locator('.profile circle.mark').first().waitFor();
        await inside.locator('.key').waitFor();
        const tall = await inside.evaluate(() => document.documentElement.scrollHeight);
        assert.ok(tall <= Number(height), `${lang} at ${width}: ${tall} pixels in a frame of ${height}`);
        await visit.close();
      }
    }
  });
}
