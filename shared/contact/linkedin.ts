import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { stripInvisible } from './invisible.ts';
import { readPlace } from './linkedin-url.ts';
import type { Identifier } from './types.ts';

/**
 * Three spaces of names for one member, told apart by their shape, each an identifier of its own:
 * the vanity slug of profile addresses (`jane-doe`, any case), the member id of messages (`ACoAA…`,
 * case-sensitive), and Sales Navigator's id for the same person (`ACwAA…`). Only the profile page
 * shows two of them together; until then one does not find the other.
 */
export function linkedinIdentifier(text: string): Result<Identifier> {
  const normal = normalizeLinkedin(text);
  return normal.ok ? ok({ type: 'linkedin', value: normal.value }) : normal;
}

/** `fsd_profile` and Sales Navigator ids in every capture of 2026 begin so. */
const memberId = /^AC[ow]AA[\w-]{10,60}$/;
/** An id whose capitals somebody's spreadsheet flattened: they cannot be brought back. */
const flattenedId = /^ac[ow]aa[\w-]{25,60}$/i;
/**
 * What a person may choose is 3 to 100 letters, digits and hyphens (linkedin.com/help/linkedin/answer/
 * a542685); what LinkedIn itself made of names has stars, apostrophes and joined emoji in it besides.
 */
const slug = /^(?:[\w-]|[^\p{ASCII}\p{C}\p{Z}]|[\u200c\u200d]){3,100}$/u;
/** Not members: one's own page, and what LinkedIn writes for members that it hides. */
const nobody = new Set(['me', 'unknown', 'unavailable']);
const urn =
  /^urn:li:(?:fsd_profile|fs_miniProfile|fs_salesProfile|fsd_salesProfile):\(?([\w-]+)(?:,[^)]*\))?$/;

/** A vanity slug (lower case), or a member's id, alone, as a URN or inside any address of a profile. */
export function normalizeLinkedin(text: string): Result<string> {
  const trimmed = stripInvisible(text).trim();
  if (trimmed.length > 2000) return unreadable;
  if (trimmed.startsWith('urn:')) return fromUrn(trimmed);
  if (memberId.test(trimmed)) return ok(trimmed);
  if (flattenedId.test(trimmed)) return flattened;
  const bare = toSlug(trimmed);
  if (bare) return bare;
  const place = readPlace(trimmed);
  if (!place.ok) return place;
  const { kind, name } = place.value;
  const decoded = decode(name);
  if (decoded === undefined) return unreadable;
  return kind === 'id' ? fromIdOrUrn(decoded) : fromName(decoded);
}

function fromName(name: string): Result<string> {
  if (memberId.test(name)) return ok(name);
  if (flattenedId.test(name)) return flattened;
  return toSlug(name) ?? unreadable;
}

/** `undefined` where the text has not the shape of a slug. */
function toSlug(name: string): Result<string> | undefined {
  const lower = name.toLowerCase().normalize('NFC');
  if (nobody.has(lower)) return hidden;
  return slug.test(lower) ? ok(lower) : undefined;
}

function fromIdOrUrn(text: string): Result<string> {
  return text.startsWith('urn:') ? fromUrn(text) : fromId(text);
}

function fromUrn(text: string): Result<string> {
  const id = urn.exec(text)?.[1];
  return id === undefined
    ? fail(
        'contact.linkedin.urn',
        'This LinkedIn URN names no profile. Give the profile’s address (linkedin.com/in/name).',
      )
    : fromId(id);
}

function fromId(id: string): Result<string> {
  if (memberId.test(id)) return ok(id);
  return flattenedId.test(id) ? flattened : unreadable;
}

function decode(text: string): string | undefined {
  try {
    return stripInvisible(decodeURIComponent(text)).normalize('NFC');
  } catch {
    return undefined;
  }
}

const unreadable = fail(
  'contact.linkedin.unreadable',
  'Give a LinkedIn profile address (linkedin.com/in/name), its last part, or a member id (ACoAA...).',
);
const hidden = fail(
  'contact.linkedin.nobody',
  'LinkedIn shows this address for your own page or for a member that it hides. Open the profile and copy its address.',
);
const flattened = fail(
  'contact.linkedin.flattened-id',
  'This member id has lost its capitals, which matter. Copy it again, or give linkedin.com/in/name.',
);
