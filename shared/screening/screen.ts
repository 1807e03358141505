import type { Screening } from './engine.ts';
import { screenWith } from './engine.ts';
import type { Message } from './finding.ts';
import { packFor } from './packs.ts';

/** `screenWith` all the languages there are. A page, which pays for what it loads, brings its own. */
export function screen(message: Message): Screening {
  return screenWith(message, packFor);
}
