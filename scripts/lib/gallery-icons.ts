import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

const sizes = [16, 32, 48, 128];

/** Draws `heed.svg` in the sizes that browsers ask for, with a transparent background. */
export async function drawIcons(browser: Browser, folder: string): Promise<void> {
  const svg = readFileSync(join(folder, 'heed.svg'), 'utf8');
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const image = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await page.setContent(
      `<body style="margin:0"><img src="${image}" width="${size}" height="${size}" style="display:block">`,
    );
    await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
    await page.close();
  }
}
