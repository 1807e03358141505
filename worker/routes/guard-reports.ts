import { Hono } from 'hono';
import * as v from 'valibot';
import { OpaqueId } from '../../shared/protocol/contacts.ts';
import {
  GuardReportRequest,
  GuardReports,
  GuardReportTaken,
} from '../../shared/protocol/guard-report.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import { storeFor } from '../store/store.ts';

const PageQuery = v.object({
  before: v.optional(OpaqueId),
  limit: limit({ usual: 50, most: 200 }),
});
const afterAll = 'g';

/** Where pages could not be protected. */
export const guardReports = new Hono<AppEnv>()
  .post(
    '/',
    operation({
      id: 'guard-reports.send',
      summary: 'Report that a page could not be protected',
      details:
        'Tag structure alone. Every field is a number or a word of a fixed list, so that a report cannot carry what anybody wrote. ' +
        'Reports are forgotten after 180 days.',
      answers: { 201: { says: 'Kept.', schema: GuardReportTaken } },
    }),
    allow('guard-reports.send'),
    validate('json', GuardReportRequest),
    async (c) => {
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const by = { reportedBy: actor, now: Date.now() };
      const id = await store.guardReports.add(c.req.valid('json'), by);
      return c.json({ id }, 201);
    },
  )
  .get(
    '/',
    operation({
      id: 'guard-reports.list',
      summary: 'Read where pages could not be protected',
      details: 'Newest first. Take `next` as `before` until it is null.',
      answers: { 200: { says: 'A page.', schema: GuardReports } },
    }),
    allow('guard-reports.read'),
    validate('query', PageQuery),
    async (c) => {
      const { before = afterAll, limit: most } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.guardReports.page({ before, limit: most + 1 });
      const reports = found
        .slice(0, most)
        .map((report) => ({ ...report, reportedAt: toIso(report.reportedAt) }));
      return c.json({ reports, next: found.length > most ? reports.at(-1)!.id : null }, 200);
    },
  );
