import { sendMessage } from '../background/send-message.ts';
import type { Site } from '../sites/site.ts';

/** Tells the background, once each, which identifiers the page shows to be one person's. */
export function createLinkReporter(
  site: Site,
  tell: typeof sendMessage = sendMessage,
): (page: Document) => void {
  const told = new Set<string>();
  return (page) => {
    for (const identifiers of site.linked?.(page) ?? []) {
      const pair = identifiers.map(({ value }) => value).join(' ');
      if (told.has(pair)) continue;
      told.add(pair);
      // Not heard is not lost: it is told again when the profile is next opened.
      tell('identity.linked', { identifiers: [...identifiers] }).catch(() => told.delete(pair));
    }
  };
}
