import { gmail } from './gmail/gmail.ts';
import { linkedin } from './linkedin/linkedin.ts';
import type { Site } from './site.ts';

/** Every site that Heed knows. */
export const sites: readonly Site[] = [gmail, linkedin];

export function siteFor(url: URL): Site | undefined {
  return sites.find((site) => site.matches(url));
}
