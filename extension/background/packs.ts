import browser from 'webextension-polyfill';
import type { Pack } from '../../shared/screening/pack.ts';

/** The words of a language, of the extension's own files: a page's script is given those that it needs. */
export async function pack(language: string): Promise<Pack | null> {
  if (!/^[a-z]{2}$/.test(language)) return null;
  try {
    const response = await fetch(browser.runtime.getURL(`packs/${language}.json`));
    return response.ok ? ((await response.json()) as Pack) : null;
  } catch {
    return null;
  }
}
