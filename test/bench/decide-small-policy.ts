import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import { channels } from '../../shared/contact/channels.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Ask } from '../../shared/policy/decision.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { presets } from '../../shared/policy/presets/index.ts';

/**
 * A policy small enough for every peer to hold: whoever objected is not written to; an opt-out holds
 * for its channel; a consent permits until it runs out; and whoever is unknown is not written to.
 */
export const smallPolicy: Policy = {
  ...presets.find(({ id }) => id === 'starter')!.policy,
  contents: 'off',
  firstContactNotice: 'off',
};

/** What the peers are given: worked out already, flat, in the form that suits them. */
export type Flat = {
  readonly channel: Channel;
  readonly at: number;
  readonly objected: boolean;
  readonly optedOut: readonly Channel[];
  /** 0 when there is no consent. */
  readonly consentUntil: number;
};

/** The same question in both forms. */
export type Input = { readonly flat: Flat; readonly facts: ConsentFacts; readonly ask: Ask };

/** One engine, ready to answer: whether the message may go. */
export type Engine = {
  readonly reasons: 'all' | 'first' | 'none';
  readonly allows: (input: Input) => boolean | Promise<boolean>;
};

export const ours: Engine = {
  reasons: 'all',
  allows: ({ facts, ask }) => decide(smallPolicy, facts, ask).verdict === 'allow',
};

/** The least that the question costs: the policy written out by hand, with its reasons. */
export const byHand: Engine = {
  reasons: 'all',
  allows: ({ flat }) => handWritten(flat).length === 0,
};

function handWritten({ channel, at, objected, optedOut, consentUntil }: Flat): string[] {
  const reasons: string[] = [];
  if (objected) reasons.push('objection');
  if (optedOut.includes(channel)) reasons.push('opt-out');
  if (at >= consentUntil) reasons.push(consentUntil === 0 ? 'unknown' : 'expired');
  return reasons;
}

const day = 86_400_000;
const benchNow = Date.UTC(2026, 10, 21, 10, 30);

/** The same questions on every run: two of three have a consent, one of eight objected. */
export function randomInputs(count: number): Input[] {
  const random = randomFrom(20_261_121);
  return Array.from({ length: count }, (_, at) => {
    const flat: Flat = {
      channel: channels[Math.floor(random() * channels.length)]!,
      at: benchNow + Math.floor(random() * 3_600_000),
      objected: random() < 0.125,
      optedOut: channels.filter(() => random() < 0.15),
      consentUntil: random() < 0.67 ? benchNow + Math.floor((random() - 0.2) * 400) * day : 0,
    };
    return inputOf(flat, at);
  });
}

/** Both as they come from a device or the network: read from JSON. */
function inputOf(flat: Flat, at: number): Input {
  const { channel, objected, optedOut, consentUntil } = flat;
  const mark = (type: Mark['type'], rest: Partial<Mark> = {}): Mark => ({
    type,
    purpose: 'direct-marketing',
    channel: 'all',
    since: benchNow - 100 * day,
    event: `${type}-${at}`,
    ...rest,
  });
  const marks = [
    ...(consentUntil > 0
      ? [mark('given', { since: benchNow - 200 * day, until: consentUntil, method: 'web-form' })]
      : []),
    ...optedOut.map((each) => mark('withdrawn', { channel: each })),
    ...(objected ? [mark('objected')] : []),
  ];
  const ask: Ask = { channel, purpose: 'direct-marketing', at: flat.at, role: 'rep' };
  const input: Input = { flat, ask, facts: { marks } };
  return JSON.parse(JSON.stringify(input)) as Input;
}

/** What a peer's user would have to write: the flat form, from a contact's marks. */
export function flatOf({ facts: { marks }, ask: { channel, at } }: Input): Flat {
  let objected = false;
  let consentUntil = 0;
  const optedOut: Channel[] = [];
  for (const mark of marks) {
    if (mark.since > at) continue;
    if (mark.type === 'objected') objected = true;
    else if (mark.type === 'withdrawn' && mark.channel !== 'all') optedOut.push(mark.channel);
    else if (mark.type === 'given') consentUntil = mark.until ?? Infinity;
  }
  return { channel, at, objected, optedOut, consentUntil };
}

/** Numbers from 0 to 1 that only look random (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
