import { Hono } from 'hono';
import * as v from 'valibot';
import { Export, ExportRequest, ExportsPage } from '../../shared/protocol/exports.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { badInput, Refusal } from '../errors.ts';
import { partOf } from '../exports/stream.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import type { ExportRecord } from '../store/exports-records.ts';
import { storeFor } from '../store/store.ts';

const Id = v.object({
  id: v.pipe(v.string(), v.regex(/^out_[0-9a-f]{20}$/, 'is no id of an export.')),
});
const PageQuery = v.object({
  before: v.optional(Id.entries.id),
  limit: limit({ usual: 20, most: 100 }),
});
const PartQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.maxLength(32)), ''),
});
const afterAll = 'out_g';
/** For how long it can be fetched: enough for millions of rows over a slow line, too short to lie about. */
const lasts = 60 * 60_000;

/** What is taken out of Heed: for what, for whom, and the rows themselves. */
export const exports = new Hono<AppEnv>()
  .post(
    '/',
    operation({
      id: 'exports.make',
      summary: 'Take something out: say what it is for and who gets it',
      details:
        'That is kept for ever and audited. The rows are fetched from the address in `Location`, for an hour. ' +
        '`suppressions` are all who may not be written to; who was erased is in it by a keyed hash alone.',
      answers: {
        201: { says: 'On record.', schema: Export, headers: { Location: 'Where the rows are.' } },
      },
    }),
    allow('exports.run'),
    validate('json', ExportRequest),
    async (c) => {
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const by = { recordedBy: actor, now: Date.now(), lasts };
      const made = await store.exports.make(c.req.valid('json'), by);
      return c.json(toAnswer(made), 201, { Location: `/api/v1/exports/${made.id}` });
    },
  )
  .get(
    '/',
    operation({
      id: 'exports.list',
      summary: 'What was taken out, by whom, for what and for whom',
      details: 'Newest first. Take `next` as `before` until it is null.',
      answers: { 200: { says: 'A page.', schema: ExportsPage } },
    }),
    allow('exports.run'),
    validate('query', PageQuery),
    async (c) => {
      const { before = afterAll, limit: most } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.exports.page({ before, limit: most + 1 });
      const page = found.slice(0, most).map(toAnswer);
      return c.json({ exports: page, next: found.length > most ? page.at(-1)!.id : null }, 200);
    },
  )
  .get(
    '/:id',
    operation({
      id: 'exports.rows',
      summary: 'The rows of an export, streamed',
      details:
        'A part of up to 200,000 contacts or events at a time: while the answer has a `Link` with `rel="next"`, the rest ' +
        'is there, without another header. A cell that a spreadsheet would run as a formula begins with an apostrophe, ' +
        'which an import takes off again.',
      answers: {
        200: {
          says: 'The rows.',
          type: ['text/csv', 'application/x-ndjson'],
          headers: { Link: 'Where the next part is.' },
        },
      },
      refuses: { 404: 'There is no such export.', 410: 'Its hour is over; make another one.' },
    }),
    allow('exports.run'),
    validate('param', Id),
    validate('query', PartQuery),
    async (c) => {
      const { id } = c.req.valid('param');
      const store = await storeFor(c.env, c.var.member.orgId);
      const record = await store.exports.find(id);
      if (!record) throw new Refusal(404, 'exports.unknown', 'There is no export with this id.');
      if (record.expiresAt <= Date.now())
        throw new Refusal(
          410,
          'exports.expired',
          'This export could be fetched for an hour, which is over. Make another one.',
        );
      const { after } = c.req.valid('query');
      const place = record.what === 'events' ? /^\d*$/ : /^([0-9a-f]{32})?$/;
      if (!place.test(after)) throw badInput('after', 'must come from `Link`, as it is.');
      const { body, next } = await partOf(store, record, after);
      if (next !== null) c.header('Link', `</api/v1/exports/${id}?after=${next}>; rel="next"`);
      return c.body(body, 200, {
        'Content-Type':
          record.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        'Content-Disposition': `attachment; filename="${record.what}-${id}.${record.format}"`,
      });
    },
  );

function toAnswer({ createdAt, expiresAt, ...record }: ExportRecord): Export {
  return { ...record, createdAt: toIso(createdAt), expiresAt: toIso(expiresAt) };
}
