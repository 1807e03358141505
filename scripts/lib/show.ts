import { launchChromium } from './chromium.ts';
import { connectExtension } from './connect.ts';
import type { Ending } from './ending.ts';
import type { Services } from './services.ts';

/** Whether a browser window could be shown to somebody here. */
export function hasDisplay(): boolean {
  if (process.env['CI']) return false;
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Opens a browser window with the connected extension and the practice inbox. */
export async function openForPerson(services: Services, ending: Ending): Promise<void> {
  const browser = await launchChromium({
    extensionDir: services.extensionDir,
    headless: false,
    signals: 'caller',
  });
  ending.add(browser.close);
  await connectExtension(browser, services);
  await browser.open(services.practice.url);
}

/** What to try in the practice inbox, whoever opens it. */
export const whatToTry = `
Try this in the practice inbox:
  1. Write back to Amelia Hart and press Send, or Ctrl+Enter. She objected: it is stopped.
  2. Add Ben Okafor, who agreed, and send again: Amelia can be taken out, and Ben gets it alone.
  3. Write to Dana Lindt. Nothing is known of her: record that she agreed, then send.
"Messages that left", at the foot of the page, counts what really went.
`;
