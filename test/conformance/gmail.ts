import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { readRequest } from '../../extension/sites/gmail/network.ts';
import type { Composer, Site } from '../../extension/sites/site.ts';
import type { Outcome, Suite, Tally } from './lib/suite.ts';
import { createTally, filesBelow } from './lib/suite.ts';

/** A compose window as captured in 2020, one rebuilt from evidence of 2026, and recorded request bodies. */
export const suite: Suite = { name: 'Gmail', folder: 'gmail', run };

/** Whom each page is written to, as the page shows them. */
const pages: Record<string, readonly string[]> = {
  // An empty message, its fields folded up.
  'gmail-compose-classic-2020-jsmin.html': [],
  'RECONSTRUCTED-gmail-compose-peoplekit-2026.html': [
    'amelia.example@acme.test',
    'neveremailed@acme.test',
    'carl.case@acme.test',
    'blind.copy@acme.test',
  ],
};

async function run(folder: string): Promise<Outcome> {
  const tally = createTally();
  useWindow();
  const { gmail } = await import('../../extension/sites/gmail/gmail.ts');
  for (const [file, people] of Object.entries(pages)) {
    document.body.innerHTML = readFileSync(join(folder, file), 'utf8');
    checkPage(gmail, file, people, tally);
  }
  const bodies = filesBelow(join(folder, 'inboxsdk-network'), '_request.json');
  for (const file of bodies) checkBody(folder, file, tally);
  return tally.outcome({
    notes: [`${Object.keys(pages).length} pages, ${bodies.length} requests`],
  });
}

/** The adapter reads a page through the globals that a content script has. */
function useWindow(): void {
  const window = new Window({ url: 'https://mail.google.com/mail/u/0/' });
  const names = [
    'Element',
    'HTMLElement',
    'HTMLInputElement',
    'HTMLTextAreaElement',
    'Node',
  ] as const;
  for (const name of names) Object.assign(globalThis, { [name]: window[name] });
  Object.assign(globalThis, { window, document: window.document, MouseEvent: window.MouseEvent });
}

function checkPage(site: Site, file: string, people: readonly string[], tally: Tally): void {
  const check = (good: boolean, what: string): void => tally.check(good, () => `${file}: ${what}`);
  const composers = site.composers(document);
  check(composers.length === 1, `${composers.length} composers instead of one`);
  check(!site.hasUnknownComposer(document), 'the two detectors do not agree');
  const [composer] = composers;
  if (!composer) return;
  check(composer.hasSend(), 'no Send');
  const found = recipientsOf(composer);
  check(found === people.toSorted().join(' '), `recipients: ${found}`);
  const send = document.querySelector('.aoO')!;
  const chevron = document.querySelector('.hG')!;
  check(
    site.sendGesture(new MouseEvent('click'), pathTo(send)) !== null,
    'Send is not taken for it',
  );
  check(site.sendGesture(new MouseEvent('click'), pathTo(chevron)) === null, 'the chevron is');
}

function recipientsOf(composer: Composer): string {
  const reading = composer.recipients();
  if (reading.status !== 'read') return reading.why;
  return reading.recipients
    .map(({ identifier, text }) => identifier?.value ?? `? ${text}`)
    .toSorted()
    .join(' ');
}

function pathTo(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) path.push(at);
  return path;
}

/** Their names say what they do: only what a send or a reply's send leaves is a message that leaves. */
function checkBody(folder: string, file: string, tally: Tally): void {
  const read = readRequest(readFileSync(join(folder, 'inboxsdk-network', file), 'utf8'));
  const kind = file.includes('DraftSave') ? 'draft' : 'send';
  tally.check(read.kind === kind, () => `${file}: ${read.kind}`);
  const people = read.recipients.length;
  tally.check(kind === 'draft' ? people === 0 : people > 0, () => `${file}: ${people} recipients`);
}
