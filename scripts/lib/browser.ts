import { launchChromium } from './chromium.ts';
import type { BrowserName, Driver, LaunchOptions } from './driver.ts';
import { launchFirefox } from './firefox.ts';

export type { BrowserName, Driver, LaunchOptions } from './driver.ts';

/** Starts one of the two browsers with the extension in it. */
export function launchBrowser(name: BrowserName, options: LaunchOptions = {}): Promise<Driver> {
  return name === 'chromium' ? launchChromium(options) : launchFirefox(options);
}
