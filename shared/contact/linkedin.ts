import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

const slug = /^[\p{L}\p{N}\p{M}-]{3,100}$/u;
/** `fsd_profile` ids start so in every capture of 2026; they are case-sensitive. */
const memberId = /^ACoAA[\w-]{10,60}$/;
const profilePath = /(?:^|linkedin\.com)\/in\/([^/?#]+)/i;

/** A vanity slug (lower case) or an `ACoAA...` member id, alone or inside a profile URL. */
export function normalizeLinkedin(text: string): Result<string> {
  const trimmed = text.trim();
  const inUrl = profilePath.exec(trimmed)?.[1];
  const name = decode(inUrl ?? trimmed);
  if (memberId.test(name)) return ok(name);
  if (slug.test(name)) return ok(name.toLowerCase().normalize('NFC'));
  return fail(
    'contact.linkedin.unreadable',
    'Give a LinkedIn profile address (linkedin.com/in/name), its last part, or a member id (ACoAA...).',
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
