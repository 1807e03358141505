import type { DialogInput } from '../../../extension/overlay/dialog.tsx';
import { openDialog, shieldOnce } from '../../../extension/overlay/dialog.tsx';
import { speakReason } from '../../../extension/guard/standing-words.ts';
import { speak } from '../../../extension/ui/say.ts';
import * as catalogues from '../../../extension/ui/words/files.ts';
import { wordsFor } from '../../../shared/policy/words/index.ts';
import { beHostile } from './hostile.ts';
import { showOptions } from './options-states.ts';
import './page.css';
import * as people from './people.ts';
import { showAsking, showBadges, showStates } from './marks.ts';

const marketing = { purpose: 'direct-marketing', channel: 'email' } as const;

const dialogs: Record<string, Partial<DialogInput>> = {
  'dialog-one': { people: [people.amelia] },
  'dialog-mixed': { people: [people.carla, people.amelia, people.unknownPerson] },
  'dialog-unknown': { people: [people.unknownPerson] },
  'dialog-hostile': { people: [people.unknownPerson] },
  'dialog-override': { people: [people.unknownPerson, people.listed] },
  'dialog-many': {
    people: [people.amelia, people.bruno, people.twice, people.listed, people.group, people.carla],
  },
  'dialog-long': { people: [people.longNamed, people.longAddress, people.carla] },
  'dialog-by-hand': { people: [{ ...people.amelia, removable: false }, people.carla] },
  'dialog-rtl': { people: [people.hebrew, people.carla] },
  'dialog-linkedin': {
    people: [people.amelia, people.carla],
    channel: 'linkedin',
    canSaveDraft: true,
  },
  'dialog-asking': {
    canSaveDraft: true,
    people: [
      {
        ...people.unknownPerson,
        reasons: people.unknownPerson.reasons.map((one) => ({ ...one, overridable: false })),
        otherChannels: ['phone', 'post'],
        exceptionBy: ['dpo', 'admin'],
        asking: async () => ({ text: catalogues.fr['ask.message'], language: 'fr' }),
      },
    ],
  },
  'dialog-german': { people: [people.carla, people.amelia, people.unknownPerson] },
  'dialog-trouble': {
    trouble: {
      title: 'Not sent: Heed could not read the recipients',
      text: 'Gmail shows this message in a way that Heed does not know, so it could not check whom it goes to.',
      sendAnyway: true,
    },
  },
  'dialog-no-answer': {
    trouble: {
      title: 'Not sent: Heed could not check',
      text: 'The extension did not answer; it may just have been updated. Reload the page and send again. Your draft is kept.',
    },
  },
};

const state = new URLSearchParams(location.search).get('state') ?? 'dialog-one';
if (state.includes('linkedin')) document.documentElement.classList.add('linkedin');
if (state.includes('german'))
  speak({ language: 'de', own: catalogues.de, reasons: wordsFor('de') });
if (state.includes('rtl')) document.documentElement.dir = 'rtl';

if (/^(options|popup)/.test(state)) {
  showOptions(state);
} else {
  const compose = document.createElement('main');
  compose.className = 'compose';
  document.body.append(compose);
  const chips = part('div', 'chips', '');
  compose.append(
    part('div', 'bar', 'New message'),
    chips,
    part('p', 'text', 'Dear all, here is our offer.'),
    part('button', 'send', 'Send'),
  );
  if (state.startsWith('badges')) {
    shieldOnce();
    showBadges(chips);
  }
  if (state.startsWith('banner')) showAsking();
  if (state.startsWith('state-')) showStates(state.slice('state-'.length));
  const input = dialogs[state];
  if (input) {
    if (state === 'dialog-hostile') beHostile();
    compose.querySelector('button')!.focus();
    const { people: them = [] } = input;
    const spoken = them.map((one) => ({ ...one, reasons: one.reasons.map(speakReason) }));
    const handle = openDialog({ ...marketing, ...input, people: spoken }, (choice) => {
      document.title = JSON.stringify(choice);
      if (choice.kind !== 'keep-editing')
        handle.showProblem('The server did not answer. The fact is kept and will be sent later.');
    });
  }
}

function part(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
