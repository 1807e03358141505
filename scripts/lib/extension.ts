import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const Manifest = v.object({
  options_ui: v.object({ page: v.string() }),
  browser_specific_settings: v.optional(v.object({ gecko: v.object({ id: v.string() }) })),
});

/** What the drivers need to know of an unpacked extension: `{ optionsPage, geckoId }`. */
export function readExtension(folder: string): { optionsPage: string; geckoId: string } {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path))
    throw new Error(`No extension in ${folder}: build it first (npm run build does all).`);
  const manifest = v.parse(Manifest, JSON.parse(readFileSync(path, 'utf8')));
  return {
    optionsPage: manifest.options_ui.page,
    geckoId: manifest.browser_specific_settings?.gecko.id ?? '',
  };
}
