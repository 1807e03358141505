import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Tab } from '../../../scripts/lib/tab.ts';
import { people } from '../people.ts';
import type { World } from '../world.ts';
import { readDialog, send, write } from '../writing.ts';

export function access(world: World): void {
  describe('what axe finds wrong for people with disabilities', () => {
    it('is nothing in the dialog', async () => {
      await write(world.mail, { to: [people.objector.email, people.stranger.email] });
      await send(world.mail, 'the mouse');
      await readDialog(world.mail);
      expect(await audit(world.mail, ['heed-dialog', 'dialog'])).toEqual([]);
    });

    it('is nothing in the options', async () => {
      await world.options.toFront();
      expect(await audit(world.options, ['main'])).toEqual([]);
    });
  });
}

/** `path` leads through shadow roots. Answers one line for each finding. */
export async function audit(tab: Tab, path: [string, ...string[]]): Promise<string[]> {
  await tab.run(axe.source);
  return tab.evaluate(async (where) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const [only] = where;
    const include = where.length === 1 ? [only] : { fromShadowDom: where };
    const { violations, passes } = await inPage.run({ include } as never);
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, path);
}
