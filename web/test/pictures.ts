// Takes the pictures of docs/pictures: npm run pictures. They are WebP, made by the browser itself.
import { writeFileSync } from 'node:fs';
import { build, openBrowser, Server, Visit, type Look } from './stage';

const folder = new URL('../../docs/pictures/', import.meta.url);
const pictures: Record<string, [path: string, look: Look]> = {
  'route.ja': ['/route?from=SOC-OPERATOR&to=SOC-ANALYST&lang=ja', { width: 1200, height: 820 }],
  'route.en': ['/route?from=SOC-OPERATOR&to=SOC-ANALYST&lang=en', { width: 1200, height: 820 }],
  'map.ja': ['/map?role=SOC-OPERATOR&point=SOC-INTEL&lang=ja', { width: 1200, height: 900 }],
  'map.en': ['/map?role=SOC-OPERATOR&point=SOC-INTEL&lang=en', { width: 1200, height: 900 }],
  'families.en': ['/families?lang=en&family=CSIRT', { width: 1300, height: 960, dark: true }],
  'phone.ja': ['/route?from=SOC-OPERATOR&to=MGMT-CISO&lang=ja', { width: 390, height: 844 }],
};

const program = build();
const server = await Server.start(program.program);
const browser = await openBrowser();
try {
  for (const [name, [path, look]] of Object.entries(pictures)) {
    const visit = await Visit.open(browser, server, look);
    const page = await visit.go(path);
    await page.locator('svg').first().waitFor();
    const png = (await page.screenshot()).toString('base64');
    const canvas = await visit.context.newPage();
    const webp = await canvas.evaluate(async (source) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const surface = document.createElement('canvas');
      [surface.width, surface.height] = [image.width, image.height];
      surface.getContext('2d')?.drawImage(image, 0, 0);
      return surface.toDataURL('image/webp', 0.82).split(',')[1] ?? '';
    }, png);
    const body = Buffer.from(webp, 'base64');
    writeFileSync(new URL(`${name}.webp`, folder), body);
    console.log(`${name}.webp ${Math.round(body.length / 1000)} kB`);
    await visit.context.close();
  }
} finally {
  await browser.close();
  await server.stop();
  program.remove();
}
