import type { Driver } from './driver.ts';
import type { Tab } from './tab.ts';
import { tabOf } from './tab.ts';

/** Connects the extension on its options page, with a token where a person would have a code approved. Gives the page back, open. */
export async function connectExtension(
  browser: Driver,
  server: { readonly apiBase: string; readonly token: string },
): Promise<Tab> {
  const options = tabOf(await browser.openOptions());
  await options.fill('input[name=address]', server.apiBase);
  await options.click('summary');
  await options.fill('input[name=token]', server.token);
  await options.click('button', { text: 'Connect' });
  await options.see('button', { text: 'Sync now' });
  return options;
}
