import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../shared/ledger/checkpoint.ts';
import { openCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { verifyGrowth } from '../../../shared/ledger/growth.ts';
import { verifyExport } from '../../../shared/ledger/log.ts';
import { parseVerifierKey } from '../../../shared/ledger/note-key.ts';
import { verifyReceipt } from '../../../shared/ledger/receipt.ts';
import { fromBase64, utf8 } from '../../../worker/bytes.ts';
import { sha256 } from '../../../worker/sha256.ts';
import { hasher } from '../../../worker/store/entry.ts';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';
import { verifyEd25519 } from '../support/store.ts';

type Answers = {
  readonly checkpoints: readonly { size: number; note: string; signedAt: string }[];
  readonly next: number | null;
  readonly hashes: readonly string[];
  readonly index: number;
  readonly size: number;
  readonly entry: string;
  readonly proof: string | null;
  readonly error: { code: string; message: string };
};

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});

const text = async (path: string) => (await organisation.as('auditor').get<string>(path)).body;
const json = (path: string) => organisation.as('auditor').get<Answers>(path);
const record = async (...ids: string[]) => {
  const events = ids.map((id) => event(`${id}@example.com`, { id }));
  expect((await organisation.as('rep').post('/events', { events })).status).toBe(200);
};
const exported = async (query = '') =>
  (await text(`/log/entries${query}`)).split('\n').slice(0, -1);

async function trust() {
  const keys = (await text('/log/key'))
    .trim()
    .split('\n')
    .map((line) => {
      const key = parseVerifierKey(line, sha256);
      if (!key.ok) throw new Error(key.problem.message);
      return key.value;
    });
  return { origin: `heed/${organisation.id}`, keys, verify: verifyEd25519 };
}

async function opened(note: string): Promise<Checkpoint> {
  const checkpoint = await openCheckpoint(note, await trust());
  if (!checkpoint.ok) throw new Error(checkpoint.problem.message);
  return checkpoint.value;
}

const paths = ['checkpoint', 'checkpoints', 'key', 'entries', 'proof/consistency?from=1'];
describe.each([...paths, 'proof/inclusion?index=0'])('GET /log/%s', (path) => {
  beforeAll(async () => {
    organisation = await newOrganisation();
  });
  // Without entries there is no proof, so whoever may ask is told so.
  if (!path.startsWith('proof'))
    itNeedsAToken((caller) => caller.get(`/log/${path}`), {
      refuses: ['rep', 'marketer'],
      takes: 'auditor',
    });

  it.each(['rep', 'marketer'] as const)('is not for the role %s', async (role) => {
    const { status, body } = await organisation.as(role).get(`/log/${path}`);
    expect([status, body.error.code]).toEqual([403, 'auth.role']);
  });
});

