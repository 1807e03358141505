import type { Identifier } from '../../../shared/contact/identifier.ts';
import { linkedinIdentifier } from '../../../shared/contact/linkedin.ts';
import { all } from '../dom.ts';
import { anyOf } from './selectors.ts';

const read = new Map<string, Identifier | undefined>();

/** Whom an address is about; read once, since the same ones are asked for at every change of the page. */
export function memberAt(address: string): Identifier | undefined {
  if (read.has(address)) return read.get(address);
  const identifier = linkedinIdentifier(address);
  const found = identifier.ok ? identifier.value : undefined;
  if (read.size > 2000) read.clear();
  read.set(address, found);
  return found;
}

export function memberOf(link: Element): Identifier | undefined {
  return memberAt(link.getAttribute('href') ?? '');
}

/** Whether it is the id of messages (`ACoAA…`), not the slug of profile addresses. */
export function isMemberId({ value }: Identifier): boolean {
  return /^AC[ow]AA/.test(value);
}

/** All links to profiles, of whichever shape. */
export function profileLinks(root: ParentNode): HTMLElement[] {
  return all(root, [anyOf('profileLink')]).filter((a) => memberOf(a));
}

/** Each member once. */
export function membersOf(links: readonly Element[]): Identifier[] {
  const found = links.flatMap((link) => memberOf(link) ?? []);
  return [...new Map(found.map((one) => [one.value, one])).values()];
}

/** A member's page, and no list or post: `/in/jane-doe/`, `/in/jane-doe/details/skills/`. */
export function memberOfPage({ pathname }: Location): Identifier | undefined {
  return /^\/(?:in|sales\/lead|sales\/people)\//.test(pathname) ? memberAt(pathname) : undefined;
}

/** What is written, without marks that no reader sees: words, in small letters. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

/**
 * Whether two texts may name the same person. To find out that something was read wrongly; nobody is
 * ever found by it. Where one says nothing there is nothing against it.
 */
export function mayNameTheSame(a: string, b: string): boolean {
  const [some, others] = [wordsOf(a), wordsOf(b)];
  return some.length === 0 || others.length === 0 || some.some((word) => others.includes(word));
}

/** A label as it reads: without the marks of direction that LinkedIn and Gmail put round names. */
export function labelOf(element: Element): string {
  const label = element.getAttribute('aria-label') || element.textContent || '';
  return label.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
}
