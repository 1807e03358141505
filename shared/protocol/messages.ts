import type { ConsentFacts } from '../consent/facts.ts';
import type { Identifier } from '../contact/identifier.ts';
import type { Words } from '../policy/explain.ts';
import type { Jurisdiction } from '../policy/jurisdiction.ts';
import type { Policy, Role } from '../policy/policy.ts';
import type { ConnectedAs } from './access.ts';
import type { GuardReportRequest } from './guard-report.ts';
import type { Pack } from '../screening/pack.ts';
import type * as screening from '../screening/tables.ts';
import type { Dismissal } from './screening.ts';
import type { Result } from '../result.ts';
import type { Selectors } from './selectors.ts';
import type { Holidays, Observance } from '../timing/tables.ts';
import type { EventInput } from './api.ts';

/** What the extension's parts say to each other. One entry per message: its argument and its answer. */
export type Messages = {
  /**
   * What the snapshot holds about these identifiers, in their order, with what each says of itself; and the
   * tables, to whoever lacks them, with the first facts.
   */
  'facts.get': { ask: { identifiers: Identifier[]; lacksTables?: boolean }; answer: FactsAnswer };
  /**
   * Queues a new fact and sends it when the worker can be reached; the device knows it at once. An
   * `undoable` one is held back until `undoUntil`, in milliseconds since 1970 UTC.
   */
  'event.record': {
    ask: { event: EventInput; undoable?: true };
    answer: Result<{ queued: number; undoUntil?: number }>;
  };
  /** Takes away a fact that was recorded here and is still held back. Nothing else can be undone. */
  'event.undo': { ask: { id: string }; answer: Result<{ queued: number }> };
  /** What Heed says, in the language chosen. */
  'words.get': { ask: Record<never, never>; answer: WordsAnswer };
  /** What an administrator has set for this browser. */
  'managed.get': { ask: Record<never, never>; answer: ManagedAnswer };
  'language.get': { ask: Record<never, never>; answer: LanguageAnswer };
  /** A language of `languages`, or the browser's when null. */
  'language.set': { ask: { language: string | null }; answer: LanguageAnswer };
  /** Whether a message that is open asks to be left alone. Neither kept nor sent. */
  'thread.read': { ask: { text: string }; answer: { asksToStop: boolean } };
  /** A message that asks for permission and does nothing else, in what is most likely read in a country. */
  'asking.get': { ask: { country?: string }; answer: Asking };
  /** What a language is screened with; null where there is nothing. */
  'pack.get': { ask: { language: string }; answer: { pack: Pack | null } };
  /** A finding was dismissed. Only how often is kept, by rule. */
  'dismissal.note': { ask: Omit<Dismissal, 'count'>; answer: Record<never, never> };
  /** A send was stopped in this page. Only how many is kept, and only for the day. */
  'stop.note': { ask: Record<never, never>; answer: { today: number } };
  'stop.count': { ask: Record<never, never>; answer: { today: number } };
  /** Two LinkedIn identifiers that an opened profile shows to be one member's. Whether that was new. */
  'identity.linked': { ask: { identifiers: Identifier[] }; answer: { isNew: boolean } };
  /** Puts on record whom a send that was let pass went to; nobody where they could not be read. */
  'contacted.record': { ask: { events: EventInput[] }; answer: Result<{ queued: number }> };
  /** Whether a send to these people was let pass in another frame of the tab. */
  'send.seen': { ask: { people: Identifier[] }; answer: { wasPassed: boolean } };
  /** Asks the worker for what is new, for at most so many milliseconds; `heardAt` when it last answered. */
  'worker.hear': { ask: { deadlineMs: number }; answer: { heardAt: number } };
  /** Tells the administrator that a page could not be protected: tag structure alone. */
  'guard.report': { ask: PageReport; answer: Record<never, never> };
  /** Tries the address and token, and keeps them if the worker takes them. */
  'connection.set': { ask: { apiBase: string; token: string }; answer: Result<Connection> };
  /** Asks the server for a code that a member is to approve; then it is `connecting`. */
  'connection.begin': { ask: { apiBase: string }; answer: Result<Connection> };
  /** Whether the code has been approved by now. */
  'connection.poll': { ask: Record<never, never>; answer: Result<Connection> };
  'connection.get': { ask: Record<never, never>; answer: Connection };
  'connection.clear': { ask: Record<never, never>; answer: Connection };
  /** Fetches what is new now. */
  'sync.now': { ask: Record<never, never>; answer: Connection };
};

