import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import type { Site } from '../../extension/sites/site.ts';
import type { Outcome, Suite, Tally } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** Cards captured in 2026 and reduced; invitations and Sales Navigator rebuilt from written outlines. */
export const suite: Suite = { name: 'LinkedIn', folder: 'linkedin', run };

type Page = {
  readonly file: string;
  readonly at: string;
  /** Whom it shows outside composers: slugs. */
  readonly people?: readonly string[];
  /** Whom each composer of it goes to; `? name` of somebody who cannot be looked up. */
  readonly composers?: readonly string[];
  /** What sends, and to whom: by selector. */
  readonly sends: Readonly<Record<string, string>>;
  readonly sendsNot: readonly string[];
  /** Shown inside LinkedIn's open shadow root. */
  readonly inShadow?: true;
};

const lead = 'ACwAABq1ExamplePerson';
const landing = 'RECONSTRUCTED-invite-modal-landing-2026-09.html';
const note = 'RECONSTRUCTED-invite-modal-note-2026-09.html';
const invitePage = '/preload/custom-invite/?vanityName=example-person';
const label = (text: string): string => `[aria-label="${text}"]`;

const pages: readonly Page[] = [
  {
    file: 'people-search-cards-2026-06.html',
    at: '/search/results/people/',
    people: ['ola-example', 'yana-pending', 'petar-sample', 'sam-followonly'],
    sends: {
      [label('Invite Ola Example to connect')]: 'ola-example',
      [label('Invite Petar Sample to connect')]: 'petar-sample',
    },
    sendsNot: ['[componentkey$=_pending]', label('Follow Sam Followonly')],
  },
  {
    file: 'pymk-card-2026-07.html',
    at: '/mynetwork/',
    people: ['jane-doe-123'],
    sends: { button: 'jane-doe-123' },
    sendsNot: ['a'],
  },
  {
    file: landing,
    at: invitePage,
    composers: ['example-person'],
    sends: { [label('Send without a note')]: 'example-person' },
    sendsNot: [label('Add a note'), label('Dismiss')],
  },
  {
    file: note,
    at: invitePage,
    composers: ['example-person'],
    sends: { [label('Send invitation')]: 'example-person' },
    sendsNot: [label('Cancel adding a note'), label('Dismiss'), '#custom-message'],
  },
  {
    file: landing,
    at: '/in/somebody-else/',
    inShadow: true,
    composers: ['? Example Person'],
    sends: { [label('Send without a note')]: '? Example Person' },
    sendsNot: [label('Add a note')],
  },
  {
    file: 'RECONSTRUCTED-sales-navigator.html',
    at: `/sales/lead/${lead},NAME_SEARCH,a1`,
    people: [lead],
    composers: [lead, lead],
    sends: { '.connect-cta-form__send': lead, '#message-overlay button': lead },
    sendsNot: ['.connect-cta-form__cancel', label('Open actions overflow menu')],
  },
];

async function run(folder: string): Promise<Outcome> {
  const tally = createTally();
  const window = useWindow();
  const { linkedin } = await import('../../extension/sites/linkedin/linkedin.ts');
  for (const page of pages) {
    window.happyDOM.setURL(`https://www.linkedin.com${page.at}`);
    checkPage(linkedin, page, show(readFileSync(join(folder, page.file), 'utf8'), page), tally);
  }
  return tally.outcome({
    notes: [
      `${pages.length} pages; no capture of a conversation may be redistributed, so none is here`,
    ],
  });
}

/** The adapter reads a page through the globals that a content script has. */
function useWindow(): Window {
  const window = new Window({ url: 'https://www.linkedin.com/' });
  const names = [
    'Element',
    'HTMLElement',
    'HTMLAnchorElement',
    'HTMLInputElement',
    'HTMLTextAreaElement',
    'HTMLButtonElement',
    'ShadowRoot',
    'Node',
    'MouseEvent',
  ] as const;
  for (const name of names) Object.assign(globalThis, { [name]: window[name] });
  Object.assign(globalThis, { window, document: window.document });
  return window;
}

function show(html: string, { inShadow }: Page): ParentNode {
  document.body.innerHTML = inShadow ? '<div id="interop-outlet"></div>' : html;
  if (!inShadow) return document;
  const root = document.querySelector('#interop-outlet')!.attachShadow({ mode: 'open' });
  root.innerHTML = html;
  return root;
}

function checkPage(site: Site, page: Page, root: ParentNode, tally: Tally): void {
  const { file, at, people = [], composers = [] } = page;
  const same = (what: string, found: readonly string[], wanted: readonly string[]): void => {
    const [some, others] = [found, wanted].map((list) => list.toSorted().join(' '));
    tally.check(some === others, () => `${file} at ${at}: ${what}: ${some}`);
  };
  const shown = site.people!(document).map(({ identifier }) => identifier?.value ?? '?');
  same('people', shown, people);
  const found = site.composers(document);
  same(
    'composers',
    found.map(({ recipients }) => whom(recipients())),
    composers,
  );
  same(
    'unable to send',
    found.filter((one) => !one.hasSend()).map(() => 'one'),
    [],
  );
  for (const [selector, person] of Object.entries(page.sends)) {
    const gesture = site.sendGesture(
      new MouseEvent('click'),
      pathTo(root.querySelector(selector)!),
    );
    same(selector, gesture ? [whom(gesture.composer.recipients())] : ['nothing'], [person]);
  }
  for (const selector of page.sendsNot) {
    const gesture = site.sendGesture(
      new MouseEvent('click'),
      pathTo(root.querySelector(selector)!),
    );
    tally.check(gesture === null, () => `${file} at ${at}: ${selector} is taken for a send`);
  }
}

function whom(reading: ReturnType<ReturnType<Site['composers']>[number]['recipients']>): string {
  if (reading.status !== 'read') return reading.why;
  return reading.recipients.map(({ identifier, text }) => identifier?.value ?? `? ${text}`).join();
}

/** Out of a shadow root too, as an event's path leads. */
function pathTo(element: Element): Element[] {
  const path: Element[] = [];
  let at: Node | null = element;
  for (; at; at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null))
    if (at instanceof Element) path.push(at);
  return path;
}
