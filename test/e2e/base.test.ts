import { describe, expect, it } from 'vitest';
import { fewChanges } from '../../shared/snapshot/snapshot.ts';
import type { Server } from './api.ts';
import { recordOnServer } from './api.ts';
import { people } from './people.ts';
import { expectLeftOnce, expectNothingLeft, useWorld } from './world.ts';
import { readDialog, seeBadge, send, write } from './writing.ts';

const many = Array.from({ length: fewChanges + 100 }, (_, at) => `p${at}@company${at}.example`);

/** As Cloudflare would, every two minutes. */
async function runJob({ apiBase }: Server): Promise<void> {
  const cron = encodeURIComponent('*/2 * * * *');
  const response = await fetch(`${new URL(apiBase).origin}/cdn-cgi/handler/scheduled?cron=${cron}`);
  expect(await response.text()).toBe('ok');
}

/** How many parts of a base the extension keeps. */
function keptParts(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('heed-parts');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('parts').objectStore('parts').count();
      counting.addEventListener('success', () => {
        opening.result.close();
        resolve(counting.result);
      });
    });
  });
}

describe('a browser of an organisation that knows thousands', () => {
  const world = useWorld('chromium');

  it('fetches the whole in parts, and decides from them', async () => {
    const noes = [{ type: 'objected', channel: 'all' }] as const;
    for (let at = 0; at < many.length; at += 100)
      await recordOnServer(world.server, noes, many.slice(at, at + 100));
    await runJob(world.server);
    await world.options.toFront();
    await world.options.click('button', { text: 'Sync now' });
    await world.options.see('.done', { text: 'Up to date' });
    expect(await world.options.evaluate(keptParts, undefined)).toBeGreaterThan(0);

    await world.mail.toFront();
    await write(world.mail, { to: [many[4321]!, people.agreed.email] });
    await seeBadge(world.mail, 'blocked');
    await send(world.mail, 'the mouse');
    expect(await readDialog(world.mail)).toContain(many[4321]!);
    await expectNothingLeft(world);
  });

  it('lets a message go to somebody in the whole who agreed', async () => {
    await write(world.mail, { to: [people.agreed.email] });
    await seeBadge(world.mail, 'allowed');
    await send(world.mail, 'Ctrl+Enter');
    expect((await expectLeftOnce(world)).to).toEqual([people.agreed.email]);
  });
});