/** Catalogues by key, English where a language has no word of its own. */
export type WordsAnswer = {
  readonly language: string;
  readonly own?: Words;
  readonly reasons?: Words;
  /** What messages are screened by in any language. */
  readonly screening?: ScreeningTables;
};

export type ScreeningTables = Omit<typeof screening, 'hasScreeningTables'>;

/** `language` is ISO 639. */
export type Asking = { readonly text: string; readonly language: string };

export type ManagedAnswer = {
  readonly serverUrl?: string;
  /** It connects by itself, with a token. */
  readonly byToken: boolean;
};

export type LanguageAnswer = {
  readonly chosen: string | null;
  /** What the browser's own language comes to; ISO 639, as all of these. */
  readonly automatic: string;
  readonly languages: readonly string[];
};

/** What a page's guard says of the page that it could not protect. */
export type PageReport = {
  readonly site: string;
  readonly problem: GuardReportRequest['problem'];
  readonly structure: readonly PageElements[];
};

/** Elements of one kind at one depth, by the names of tags, roles and attributes. */
export type PageElements = {
  readonly tag: string;
  readonly role?: string;
  readonly attributes: readonly string[];
  readonly depth: number;
  readonly count: number;
};

export type MessageName = keyof Messages;

/** A message as it crosses. `heed` tells ours from anybody else's. */
export type Envelope<Name extends MessageName = MessageName> = {
  readonly heed: Name;
  readonly ask: Messages[Name]['ask'];
};

export type FactsAnswer =
  | { readonly status: 'not-connected' }
  /** Connected, but without its copy of the facts: nothing can be said, which is not a yes. */
  | { readonly status: 'unavailable' }
  | {
      readonly status: 'ready';
      readonly policy: Policy;
      readonly role: Role;
      readonly version: number;
      /** When the worker last answered: milliseconds since 1970 UTC. */
      readonly syncedAt: number;
      /** What to look for in pages before the built-in. */
      readonly selectors?: Selectors | null;
      readonly facts: readonly KnownFacts[];
      readonly tables?: Tables;
    };

/** With what the identifier says of itself: its country domain, a shared mailbox. */
export type KnownFacts = ConsentFacts & {
  /** Nothing at all is on record: what is here the identifier says. */
  readonly isNew?: true;
};

/** What decisions and advice are worked out with, beside the policy: the same for everybody. */
export type Tables = {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly countryCodes: readonly string[];
  readonly eea: Readonly<Record<string, string>>;
  readonly holidays: Holidays;
  readonly observances: readonly Observance[];
  readonly weekends: Readonly<Record<string, readonly string[]>>;
};

export type Connection =
  | { readonly status: 'not-connected' }
  /** A code waits to be approved at `page`; ask again every `interval` seconds. */
  | {
      readonly status: 'connecting';
      readonly apiBase: string;
      readonly userCode: string;
      readonly page: string;
      readonly interval: number;
    }
  /** Connected, but without its copy of the facts: nothing is known of anybody until the next sync. */
  | {
      readonly status: 'no-copy';
      readonly apiBase: string;
      readonly as?: ConnectedAs;
      readonly queued: number;
      readonly trouble?: string;
    }
  | {
      readonly status: 'connected';
      readonly apiBase: string;
      readonly as?: ConnectedAs;
      readonly role: Role;
      readonly version: number;
      readonly syncedAt: number;
      /** How many keyed hashes the snapshot holds. */
      readonly entries: number;
      /** New facts not yet taken by the worker. */
      readonly queued: number;
      /** What the last try to reach the worker ran into, in words; absent when it went well. */
      readonly trouble?: string;
    };
