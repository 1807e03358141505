import { Hono } from 'hono';
import * as v from 'valibot';
import { AuditPage } from '../../shared/protocol/access.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import { auditPage } from '../store/access/audit.ts';

const AuditQuery = v.object({
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.[\w-]{1,64}$/, 'must be the `next` of a page.'),
      v.transform((text) => {
        const [at, id] = text.split('.') as [string, string];
        return { at: Number(at), id };
      }),
    ),
  ),
  limit: limit({ usual: 50, most: 200 }),
});

/** Who did what in the organisation: sign-ins, members, browsers, keys, and what other routes note. */
export const audit = new Hono<AppEnv>().get(
  '/',
  operation({
    id: 'audit.read',
    summary: 'Who did what in the organisation',
    details: 'Entries are never changed or deleted, and say nothing of who a contact is.',
    answers: { 200: { says: 'A page, newest first.', schema: AuditPage } },
  }),
  allow('audit.read'),
  validate('query', AuditQuery),
  async (c) => {
    const { before, limit: most } = c.req.valid('query');
    const place = { db: c.env.DB, orgId: c.var.member.orgId };
    const found = await auditPage(place, { ...(before && { before }), limit: most + 1 });
    const page = found.slice(0, most);
    const last = found.length > most ? page.at(-1) : undefined;
    const entries = page.map((entry) => ({ ...entry, at: toIso(entry.at) }));
    return c.json({ entries, next: last ? `${last.at}.${last.id}` : null }, 200);
  },
);
