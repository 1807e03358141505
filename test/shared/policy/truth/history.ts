import { checkEvent } from '../../../../shared/consent/check-event.ts';
import type { ConsentEvent, EventType, Ground } from '../../../../shared/consent/event.ts';
import type { Channel } from '../../../../shared/contact/channels.ts';
import { channels } from '../../../../shared/contact/channels.ts';
import { groundKinds } from '../../../../shared/policy/jurisdiction.ts';
import type { Complain } from './dates.ts';
import { endOfDay, readTime } from './dates.ts';

/** The words of a history, and the events that they stand for. Relationships are named by their kind. */
const words: Readonly<Record<string, EventType>> = {
  requested: 'requested',
  consent: 'given',
  confirmed: 'confirmed',
  refused: 'refused',
  withdrawn: 'withdrawn',
  objected: 'objected',
  restricted: 'restricted',
  complained: 'complained',
  lifted: 'lifted',
  bounced: 'bounced',
  listed: 'registry-listed',
  suppressed: 'suppressed',
  released: 'released',
  notice: 'notice-given',
  exception: 'excepted',
  contacted: 'contacted',
  corrected: 'corrected',
  erased: 'erased',
};

/** About the contact, not about one channel: they reach everywhere unless the row says otherwise. */
const everywhere: ReadonlySet<EventType> = new Set([
  'relationship-recorded',
  'notice-given',
  'corrected',
  'erased',
]);

const usualMethod: Partial<Record<EventType, ConsentEvent['method']>> = {
  confirmed: 'web-form',
  withdrawn: 'unsubscribe-link',
  lifted: 'in-writing',
  bounced: 'provider-webhook',
  complained: 'provider-webhook',
};

const notesOfGrounds: Readonly<Record<string, Partial<Ground>>> = {
  told: { toldAtCollection: true },
  direct: { collectedDirectly: true },
  relevant: { relevantToRole: true },
  'refusal stated': { refusalStated: true },
};

const entry =
  /^(?<word>[a-z-]+)(?: (?<about>.+?))?? (?<when>\d{4}-\d\d-\d\d(?: \d\d:\d\d)?Z?)(?: by (?<method>[a-z-]+))?(?: until (?<until>\S+))?(?: \((?<notes>[^()]+)\))?$/;

export type Reading = { readonly channel: Channel; readonly timeZone: string };

/** The key under which an event of the address that is asked about is found; others are not. */
export const askedAddress = 'asked';

/** Reads `consent 2025-02-01 by web-form; withdrawn all 2025-03-01` into events. */
export function readHistory(text: string, reading: Reading, complain: Complain): ConsentEvent[] {
  if (text === '-') return [];
  return text.split(/; */).map((part, index) => readEntry(part.trim(), index, reading, complain));
}

function readEntry(
  part: string,
  index: number,
  reading: Reading,
  complainAbout: Complain,
): ConsentEvent {
  const complain: Complain = (problem) => complainAbout(`"${part}": ${problem}`);
  const found = entry.exec(part)?.groups;
  if (!found) return complain('write an event and its date, as in purchase 2024-05-05 (told).');
  const { word = '', about = '', when = '', method, until, notes = '' } = found;
  const kind = groundKinds.find((one) => one === word);
  const type = kind ? 'relationship-recorded' : words[word];
  if (!type)
    return complain(
      `the event "${word}" is not known; write one of ${[...Object.keys(words), ...groundKinds].join(', ')}.`,
    );
  if (type === 'given' && method === undefined)
    return complain('say how they agreed: by web-form, by spoken, by pre-ticked.');
  const occurredAt = readTime(when, reading.timeZone, complain);
  const event: Record<string, unknown> = {
    id: `#${index + 1}`,
    type,
    occurredAt,
    recordedAt: occurredAt,
    recordedBy: 'truth-table',
    method: method ?? usualMethod[type] ?? 'recorded-by-member',
    ...(type === 'lifted' && { evidence: 'their letter' }),
    ...(type === 'excepted' && { evidence: 'a reason of enough words' }),
    ...(until !== undefined && { until: endOfDay(until, reading.timeZone, complain) }),
    ...(kind && { ground: { kind } }),
    ...readAbout(about, type, reading, complain),
  };
  for (const note of notes.split(/, */).filter(Boolean)) addNote(event, note, reading, complain);
  const checked = checkEvent(event, { now: event['recordedAt'] as number });
  return checked.ok ? checked.event : complain(checked.problems[0]!.message);
}

/** What stands between the event and its date: a channel, a purpose, a register, an event. */
function readAbout(about: string, type: EventType, reading: Reading, complain: Complain): object {
  const wide = everywhere.has(type);
  const scope = {
    channel: (wide ? 'all' : reading.channel) as string,
    purpose: wide ? 'all' : 'direct-marketing',
  };
  const [, channel, rest = ''] =
    new RegExp(`^(${channels.join('|')}|all)?(?:^| |$)(.*)$`).exec(about) ?? [];
  if (channel !== undefined) scope.channel = channel;
  if (type === 'registry-listed') {
    if (!rest.startsWith('on ')) complain('name the register: listed on TPS 2026-01-01.');
    return { ...scope, registry: rest.slice(3) };
  }
  if (type === 'corrected') return { ...scope, corrects: rest };
  if (type === 'excepted') return { ...scope, excepts: rest.replace(/^to /, '').split(/ ?\+ ?/) };
  if (rest.startsWith('for ')) scope.purpose = rest.slice(4);
  else if (rest !== '')
    complain(`"${rest}" is not understood; write a channel or all, then for a purpose or all.`);
  return scope;
}

function addNote(
  event: Record<string, unknown>,
  note: string,
  { timeZone }: Reading,
  complain: Complain,
): void {
  const ground = event['ground'] as Ground | undefined;
  const ofGround = notesOfGrounds[note];
  if (ground && ofGround) event['ground'] = { ...ground, ...ofGround };
  else if (note === 'notice') event['noticeVersion'] = 'v1';
  else if (note === 'on file') event['evidence'] = 'form 12';
  else if (note === 'other address') event['identifierKey'] = 'other';
  else if (note.startsWith('recorded '))
    event['recordedAt'] = readTime(note.slice(9), timeZone, complain);
  else
    complain(
      `the note "${note}" is not known here; write ${ground ? Object.keys(notesOfGrounds).join(', ') : 'notice, on file, other address or recorded 2026-05-05'}.`,
    );
}
