import * as v from 'valibot';
import { isTimeZone } from '../calendar.ts';
import { isCountry } from '../country.ts';
import { inWords } from '../issue.ts';
import type { Problem } from '../result.ts';
import { chainFor } from './jurisdictions/index.ts';
import { Policy } from './policy.ts';

export type CheckedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a policy document. Every problem says where it is, what stands there and what is expected;
 * gaps and contradictions are refused like a wrong type. Never throws.
 */
export function checkPolicy(input: unknown): CheckedPolicy {
  const parsed = v.safeParse(Policy, input, { message: (issue) => `it ${inWords(issue)}` });
  if (!parsed.success)
    return { ok: false, problems: parsed.issues.map((issue) => fromIssue(issue)) };
  const policy = parsed.output;
  const problems = checks.flatMap((check) => check(policy));
  return problems.length === 0 ? { ok: true, policy } : { ok: false, problems };
}

function fromIssue(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue) ?? undefined;
  const { message } = issue;
  const expected = message.charAt(0).toLowerCase() + message.slice(1);
  return problem('policy.invalid', path, `${standingThere(issue)} stands here; ${expected}`);
}

function standingThere({ input, received }: v.BaseIssue<unknown>): string {
  if (input === undefined) return 'Nothing';
  return Array.isArray(input) && input.length === 0 ? 'An empty list' : received;
}

function problem(code: string, path: string | undefined, message: string): Problem {
  return { code, message, ...(path !== undefined && { path }) };
}

/** What types cannot say. */
const checks: readonly ((policy: Policy) => Problem[])[] = [
  ({ sender }) =>
    isTimeZone(sender.timeZone)
      ? []
      : [
          problem(
            'policy.time-zone-unknown',
            'sender.timeZone',
            `"${sender.timeZone}" is not a time zone; expected an IANA name such as Europe/Berlin.`,
          ),
        ],
  ({ sender: { country } }) =>
    country === undefined || isCountry(country)
      ? []
      : [
          problem(
            'policy.country-unknown',
            'sender.country',
            `"${country}" is not a country; expected an ISO 3166 code such as DE, GB or US-CA.`,
          ),
        ],
  ({ quietHours }) =>
    quietHours && quietHours.from === quietHours.to
      ? [
          problem(
            'policy.quiet-all-day',
            'quietHours',
            `From ${quietHours.from} to ${quietHours.to} covers the whole day; expected some time to write. To switch quiet hours off, set them to null.`,
          ),
        ]
      : [],
  ({ purposes }) =>
    purposes.flatMap(({ id }, index) =>
      purposes.findIndex((other) => other.id === id) < index
        ? [
            problem(
              'policy.purpose-twice',
              `purposes.${index}.id`,
              `"${id}" is declared twice; expected once.`,
            ),
          ]
        : [],
    ),
  ({ purposes }) =>
    purposes.flatMap(({ parent }, index) =>
      parent !== undefined && !purposes.some(({ id }) => id === parent)
        ? [
            problem(
              'policy.parent-unknown',
              `purposes.${index}.parent`,
              `"${parent}" is not a declared purpose; expected one of ${purposes.map(({ id }) => id).join(', ')}.`,
            ),
          ]
        : [],
    ),
  ({ purposes }) =>
    purposes.some(({ id, basis }) => id === 'direct-marketing' && isMarketingBasis(basis))
      ? []
      : [
          problem(
            'policy.no-direct-marketing',
            'purposes',
            'Direct marketing is missing, or does not rest on consent or legitimate interest; expected a purpose with the id direct-marketing.',
          ),
        ],
  ({ purposes }) =>
    purposes.flatMap(({ basis, assessment }, index) =>
      basis === 'legitimate-interest' && !assessment
        ? [
            problem(
              'policy.no-assessment',
              `purposes.${index}.assessment`,
              'Legitimate interest asks for a balancing test on file (GDPR Art. 6(1)(f)); expected its id and date.',
            ),
          ]
        : [],
    ),
  ({ jurisdictions }) =>
    Object.entries(jurisdictions).flatMap(([code, { strictness, justification }]) => [
      ...(chainFor(code)[0]!.code === 'WORLD' && code !== 'WORLD'
        ? [
            problem(
              'policy.place-unknown',
              `jurisdictions.${code}`,
              `"${code}" is not a jurisdiction that Heed has rules for; expected an ISO 3166 code such as DE or GB, EU, or WORLD.`,
            ),
          ]
        : []),
      ...(strictness === 'off' && !justification
        ? [unjustified(`jurisdictions.${code}.justification`)]
        : []),
    ]),
  ({ strictness }) => (strictness === 'off' ? [unjustified('strictness')] : []),
  ({ consent }) =>
    consent.expiresAfterMonths !== null && consent.refreshDays > consent.expiresAfterMonths * 28
      ? [
          problem(
            'policy.refresh-before-consent',
            'consent.refreshDays',
            `${consent.refreshDays} days before it runs out is before the consent was given; expected fewer than ${consent.expiresAfterMonths * 28}.`,
          ),
        ]
      : [],
];

function isMarketingBasis(basis: string): boolean {
  return basis === 'consent' || basis === 'legitimate-interest';
}

function unjustified(path: string): Problem {
  return problem(
    'policy.loosens-the-law',
    path,
    'Switching the law of a place off asks for a recorded justification: expected { text, by, on } at that jurisdiction.',
  );
}
