import { Hono } from 'hono';
import * as v from 'valibot';
import { mappingProblem } from '../../shared/list/settings.ts';
import { isTimeZone } from '../../shared/calendar.ts';
import {
  ImportRequest,
  ImportsPage,
  ImportState,
  ReportLine,
  SuggestedMapping,
} from '../../shared/protocol/imports.ts';
import type { AppEnv } from '../env.ts';
import { badInput, Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import { toAnswer, uploadHeaders } from '../imports/answer.ts';
import { feed } from '../imports/feed.ts';
import { streamReport } from '../imports/report.ts';
import { suggestionFor } from '../imports/suggestion.ts';
import type { ImportRecord } from '../store/imports-records.ts';
import { elsewhere } from '../store/imports-steps.ts';
import { storeFor } from '../store/store.ts';

const Id = v.object({
  id: v.pipe(v.string(), v.regex(/^imp_[0-9a-f]{20}$/, 'is no id of an import.')),
});
const Format = v.object({ format: v.optional(v.picklist(['csv', 'ndjson']), 'csv') });
const PageQuery = v.object({
  before: v.optional(Id.entries.id),
  limit: limit({ usual: 20, most: 100 }),
});
const UploadHeaders = v.object({
  'upload-offset': v.pipe(
    v.string('is required: the byte at which this part begins.'),
    v.regex(/^\d{1,15}$/, 'must be a number of bytes.'),
    v.transform(Number),
  ),
  'upload-complete': v.optional(
    v.picklist(['?0', '?1'], 'must be ?1 on the last part, ?0 before.'),
    '?0',
  ),
  'content-length': v.optional(v.pipe(v.string(), v.transform(Number))),
});

const upload = {
  'Upload-Offset': 'The byte to go on from.',
  'Upload-Complete': '`?1` once the list is over.',
  'Upload-Limit': '`max-append-size`: how many bytes one part may have.',
};
const parts = [
  'application/partial-upload',
  'text/csv',
  'application/x-ndjson',
  'application/octet-stream',
];
const unknown = { 404: 'There is no such import.' };
const afterAll = 'imp_g';

/** Lists of consent and opt-outs, taken in row by row. */
export const imports = new Hono<AppEnv>()
  .post(
    '/',
    operation({
      id: 'imports.begin',
      summary: 'Begin an import: say what the list’s columns are',
      details:
        'The list itself follows in parts, with `PATCH` on the address in `Location`. Without `columns` the mapping is ' +
        'taken from the names in the first line. With `dryRun` everything is read and reported, and nothing is recorded.',
      answers: {
        201: {
          says: 'Begun.',
          schema: ImportState,
          headers: { Location: 'Its address.', ...upload },
        },
      },
    }),
    allow('imports.run'),
    validate('json', ImportRequest),
    async (c) => {
      const { name, dryRun, ...settings } = c.req.valid('json');
      const problem =
        settings.columns && mappingProblem(Object.values(settings.columns), settings.defaults);
      if (problem) throw badInput('columns', problem.message, problem.code);
      if (!isTimeZone(settings.timeZone))
        throw badInput('timeZone', 'must be an IANA time zone such as Europe/Berlin.');
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const by = { recordedBy: actor, now: Date.now() };
      const begun = await store.imports.begin({ name, settings, dryRun }, by);
      return c.json(toAnswer(begun), 201, {
        Location: `/api/v1/imports/${begun.id}`,
        ...uploadHeaders(begun),
      });
    },
  )
  .get(
    '/',
    operation({
      id: 'imports.list',
      summary: 'The imports so far',
      details: 'Newest first. Take `next` as `before` until it is null.',
      answers: { 200: { says: 'A page.', schema: ImportsPage } },
    }),
    allow('imports.run'),
    validate('query', PageQuery),
    async (c) => {
      const { before = afterAll, limit: most } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.imports.page({ before, limit: most + 1 });
      const page = found.slice(0, most).map(toAnswer);
      return c.json({ imports: page, next: found.length > most ? page.at(-1)!.id : null }, 200);
    },
  )
  .post(
    '/suggestion',
    operation({
      id: 'imports.suggest',
      summary: 'What the columns of a list probably are',
      details:
        'Send the beginning of the list, its first line at least. Names are known in English, German, French, Spanish, ' +
        'Italian, Portuguese and Dutch, and the exports of some programs whole. Nothing is kept.',
      reads: ['text/csv', 'application/x-ndjson'],
      answers: { 200: { says: 'A mapping to look over.', schema: SuggestedMapping } },
      refuses: { 400: 'There is no line in it.' },
    }),
    allow('imports.run'),
    async (c) => {
      const type = typeOf(c.req.header('Content-Type'), ['text/csv', 'application/x-ndjson']);
      const format = type === 'text/csv' ? 'csv' : 'ndjson';
      return c.json(suggestionFor(await c.req.text(), format), 200);
    },
  )
  .get(
    '/:id',
    operation({
      id: 'imports.state',
      summary: 'How far an import has come',
      details: 'After a connection broke: `offset` is the byte from which to send on.',
      answers: { 200: { says: 'How far.', schema: ImportState, headers: upload } },
      refuses: unknown,
    }),
    allow('imports.run'),
    validate('param', Id),
    async (c) => {
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = known(await store.imports.find(c.req.valid('param').id));
      return c.json(toAnswer(found), 200, uploadHeaders(found));
    },
  )
  .patch(
    '/:id',
    operation({
      id: 'imports.feed',
      summary: 'Send the next part of a list',
      details:
        'From the byte that the last answer gave, as `Upload-Offset`; with `Upload-Complete: ?1` when it is the last. Rows ' +
        'are recorded while the part comes in. The answer says how far: what follows the last whole row, or what one ' +
        'request could not do, is to be sent again with the next part.',
      reads: parts,
      answers: { 200: { says: 'How far it has come.', schema: ImportState, headers: upload } },
      refuses: {
        ...unknown,
        409: 'The part begins elsewhere than the import has come to (`Upload-Offset` in the answer says where), or the import is over.',
        422: 'The list cannot be read (any further); the import is stopped.',
      },
    }),
    allow('imports.run'),
    validate('param', Id),
    validate('header', UploadHeaders),
    async (c) => {
      typeOf(c.req.header('Content-Type'), parts);
      const sent = c.req.valid('header');
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const from = known(await store.imports.find(c.req.valid('param').id));
      if (from.state !== 'open' || from.offset !== sent['upload-offset']) {
        for (const [field, value] of Object.entries(uploadHeaders(from))) c.header(field, value);
        throw elsewhere(from);
      }
      const part = {
        body: c.req.raw.body,
        isLast: sent['upload-complete'] === '?1',
        length: sent['content-length'],
      };
      const moved = await feed(store, from, part, actor);
      if (moved.problem) throw new Refusal(422, moved.problem.code, moved.problem.message);
      return c.json(toAnswer(moved), 200, uploadHeaders(moved));
    },
  )
  .get(
    '/:id/report',
    operation({
      id: 'imports.report',
      summary: 'What is to be told of single rows',
      details:
        'Those that were refused, and what of others was not taken as it stands, in their order. Holds nothing of what ' +
        'they say. As `csv`, or as `ndjson` in the same columns.',
      answers: {
        200: { says: 'The lines.', schema: ReportLine, type: ['text/csv', 'application/x-ndjson'] },
      },
      refuses: unknown,
    }),
    allow('imports.run'),
    validate('param', Id),
    validate('query', Format),
    async (c) => {
      const { id } = c.req.valid('param');
      const { format } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      known(await store.imports.find(id));
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
      return c.body(streamReport(store, id, format), 200, {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${id}-report.${format}"`,
      });
    },
  );

function known(record: ImportRecord | undefined): ImportRecord {
  if (record) return record;
  throw new Refusal(404, 'imports.unknown', 'There is no import with this id.');
}

/** Throws a 415 `Refusal` for another media type. */
function typeOf(header: string | undefined, types: readonly string[]): string {
  const type = (header ?? '').split(';')[0]!.trim().toLowerCase();
  if (types.includes(type)) return type;
  throw new Refusal(
    415,
    'input.content-type',
    `Send it with the header Content-Type set to one of: ${types.join(', ')}.`,
  );
}
