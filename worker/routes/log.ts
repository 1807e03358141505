import { Hono } from 'hono';
import * as v from 'valibot';
import { formatVerifierKey } from '../../shared/ledger/note-key.ts';
import { formatLogProof } from '../../shared/ledger/receipt.ts';
import { LogCheckpoints, LogConsistency, LogInclusion } from '../../shared/protocol/log.ts';
import { toBase64 } from '../../shared/text/base64.ts';
import { toIso } from '../../shared/time.ts';
import { fromHex, utf8 } from '../bytes.ts';
import type { AppEnv } from '../env.ts';
import { badInput } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit, wholeNumber } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import type { Log } from '../store/log/log.ts';
import { storeFor } from '../store/store.ts';

const place = v.union([v.pipe(v.literal('0'), v.transform(Number)), wholeNumber]);
const CheckpointsQuery = v.object({
  after: v.optional(place),
  limit: limit({ usual: 20, most: 100 }),
});
const EntriesQuery = v.object({
  from: v.optional(place, '0'),
  limit: limit({ usual: 10_000, most: 100_000 }),
});
const InclusionQuery = v.object({
  index: v.optional(place),
  event: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  size: v.optional(wholeNumber),
});
const ConsistencyQuery = v.object({ from: wholeNumber, to: v.optional(wholeNumber) });

const text = 'text/plain; charset=utf-8';
const lines = 'application/x-ndjson';
const noSuchSize = { 400: 'No checkpoint covers that many entries, or there is no such entry.' };
const mayRead = allow('log.read');

const logFor = async (c: { env: AppEnv['Bindings']; var: AppEnv['Variables'] }): Promise<Log> =>
  (await storeFor(c.env, c.var.member.orgId)).log;

/** The organisation's log, for whoever checks it: docs/ledger.md says how. */
export const log = new Hono<AppEnv>()
  .get(
    '/checkpoint',
    operation({
      id: 'log.checkpoint',
      summary: 'The newest signed checkpoint',
      details:
        'Covers every event there is; it is made now where there are newer events than the last one covers.',
      answers: { 200: { says: 'A signed note (c2sp.org/tlog-checkpoint).', type: 'text/plain' } },
    }),
    mayRead,
    async (c) => {
      // A GET that writes: what is signed and handed out must be kept, or another could be shown to somebody else.
      // What it says was settled when the events were written, and the cron would sign it within the minute.
      const { note } = await (await logFor(c)).checkpoint(Date.now());
      return c.body(note, 200, { 'Content-Type': text });
    },
  )
  .get(
    '/checkpoints',
    operation({
      id: 'log.checkpoints',
      summary: 'Every checkpoint that was signed, the smallest first',
      answers: { 200: { says: 'A page of them.', schema: LogCheckpoints } },
    }),
    mayRead,
    validate('query', CheckpointsQuery),
    async (c) => {
      const { after = -1, limit: most } = c.req.valid('query');
      const found = await (await logFor(c)).checkpointsAfter(after, most);
      const checkpoints = found.map(({ size, root, note, signedAt }) => ({
        size,
        root: toBase64(fromHex(root)),
        note,
        signedAt: toIso(signedAt),
      }));
      const next = found.length === most ? found.at(-1)!.size : null;
      return c.json({ checkpoints, next }, 200);
    },
  )
  .get(
    '/key',
    operation({
      id: 'log.key',
      summary: 'The keys that checkpoints are signed with',
      answers: {
        200: { says: 'One line for each, the latest first (docs/ledger.md).', type: 'text/plain' },
      },
    }),
    mayRead,
    async (c) => {
      const keys = await (await logFor(c)).keys();
      const body = keys.map((key) => `${formatVerifierKey(key)}\n`).join('');
      return c.body(body, 200, { 'Content-Type': text });
    },
  )
  .get(
    '/entries',
    operation({
      id: 'log.entries',
      summary: 'The entries themselves, as lines of canonical JSON',
      details: 'Those that the newest checkpoint covers, from `from` (0 is the first).',
      answers: { 200: { says: 'One entry a line, streamed.', type: lines } },
    }),
    mayRead,
    validate('query', EntriesQuery),
    async (c) => {
      const { from, limit: most } = c.req.valid('query');
      const store = await logFor(c);
      const size = (await store.checkpointOf())?.size ?? 0;
      const pages = store.entries(from, Math.min(size, from + most))[Symbol.asyncIterator]();
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { value, done } = await pages.next();
          if (done) controller.close();
          else controller.enqueue(utf8(value.map((entry) => `${entry}\n`).join('')));
        },
      });
      return c.body(body, 200, { 'Content-Type': lines });
    },
  )
  .get(
    '/proof/inclusion',
    operation({
      id: 'log.inclusion',
      summary: 'Proof that the log holds an entry',
      details:
        'Of the entry at `index` (0 is the first) or of an `event` by its id, in the log of `size` entries; without one, of the newest checkpoint’s.',
      answers: { 200: { says: 'The hashes beside its way to the root.', schema: LogInclusion } },
      refuses: { ...noSuchSize, 404: 'The log has no event with this id.' },
    }),
    mayRead,
    validate('query', InclusionQuery),
    async (c) => {
      const query = c.req.valid('query');
      if ((query.index === undefined) === (query.event === undefined))
        throw badInput('', 'Say either index=<number> or event=<id>.');
      const store = await logFor(c);
      const newest = await store.checkpoint(Date.now());
      const index = query.index ?? (await store.indexOf(query.event!));
      const size = query.size ?? newest.size;
      const { hashes } = await store.inclusion(index, size);
      const checkpoint = await store.checkpointOf(size);
      const [entry] = await store.entriesOf(index, index + 1);
      const proof = checkpoint && formatLogProof({ index, hashes, checkpoint: checkpoint.note });
      return c.json(
        { index, size, hashes: hashes.map(toBase64), entry: entry!, proof: proof ?? null },
        200,
      );
    },
  )
  .get(
    '/proof/consistency',
    operation({
      id: 'log.consistency',
      summary: 'Proof that the log has only grown',
      details: 'Between the sizes `from` and `to`; without `to`, the newest checkpoint’s.',
      answers: { 200: { says: 'The hashes, by RFC 9162.', schema: LogConsistency } },
      refuses: noSuchSize,
    }),
    mayRead,
    validate('query', ConsistencyQuery),
    async (c) => {
      const query = c.req.valid('query');
      const store = await logFor(c);
      const to = query.to ?? (await store.checkpoint(Date.now())).size;
      const { from, hashes } = await store.consistency(query.from, to);
      return c.json({ from, to, hashes: hashes.map(toBase64) }, 200);
    },
  );
