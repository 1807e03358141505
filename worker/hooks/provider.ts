/** What is kept of a connection that is no secret. */
export type Settings = {
  /** The provider's lists, groups, topics or streams, each with the purpose that it serves here. */
  readonly lists: Readonly<Record<string, string>>;
  /** Of SES: the only topic that is listened to. */
  readonly topicArn?: string | undefined;
};

/** One organisation's account at a provider, as its deliveries are checked against. */
export type Connection = {
  readonly id: string;
  readonly settings: Settings;
  readonly secrets: Readonly<Record<string, string>>;
};

/** What came in. `url` is the address as it was given to the provider, since some sign it. */
export type Delivery = {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
};

/** Why a delivery is not taken for the provider's. */
export type Refused = 'missing' | 'wrong' | 'old' | 'replayed' | 'other-source' | 'not-ready';

/** `once` is a token that no other body may come with again before `until`. */
export type Verified =
  | { readonly refused: Refused }
  | { readonly refused?: never; readonly once?: { token: string; until: number } };

/** `objected` is to all marketing, `withdrawn` from one list; `suppressed` is a stop that nobody is known to have asked for. */
export type Says =
  | 'bounced'
  | 'complained'
  | 'objected'
  | 'withdrawn'
  | 'suppressed'
  | 'resubscribed';

/** What each of a provider's events says; `nothing` where it says nothing of anybody's wish. */
export type Meanings = Readonly<Record<string, Says | 'nothing'>>;

/** One thing that a provider says about one address. */
export type Notice = {
  readonly says: Says;
  /** The provider's name for it, and its id or whatever tells it from the next. */
  readonly event: string;
  readonly id: string;
  readonly address: string;
  /** Milliseconds since 1970 UTC; not a number when it could not be read. */
  readonly at: number;
  readonly list?: string | undefined;
};

/** A report that may carry a no, in a form that was not understood. */
export type Unread = {
  readonly event: string;
  readonly reason:
    | 'form'
    | 'address'
    | 'no-address'
    | 'several-recipients'
    | 'unknown-event'
    | 'erasure'
    | 'subscription-ended';
  /** What it was, to know it again; kept only as a keyed hash. */
  readonly id: string;
};

export type Reading = {
  readonly notices: Notice[];
  readonly unread: Unread[];
  /** The names of what says nothing about anybody's wish: deliveries, openings and so on. */
  readonly others: string[];
};

export type Provider = {
  readonly meanings: Meanings;
  /** Whether a signature covers the whole body: one that does not parse was then sent so, not cut short. */
  readonly signsBody: boolean;
  /** The status that makes it try again later. */
  readonly tryLater: 429 | 503;
  /** Whether the keys that an administrator pasted can be what they should. */
  readonly accepts?: (secrets: Connection['secrets']) => Promise<boolean>;
  readonly verify: (delivery: Delivery, connection: Connection) => Promise<Verified>;
  /** Throws `Malformed` for a body that has not even the provider's outer form. */
  readonly read: (delivery: Delivery, connection: Connection) => Promise<Reading> | Reading;
};

/** The body as a whole is not what the provider sends. */
export class Malformed extends Error {}

/** Something outside did not answer; the provider is asked to send it again. */
export class Later extends Error {}