describe('an auditor', () => {
  it('checks the whole log offline with what the routes give', async () => {
    await record('a', 'b', 'c');
    const first = await opened(await text('/log/checkpoint'));
    await record('d', 'e');
    const second = await opened(await text('/log/checkpoint'));
    const lines = await exported();
    expect(verifyExport(lines, [first, second], hasher)).toEqual({ ok: true, value: 5 });
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id).join('')).toBe('abcde');
  });

  it('sees nobody’s address in it', async () => {
    const events = [event('ottoline@example.com', { source: 'Ottoline rang' })];
    await organisation.as('rep').post('/events', { events });
    await text('/log/checkpoint');
    expect((await exported()).join().toLowerCase()).not.toContain('ottoline');
  });

  it('is given the entries that a checkpoint covers, in parts', async () => {
    await record('a', 'b', 'c', 'd');
    expect(await exported()).toEqual([]);
    await text('/log/checkpoint');
    await record('e');
    const whole = await exported();
    expect(whole).toHaveLength(4);
    expect([...(await exported('?limit=3')), ...(await exported('?from=3&limit=3'))]).toEqual(
      whole,
    );
    expect(await exported('?from=4')).toEqual([]);
  });

  it('streams more than a page of them', async () => {
    const batches = Array.from({ length: 11 }, (_, batch) =>
      Array.from({ length: 100 }, (__, at) => `e${batch}-${at}`),
    );
    for (const ids of batches) await record(...ids);
    const checkpoint = await opened(await text('/log/checkpoint'));
    expect(verifyExport(await exported(), [checkpoint], hasher)).toEqual({ ok: true, value: 1100 });
  });

  it('sees each checkpoint that was signed, page by page', async () => {
    for (const id of ['a', 'b', 'c']) {
      await record(id);
      await text('/log/checkpoint');
    }
    const first = (await json('/log/checkpoints?limit=2')).body;
    expect([first.checkpoints.map(({ size }) => size), first.next]).toEqual([[1, 2], 2]);
    const rest = (await json(`/log/checkpoints?limit=2&after=${first.next}`)).body;
    expect([rest.checkpoints.map(({ size }) => size), rest.next]).toEqual([[3], null]);
    const sizes = [...first.checkpoints, ...rest.checkpoints].map(({ note }) => opened(note));
    expect((await Promise.all(sizes)).map(({ size }) => size)).toEqual([1, 2, 3]);
  });

  it.each(['index=1', 'event=b', 'event=b&size=2', 'index=1&size=3'])(
    'has it proven that the log holds an entry: %s',
    async (query) => {
      await record('a', 'b');
      await text('/log/checkpoint');
      await record('c');
      const { body } = await json(`/log/proof/inclusion?${query}`);
      expect(JSON.parse(body.entry)).toMatchObject({ id: 'b', kind: 'consent-event@1' });
      const receipt = { entry: utf8(body.entry), proof: body.proof! };
      expect(await verifyReceipt(receipt, await trust(), hasher)).toMatchObject({
        ok: true,
        value: { index: 1, checkpoint: { size: body.size } },
      });
    },
  );

  it('has hashes, and no proof as text, for a size that no checkpoint has', async () => {
    await record('a', 'b', 'c');
    const { status, body } = await json('/log/proof/inclusion?index=0&size=2');
    expect([status, body.hashes.length, body.proof]).toEqual([200, 1, null]);
  });

  it('has it proven that the log only grew', async () => {
    await record('a', 'b', 'c');
    const older = await opened(await text('/log/checkpoint'));
    await record('d', 'e');
    const newer = await opened(await text('/log/checkpoint'));
    for (const query of ['from=3', 'from=3&to=5']) {
      const { body } = await json(`/log/proof/consistency?${query}`);
      const hashes = body.hashes.map((hash) => fromBase64(hash)!);
      expect(verifyGrowth(older, newer, hashes, hasher)).toMatchObject({ ok: true });
    }
  });

  it.each([
    ['proof/inclusion', 400],
    ['proof/inclusion?index=0&event=a', 400],
    ['proof/inclusion?index=2', 400],
    ['proof/inclusion?index=-1', 400],
    ['proof/inclusion?index=0&size=9', 400],
    ['proof/inclusion?event=zzz', 404],
    ['proof/consistency', 400],
    ['proof/consistency?from=0', 400],
    ['proof/consistency?from=3', 400],
    ['proof/consistency?from=1&to=9', 400],
    ['entries?from=x', 400],
    ['entries?limit=0', 400],
    ['entries?limit=100001', 400],
    ["entries?from=0'--", 400],
    ['checkpoints?after=1e3', 400],
  ])('is told what is wrong with %s', async (path, status) => {
    await record('a', 'b');
    const answer = await json(`/log/${path}`);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(/\w+/);
  });

  it('of one organisation is shown nothing of another’s log', async () => {
    await record('a', 'b');
    await text('/log/checkpoint');
    const key = await text('/log/key');
    organisation = await newOrganisation();
    expect(await exported()).toEqual([]);
    expect((await opened(await text('/log/checkpoint'))).size).toBe(0);
    expect((await json('/log/proof/inclusion?event=a')).status).toBe(404);
    expect(await text('/log/key')).not.toBe(key);
  });
});
