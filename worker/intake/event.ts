import { checkEvent } from '../../shared/consent/check-event.ts';
import { ownActs } from '../../shared/consent/event.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import { jurisdictions } from '../../shared/policy/jurisdictions/index.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { Problem } from '../../shared/result.ts';
import { badInput } from '../errors.ts';
import type { NewEvent } from '../store/event-rows.ts';

/** Stored in the clear, so they name things and not people: no spaces, no @. */
const plainId = /^[\w.:/#-]+$/;

const registers: ReadonlySet<string> = new Set(
  jurisdictions.flatMap(({ rows }) =>
    rows.flatMap((row) => (row.kind === 'registry' ? [row.registry] : [])),
  ),
);

/** What was sent, as an event to record; throws a 400 `Refusal` naming the field that cannot be taken. */
export function readEvent(input: EventInput, index: number, now: number): NewEvent {
  const at = (field: string) => `events[${index}].${field}`;
  const { identifier, id = crypto.randomUUID(), purpose, ...rest } = input;
  const parsed = parseIdentifier(identifier.type, identifier.value);
  if (!parsed.ok)
    throw badInput(at('identifier.value'), parsed.problem.message, parsed.problem.code);
  const { language, noticeVersion } = rest;
  const { corrects } = rest;
  const inTheClear = { id, purpose, language, noticeVersion, corrects };
  for (const [field, value] of Object.entries(inTheClear))
    if (value !== undefined && !plainId.test(value))
      throw badInput(at(field), 'may hold letters, digits and . _ : / # - only.');
  if (rest.registry !== undefined && !registers.has(rest.registry))
    throw badInput(
      at('registry'),
      `is not a register that a jurisdiction knows. Expected one of: ${[...registers].join(', ')}.`,
    );
  const occurredAt = readInstant(input.occurredAt, at('occurredAt'));
  const until = readEnd(input, occurredAt, at);
  const event = { ...rest, id, purpose, identifier: parsed.value, occurredAt, until };
  checkReversal(event, at);
  check(event, at, now);
  return event;
}

/** An exception that says no end has one: it is for a case, not for ever. */
const longestException = 366 * 86_400_000;
const usualException = 90 * 86_400_000;

function readEnd(
  { type, until }: EventInput,
  occurredAt: number,
  at: (field: string) => string,
): number | undefined {
  if (until === undefined) return type === 'excepted' ? occurredAt + usualException : undefined;
  const end = readInstant(until, at('until'));
  if (type === 'excepted' && end > occurredAt + longestException)
    throw badInput(at('until'), 'An exception lasts a year at most.');
  return end;
}

/** The core's own rules for what may be recorded. */
function check(event: NewEvent, at: (field: string) => string, now: number): void {
  const candidate = { ...event, identifier: undefined, recordedAt: now, recordedBy: 'intake' };
  const said = Object.entries(candidate).filter(([, value]) => value !== undefined);
  const checked = checkEvent(Object.fromEntries(said), { now });
  if (checked.ok) return;
  const [{ code, message, path = '' }] = checked.problems as [Problem];
  throw badInput(at(path), message, code.replace('event.', 'events.'));
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

/**
 * Only the person's own later act ends a no (`endsStop` in the core), and only they can ask for erasure;
 * it must be shown: no import, sync or colleague can. What a history already holds is not judged by
 * this; what is recorded now is.
 */
function checkReversal({ type, method, evidence }: NewEvent, at: (field: string) => string): void {
  const byThemselves =
    ['lifted', 'confirmed', 'erased'].includes(type) ||
    (type === 'given' && method === 'preference-page');
  if (!byThemselves) return;
  if (!ownActs.includes(method))
    throw badInput(
      at('method'),
      `${type} ends a person's no or their record, so it must be their own act: ${ownActs.join(', ')}. ` +
        'Record a consent that came another way as given, which ends nothing.',
      'events.not-their-own-act',
    );
  if (visible(evidence) < 3)
    throw badInput(
      at('evidence'),
      `${type} ends a person's no or their record, so say where it can be seen: the form entry, the message, the call note.`,
      'events.no-evidence',
    );
}

/** How many letters or digits a text has; what nobody can see is no evidence. */
function visible(text = ''): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
