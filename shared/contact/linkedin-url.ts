import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

/** What an address of LinkedIn says of whom it is about, still percent-encoded. */
export type Place = { readonly kind: 'name' | 'id'; readonly name: string };

const whole = /^(?:https?:)?\/\/([^/?#\\]*)([^?#\\]*)(?:\?([^#\\]*))?(?:#.*)?$/i;
/** Any country, `www`, `m` and `touch`; nothing before or after, so that no other site passes for it. */
const host = /^(?:[a-z0-9-]+\.){0,2}linkedin\.com(?::443)?$/i;

/**
 * Reads the addresses of profiles that LinkedIn's pages and mails hold: whole, without `https://`, or
 * the path alone as in a page's links. By hand, because `URL` is not of the language; and strictly,
 * because `evil.example/linkedin.com/in/jane` must not name Jane.
 */
export function readPlace(text: string): Result<Place> {
  const address = text.startsWith('/') && !text.startsWith('//') ? `//linkedin.com${text}` : text;
  const parts = whole.exec(/^(?:https?:)?\/\//i.test(address) ? address : `//${address}`);
  if (!parts) return unreadable;
  const [, site = '', path = '', query = ''] = parts;
  if (/^lnkd\.in$/i.test(site)) return shortLink;
  if (!host.test(site)) return site.includes('.') ? otherSite : unreadable;
  // Mails link through /comm/, old phones through /mwlite/.
  const [top = '', name = '', ...rest] = segments(
    path.replace(/^\/(?:comm|mwlite|public-profile)(?=\/)/i, ''),
  );
  switch (top.toLowerCase()) {
    case 'in':
      return name ? ok({ kind: 'name', name }) : notAPerson;
    case 'pub':
      return rest.length === 0 && name ? ok({ kind: 'name', name }) : oldAddress;
    case 'preload':
      return fromQuery(query, ['vanityName'], 'name');
    case 'messaging':
      return name === 'compose' ? fromQuery(query, ['profileUrn', 'recipient'], 'id') : notAPerson;
    case 'sales':
      return ['lead', 'people'].includes(name) && rest[0]
        ? ok({ kind: 'id', name: rest[0].split(/,|%2c/i)[0]! })
        : notAPerson;
    default:
      return notAPerson;
  }
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** The one member that the query names, under whichever of these words. Two different ones are an error. */
function fromQuery(query: string, words: readonly string[], kind: Place['kind']): Result<Place> {
  const values = query
    .split('&')
    .map((pair) => pair.split('='))
    .filter(([word = '', value]) => words.includes(word) && value)
    .map(([, value]) => value!);
  const named = new Set(values.map((value) => value.replace(/^.*(?::|%3A)/i, '')));
  if (named.size > 1 || /,|%2C/i.test(values.join('')))
    return fail(
      'contact.linkedin.two-people',
      'This address names more than one member. Give one profile at a time.',
    );
  const name = values[0];
  return name === undefined ? notAPerson : ok({ kind, name });
}

const unreadable = fail(
  'contact.linkedin.unreadable',
  'Give a LinkedIn profile address (linkedin.com/in/name), its last part, or a member id (ACoAA...).',
);
const otherSite = fail(
  'contact.linkedin.other-site',
  'This is not an address of linkedin.com. Give linkedin.com/in/name.',
);
const shortLink = fail(
  'contact.linkedin.short-link',
  'A short link does not say whom it is about. Open it and copy the profile’s address.',
);
const oldAddress = fail(
  'contact.linkedin.old-address',
  'This is a LinkedIn address of before 2015, which leads to another one. Open it and copy the address of the page.',
);
const notAPerson = fail(
  'contact.linkedin.not-a-person',
  'This address is a company, a post, a search or the like. Open the person’s profile and copy its address (linkedin.com/in/name).',
);
