import { eventKind } from '../../shared/consent/event.ts';
import type { ConsentEvent } from '../../shared/consent/event.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import { badInput } from '../errors.ts';
import type { NewEvent } from '../store/event-rows.ts';

/** How far a sender's clock may run ahead of ours. */
const clockSkew = 5 * 60_000;

/** Stored in the clear, so they name things and not people: no spaces, no @. */
const plainId = /^[\w.:/#-]+$/;

/** How a person says for themselves that they have changed their mind. */
const ownActs: readonly ConsentEvent['method'][] = [
  'web-form',
  'reply',
  'in-writing',
  'preference-page',
  'spoken',
];

/** What was sent, as an event to record; throws a 400 `Refusal` naming the field that cannot be taken. */
export function readEvent(input: EventInput, index: number, now: number): NewEvent {
  const at = (field: string) => `events[${index}].${field}`;
  const { identifier, id = crypto.randomUUID(), purpose, ...rest } = input;
  const parsed = parseIdentifier(identifier.type, identifier.value);
  if (!parsed.ok)
    throw badInput(at('identifier.value'), parsed.problem.message, parsed.problem.code);
  const { language, noticeVersion } = rest;
  for (const [field, value] of Object.entries({ id, purpose, language, noticeVersion }))
    if (value !== undefined && !plainId.test(value))
      throw badInput(at(field), 'may hold letters, digits and . _ : / # - only.');
  const occurredAt = readInstant(input.occurredAt, at('occurredAt'));
  if (occurredAt > now + clockSkew)
    throw badInput(at('occurredAt'), 'lies in the future. Record an event once it has happened.');
  const until = input.until === undefined ? undefined : readInstant(input.until, at('until'));
  if (until !== undefined && until <= occurredAt)
    throw badInput(at('until'), 'must be later than occurredAt.');
  checkReversal(input, at);
  return { ...rest, id, purpose, identifier: parsed.value, occurredAt, until };
}

/** The text of an ISO 8601 time with zone; days such as 31 February are refused rather than moved. */
function readInstant(text: string, path: string): number {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const instant = Date.parse(text);
  const lastDay = new Date(Date.UTC(year!, month!, 0)).getUTCDate();
  if (!Number.isFinite(instant) || day! > lastDay || instant < 0)
    throw badInput(path, 'is not a time that exists (from 1970 on).');
  return instant;
}

/** Only the person's own later act ends a no, and it must be shown: no import, sync or colleague can. */
function checkReversal(input: EventInput, at: (field: string) => string): void {
  const { type, method, evidence } = input;
  if (eventKind(type).effect !== 'lift' && type !== 'confirmed') return;
  if (!ownActs.includes(method))
    throw badInput(
      at('method'),
      `${type} ends a person's no, so it must be their own act: ${ownActs.join(', ')}. ` +
        'Record a consent that came another way as given, which ends nothing.',
      'events.not-their-own-act',
    );
  if (!evidence?.trim())
    throw badInput(
      at('evidence'),
      `${type} ends a person's no, so say where it can be seen: the form entry, the message, the call note.`,
      'events.no-evidence',
    );
}
