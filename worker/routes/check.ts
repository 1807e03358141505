import { Hono } from 'hono';
import { locateIdentifier } from '../../shared/contact/locate.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import { decide, strongest } from '../../shared/policy/decide.ts';
import { explain } from '../../shared/policy/explain.ts';
import { factsAbout } from '../../shared/policy/subject.ts';
import type { IdentifierInput } from '../../shared/protocol/api.ts';
import { CheckResponse } from '../../shared/protocol/answers.ts';
import { CheckRequest } from '../../shared/protocol/api.ts';
import type { CheckedRecipient } from '../../shared/protocol/reason.ts';
import type { AppEnv } from '../env.ts';
import { badInput } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { storeFor } from '../store/store.ts';

/** May this member write to these recipients, now? One decision each, in their order, and the strongest of all. */
export const check = new Hono<AppEnv>().post(
  '/',
  operation({
    id: 'check',
    summary: 'May these recipients be written to, now?',
    details:
      'Asks the one evaluator that the extension uses. A purpose other than direct marketing has to be ' +
      'borne out by what is on record, or the message is judged as direct marketing.',
    answers: { 200: { says: 'A decision for each recipient.', schema: CheckResponse } },
  }),
  allow('check.run'),
  validate('json', CheckRequest),
  async (c) => {
    const { recipients, channel, purpose } = c.req.valid('json');
    const identifiers = recipients.map(readRecipient);
    const { orgId, role } = c.var.member;
    const store = await storeFor(c.env, orgId);
    const [policy, facts] = await Promise.all([store.policy(), store.factsFor(identifiers)]);
    const ask = { channel, purpose, role, at: Date.now() };
    const decisions = recipients.map((recipient, index): CheckedRecipient => {
      const { verdict, reasons } = decide(
        policy,
        factsAbout(identifiers[index]!, facts[index]!, locateIdentifier),
        ask,
      );
      return {
        recipient,
        verdict,
        reasons: reasons.map((reason) => ({ ...reason, ...explain(reason) })),
      };
    });
    return c.json({ verdict: strongest(decisions), decisions }, 200);
  },
);

function readRecipient({ type, value }: IdentifierInput, index: number): Identifier {
  const identifier = parseIdentifier(type, value);
  if (identifier.ok) return identifier.value;
  const { code, message } = identifier.problem;
  throw badInput(`recipients[${index}].value`, message, code);
}
