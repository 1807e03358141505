import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import { asksToStop } from '../../shared/screening/ask-to-stop/asks-to-stop.ts';
import type { Envelope, MessageName, Messages } from '../../shared/protocol/messages.ts';
import { hearWorker, recordContacted } from './contacted.ts';
import { connect, connection, disconnect, facts, record, sync, undo } from './connection.ts';
import { noteDismissal } from './dismissals.ts';
import { link } from './links.ts';
import { pack } from './packs.ts';
import { report } from './reports.ts';
import { wasPassed } from './tab-sends.ts';
import { managed } from './managed.ts';
import { beginPairing, pollPairing } from './pairing.ts';
import { today } from '../ui/today.ts';
import { noteStop, stoppedOn } from './stopped.ts';
import { asking, chooseLanguage, language, words } from './words.ts';

type Handlers = {
  [Name in MessageName]: (
    ask: Messages[Name]['ask'],
    tab: number,
  ) => Promise<Messages[Name]['answer']>;
};

const handlers: Handlers = {
  'facts.get': ({ identifiers, lacksTables }) => facts(identifiers, lacksTables),
  'event.record': ({ event, undoable }) => record(event, undoable),
  'event.undo': ({ id }) => undo(id),
  'words.get': () => words(),
  'managed.get': () => managed(),
  'language.get': () => language(),
  'language.set': (ask) => chooseLanguage(ask.language),
  'asking.get': async ({ country }) => asking(country),
  'thread.read': async ({ text }) => ({ asksToStop: asksToStop(text) }),
  'pack.get': async ({ language: wanted }) => ({ pack: await pack(wanted) }),
  'dismissal.note': async (rule) => {
    await noteDismissal(rule);
    return {};
  },
  'stop.note': () => noteStop(today()),
  'stop.count': () => stoppedOn(today()),
  'identity.linked': ({ identifiers }) => link(identifiers),
  'contacted.record': ({ events }, tab) => recordContacted(events, tab),
  'send.seen': async ({ people }, tab) => ({ wasPassed: wasPassed(tab, people, Date.now()) }),
  'worker.hear': ({ deadlineMs }) => hearWorker(deadlineMs),
  'guard.report': async (told) => {
    await report(told, Date.now());
    return {};
  },
  'connection.set': ({ apiBase, token }) => connect(apiBase, token),
  'connection.begin': ({ apiBase }) => beginPairing(apiBase),
  'connection.poll': () => pollPairing(),
  'connection.get': () => connection(),
  'connection.clear': () => disconnect(),
  'sync.now': async () => {
    await sync();
    return connection();
  },
};

/** Pages of the web may look up and record; only the extension's own pages may touch the connection. */
const forContentScripts: readonly MessageName[] = [
  'facts.get',
  'event.record',
  'identity.linked',
  'contacted.record',
  'send.seen',
  'worker.hear',
  'guard.report',
  'event.undo',
  'connection.get',
  'words.get',
  'asking.get',
  'thread.read',
  'pack.get',
  'dismissal.note',
  'stop.note',
];

export function answerMessages(): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isEnvelope(message)) return undefined;
    const own = sender.url?.startsWith(browser.runtime.getURL('')) === true;
    if (!own && !forContentScripts.includes(message.heed)) return undefined;
    return handle(message, sender.tab?.id ?? -1);
  });
}

function handle<Name extends MessageName>(
  { heed, ask }: Envelope<Name>,
  tab: number,
): Promise<unknown> {
  return handlers[heed](ask, tab);
}

function isEnvelope(message: unknown): message is Envelope {
  return (
    typeof message === 'object' &&
    message !== null &&
    'heed' in message &&
    typeof message.heed === 'string' &&
    Object.hasOwn(handlers, message.heed)
  );
}
