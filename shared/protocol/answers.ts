import * as v from 'valibot';
import { deciders, remedies, verdicts } from '../policy/decision.ts';
import { IdentifierInput } from './api.ts';

/* What the routes answer whose types are those of the core; here as schemas, for the API's description. */

const Verdict = v.picklist(verdicts);
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a message may not, or perhaps should not, go; with its sentences in English. */
export const Reason = v.strictObject({
  rule: v.string(),
  /** Its place in the order of evaluation, 1 to 10. */
  step: Count,
  verdict: Verdict,
  decidedBy: v.picklist(deciders),
  overridable: v.boolean(),
  says: v.string(),
  params: v.record(v.string(), v.unknown()),
  citation: v.strictObject({
    text: v.string(),
    /** P primary text read, S secondary source, R recalled, C sources disagree. */
    confidence: v.picklist(['P', 'S', 'R', 'C']),
    row: v.optional(v.string()),
    reviewedOn: v.optional(v.string()),
  }),
  remedies: v.array(v.picklist(remedies)),
  events: v.array(v.string()),
  exceptedBy: v.optional(v.string()),
  unexceptable: v.optional(v.boolean()),
  message: v.string(),
  whose: v.string(),
  caveat: v.string(),
});

/** `POST /api/v1/check`: one decision for each recipient, in their order, and the strongest of all. */
export const CheckResponse = v.strictObject({
  verdict: Verdict,
  decisions: v.array(
    v.strictObject({ recipient: IdentifierInput, verdict: Verdict, reasons: v.array(Reason) }),
  ),
});

/** `POST /api/v1/events`: a receipt for each event, in their order. `recordedAt` is in milliseconds since 1970 UTC. */
export const EventsResponse = v.strictObject({
  events: v.array(v.strictObject({ id: v.string(), contact: v.string(), recordedAt: Count })),
  version: Count,
});

const part = (lacking: string) => v.picklist(['ready', lacking]);

/** `GET /api/v1/health` */
export const HealthResponse = v.strictObject({
  status: v.picklist(['ready', 'not-ready']),
  version: v.string(),
  database: part('not-migrated'),
  masterKey: part('missing'),
  indexKey: part('missing'),
  /** Of older master keys: whether there are any, and whether something is still under them. */
  retiredKeys: v.picklist(['none', 'in-use', 'can-go', 'invalid']),
});
