import type { MessageFacts } from '../policy/decision.ts';
import type { Content } from '../policy/jurisdiction.ts';
import type { Finding, Message } from './finding.ts';
import type { PackFor } from './engine.ts';
import { languagesOf, readText } from './engine.ts';

const wanted: readonly Content[] = [
  'sender-identity',
  'postal-address',
  'contact-details',
  'unsubscribe',
  'right-to-object',
  'source-notice',
  'ad-label',
];

/** An address or a number to answer to, whatever the language. Bounded, so that nothing backtracks. */
const contactDetail = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|\+\d[\d ().-]{6,18}\d/;
const unsubscribeLink = /(?:unsubscribe|opt-?out|abmelden|desinscri|desuscri|disiscri|afmelden)/i;

/**
 * What a message contains of what the law may ask for, and what screening found in it: the facts that
 * `decide()` takes. Signature and footer count here. A thing not seen is `false`: it was looked for.
 */
export function factsWith(
  message: Message,
  findings: readonly Finding[],
  packFor: PackFor,
): MessageFacts {
  const { body, subject = '', context = {} } = message;
  const text = [body, context.signature ?? ''].join('\n\n');
  const seen = new Set<Content>();
  for (const language of languagesOf({ ...message, body: text })) {
    const compiled = packFor(language);
    if (!compiled) continue;
    for (const { pattern } of readText(text, compiled).contents) seen.add(pattern.content);
    for (const { pattern } of readText(subject, compiled).contents)
      if (pattern.content === 'ad-label') seen.add('ad-label');
  }
  if (contactDetail.test(text)) seen.add('contact-details');
  if (unsubscribeLink.test(text)) seen.add('unsubscribe');
  const real = findings.filter(({ tier }) => tier !== 'info');
  return {
    contains: Object.fromEntries(wanted.map((one) => [one, seen.has(one)])),
    findings: real.map(({ category }) => ({ category })),
    deceptiveSubject: real.some(
      ({ category, span }) => category === 'heed:DeceptiveSubject' && span.field === 'subject',
    ),
  };
}
