import type { Identifier } from '../../../shared/contact/identifier.ts';
import { all, byPlace, eachOf, isHtml } from '../dom.ts';
import type { Composer, Recipient } from '../site.ts';
import { labelOf, mayNameTheSame, memberOf, membersOf, profileLinks } from './members.ts';
import { ownerOf } from './profile.ts';
import { anyOf, candidates, quickOf } from './selectors.ts';

/** How far a card reaches above its button. */
const reach = 12;

/** Whom a Connect button invites, and where that is shown. */
export type Invited = {
  readonly card: HTMLElement;
  readonly recipient: Recipient;
  /** The page names different people here: these. */
  readonly unclear?: readonly Identifier[];
};

/**
 * A Connect link or button. Those in rails, in My Network and on some search cards send at once and
 * show no form first (measured 2026-07-14), and nothing tells them from the others: all are asked about.
 */
export function isConnect(control: Element): control is HTMLElement {
  if (!isHtml(control)) return false;
  if (control.matches(anyOf('connect'))) return true;
  // What holds controls is labelled by what they do, and none itself.
  if (control.querySelector('button, a, input, textarea, [role=button]')) return false;
  const label = (control.getAttribute('aria-label') ?? '').toLowerCase();
  return label !== '' && phrases().some((parts) => fits(label, parts));
}

/**
 * Those that can be found without a look into every button, of which a page may have thousands. Labels
 * are compared here: a selector with all of them takes five times as long.
 */
export function connectsIn(page: Document): HTMLElement[] {
  const known = phrases();
  const labelled = all(page, ['[aria-label]']).filter((one) => {
    const label = (one.getAttribute('aria-label') ?? '').toLowerCase();
    return known.some((parts) => fits(label, parts));
  });
  const found = new Set([...eachOf(page, quickOf('connect')), ...labelled]);
  return [...found].filter(isConnect).sort(byPlace);
}

/** Of each label what stands before the name and after it; kept until the labels are others. */
let split: { readonly of: readonly string[]; readonly phrases: string[][] } | undefined;

function phrases(): string[][] {
  const of = candidates('connectLabels');
  if (split?.of !== of) {
    const made = of.map((label) => label.split('…').map((part) => part.trim().toLowerCase()));
    split = { of, phrases: made };
  }
  return split.phrases;
}

/** `Invite … to connect`: what stands in place of the name is not looked at. */
function fits(label: string, parts: readonly string[]): boolean {
  const [start = '', end = ''] = parts;
  return label.length > start.length + end.length && label.startsWith(start) && label.endsWith(end);
}

export function invitedBy(control: HTMLElement): Invited {
  const own = memberOf(control);
  const card = cardOf(control);
  const links = card ? profileLinks(card).filter((one) => one !== control) : [];
  const label = nameIn(control);
  const fitting = links.filter((link) => label === '' || isNamedLike(link, label));
  const shown = membersOf(fitting.length > 0 ? fitting : links);
  const [only] = shown;
  const identifier = own ?? (shown.length === 1 ? only : undefined);
  const isMisnamed = !own && links.length > 0 && fitting.length === 0;
  const isUnclear = isMisnamed || (!own && shown.length > 1) || isContradicted(own, shown);
  return {
    card: card ?? control,
    ...(isUnclear && { unclear: [...(own ? [own] : []), ...shown] }),
    recipient: {
      text: label || textOf(fitting) || nameOf(identifier, control) || 'Unknown member',
      ...(identifier && { identifier }),
      anchor: control,
    },
  };
}

export function connectComposer({ card, recipient, unclear }: Invited): Composer {
  return {
    root: card,
    recipients: () =>
      unclear
        ? {
            status: 'unreadable',
            why: 'detectors-disagree',
            known: unclear.map((one) => ({ ...recipient, text: one.value, identifier: one })),
          }
        : { status: 'read', recipients: [recipient] },
    hasSend: () => true,
  };
}

/** The link of the button itself, and the only person in its card, who should be the same. */
function isContradicted(own: Identifier | undefined, shown: readonly Identifier[]): boolean {
  return own !== undefined && shown.length === 1 && shown[0]!.value !== own.value;
}

/**
 * The nearest round the button that says of anybody who they are; a wider one, as long as no other
 * Connect is in it, if that is somebody else than the button names: a friend in common.
 */
function cardOf(control: HTMLElement): HTMLElement | undefined {
  const label = nameIn(control);
  let nearest: HTMLElement | undefined;
  let up = control.parentElement;
  for (let level = 0; up && level < reach && !isWholePage(up); level++, up = up.parentElement) {
    const links = profileLinks(up).filter((link) => !isConnect(link));
    if (nearest && all(up, ['button, a, [role=button]']).filter(isConnect).length > 1) break;
    if (links.some((link) => label === '' || isNamedLike(link, label))) return up;
    if (links.length > 0) nearest ??= up;
    // Without a name to compare, whoever stands outside the card may be anybody.
    if (label === '' && up.matches(edges)) break;
  }
  return nearest;
}

/** What holds one person among several, or one part of a page. */
const edges = 'article, aside, li, nav, section, [role=article], [role=listitem]';

/** A link round a picture says nothing, and so nothing against it. */
function isNamedLike(link: HTMLElement, label: string): boolean {
  return mayNameTheSame(labelOf(link), label);
}

function isWholePage(element: Element): boolean {
  return element.matches('body, html, main, [role=main], #workspace');
}

/** The name that a label holds, where it is of a known form; else the whole of it. */
function nameIn(control: HTMLElement): string {
  const label = (control.getAttribute('aria-label') ?? '').trim();
  const parts = phrases().find((one) => fits(label.toLowerCase(), one));
  if (!parts) return '';
  const [start = '', end = ''] = parts;
  return label.slice(start.length, label.length - end.length).trim();
}

/** As the page names its owner; else what stands in addresses. */
function nameOf(identifier: Identifier | undefined, control: HTMLElement): string | undefined {
  const owner = ownerOf(control.ownerDocument);
  return owner && owner.identifier?.value === identifier?.value ? owner.text : identifier?.value;
}

function textOf(links: readonly HTMLElement[]): string {
  return links.map(labelOf).find((text) => text !== '') ?? '';
}
