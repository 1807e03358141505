import type { EventType } from '../consent/event.ts';
import { eventKind } from '../consent/event.ts';
import type { Channel } from '../contact/channels.ts';
import type { Identifier, IdentifierType } from '../contact/identifier.ts';
import { identifierTypes, parseIdentifier } from '../contact/identifier.ts';
import { readMailbox } from '../contact/mailbox.ts';
import type { Result } from '../result.ts';
import type { Cells } from './cells.ts';
import type { Lines } from './lines.ts';
import type { RowSettings } from './settings.ts';

/** All that a row says somebody can be reached at. What cannot be read is told of. */
export function identifiersIn(cells: Cells, settings: RowSettings, lines: Lines): Identifier[] {
  const { plain } = cells;
  const found: Identifier[] = [];
  for (const field of fields) {
    const text = plain[field];
    if (text === undefined) continue;
    const type = field === 'identifier' ? (plain.identifierType ?? 'email') : field;
    const parsed = readIdentifier(type, text, settings);
    if (parsed.ok) found.push(parsed.value);
    else lines.tell(field, parsed.problem.code, parsed.problem.message);
  }
  if (found.length === 0 && lines.told.length === 0)
    lines.tellOf(
      null,
      'no-address',
      'The row has no address: fill in one of its columns that say who.',
    );
  return found;
}

const fields = [...identifierTypes, 'identifier'] as const;

/** A cell may hold what a mail program copies: `Jane Doe <jane@example.com>`, with signs that nobody sees. */
function readIdentifier(
  type: string,
  text: string,
  { phoneCountry }: RowSettings,
): Result<Identifier> {
  const options = phoneCountry === undefined ? {} : { defaultCountry: phoneCountry };
  const parsed = parseIdentifier(type, text, options);
  if (parsed.ok || type !== 'email') return parsed;
  const mailbox = readMailbox(text);
  return mailbox.ok ? mailbox : parsed;
}

const ways: Readonly<Record<IdentifierType, Channel | 'all'>> = {
  email: 'email',
  phone: 'phone',
  linkedin: 'linkedin',
  domain: 'all',
};

/** The channel that is meant where none is said. */
export function usualChannel([first, ...others]: readonly Identifier[]): Channel | 'all' {
  return first && others.length === 0 ? ways[first.type] : 'all';
}

/**
 * Of a row's addresses those that a saying is about: the ones that its channel reaches. A no that names
 * a channel for which there is none is kept under all; a consent is then for nobody.
 */
export function addressees(
  found: readonly Identifier[],
  channel: Channel | 'all',
  type: EventType,
): readonly Identifier[] {
  const reached = found.filter(
    (each) => each.type === 'domain' || reaches(channel, ways[each.type]),
  );
  return reached.length > 0 || eventKind(type).effect === 'grant' ? reached : found;
}

function reaches(channel: Channel | 'all', way: Channel | 'all'): boolean {
  return (
    channel === 'all' ||
    channel === 'post' ||
    channel === way ||
    (channel === 'sms' && way === 'phone')
  );
}
