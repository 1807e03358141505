import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Ask, Verdict } from '../../shared/policy/decision.ts';
import { recipientClasses } from '../../shared/policy/jurisdiction.ts';
import { jurisdictions } from '../../shared/policy/jurisdictions/index.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { randomFrom } from './decide-small-policy.ts';

/** As many as fit the processor's cache with all their marks. */
export const contacts = 256;
const day = 86_400_000;
/** 2026-11-24T14:00:00Z, a Tuesday: nobody is asleep in Europe or America. */
const at = Date.UTC(2026, 10, 24, 14);

export type Case = { readonly facts: ConsentFacts; readonly ask: Ask };

/** Contacts of whom the policy says the wanted thing, each with so many marks. */
export function casesOf(policy: Policy, wanted: Verdict, marks: number): Case[] {
  const random = randomFrom(marks);
  const cases: Case[] = [];
  while (cases.length < contacts) {
    const one = randomCase(random, wanted, marks);
    if (decide(policy, one.facts, one.ask).verdict === wanted) cases.push(one);
  }
  return cases;
}

const others = ['contacted', 'notice-given', 'relationship-recorded'] as const;

function randomCase(random: () => number, wanted: Verdict, count: number): Case {
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const mark = (type: Mark['type'], rest: Partial<Mark> = {}): Mark => ({
    type,
    purpose: 'direct-marketing',
    channel: 'email',
    since: at - Math.floor((35 + random() * 300) * day),
    event: `event-${Math.floor(random() * 1e9)}`,
    ...rest,
  });
  const marks = [
    wanted === 'allow'
      ? mark('confirmed', { method: 'web-form', noticed: true })
      : mark('objected', { purpose: 'all', channel: 'all', since: at - day }),
  ];
  if (count > 1 && wanted === 'block') marks.unshift(mark('given', { method: 'web-form' }));
  while (marks.length < count) {
    const type = pick(others);
    marks.push(
      mark(type, {
        ...(type === 'relationship-recorded' && {
          ground: { kind: pick(['purchase', 'inquiry']) },
        }),
      }),
    );
  }
  marks.sort((a, b) => a.since - b.since);
  const traits = {
    countries: [
      {
        country: pick(jurisdictions).code,
        source: pick(['declared', 'domain', 'profile'] as const),
      },
    ],
    class: pick(recipientClasses),
  };
  const facts: ConsentFacts = { marks, traits };
  const ask: Ask = {
    channel: 'email',
    purpose: 'direct-marketing',
    at: at + Math.floor(random() * 3_600_000),
    role: 'rep',
    message: {
      contains: {
        'sender-identity': true,
        'postal-address': true,
        'contact-details': true,
        unsubscribe: true,
        'right-to-object': true,
        'source-notice': true,
        'ad-label': true,
      },
      findings: [],
      deceptiveSubject: false,
    },
  };
  return JSON.parse(JSON.stringify({ facts, ask })) as Case;
}
