import type { Identifier } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/exact-key.ts';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import type { FactsAnswer, KnownFacts } from '../../shared/protocol/messages.ts';
import { giveSelectors } from '../sites/selectors.ts';
import { giveTables, hasTables } from './given-tables.ts';
import { within } from './within.ts';

/** Asks the background, for the tables too where they are not here; answers `undefined` when it does not answer at all. */
export type AskFacts = (
  identifiers: Identifier[],
  lacksTables: boolean,
) => Promise<FactsAnswer | undefined>;

/** Has the background ask the worker for what is new; answers when the worker was last heard (milliseconds since 1970 UTC). */
export type AskFresh = (deadlineMs: number) => Promise<number | undefined>;

type Setting = { readonly policy: Policy; readonly role: Role };

/** A background that has not answered by then is not going to: milliseconds. */
const patience = 10_000;

/**
 * What this page has been told about the people in its composers, so that a decision at a gesture
 * needs no waiting. Fetched as recipients appear, dropped when the snapshot changes.
 */
export class Knowledge {
  readonly #ask: AskFacts;
  readonly #askFresh: AskFresh;
  #facts = new Map<string, KnownFacts>();
  #connected: boolean | undefined;
  #setting: Setting | undefined;
  #heardAt = 0;
  /** Raised by `forget`, so that an answer to an older question is not kept. */
  #era = 0;

  constructor(ask: AskFacts, askFresh: AskFresh = async () => undefined) {
    this.#ask = ask;
    this.#askFresh = askFresh;
  }

  /** `undefined` until the background has answered once. */
  get connected(): boolean | undefined {
    return this.#connected;
  }

  get setting(): Setting | undefined {
    return this.#setting;
  }

  /** When the worker was last heard by this device: milliseconds since 1970 UTC. */
  get heardAt(): number {
    return this.#heardAt;
  }

  about(identifier: Identifier): KnownFacts | undefined {
    return this.#facts.get(exactKey(identifier));
  }

  /** Fetches what is missing. Answers whether the background answered. */
  async learn(identifiers: readonly Identifier[]): Promise<boolean> {
    const missing = identifiers.filter((one) => !this.about(one));
    if (missing.length === 0 && this.#connected !== undefined) return true;
    const era = this.#era;
    const lacksTables = missing.length > 0 && !hasTables();
    const answer = await within(patience, this.#ask(missing, lacksTables));
    if (!answer || answer.status === 'unavailable') return false;
    if (answer.status === 'ready' && answer.tables) giveTables(answer.tables);
    if (era !== this.#era) return this.learn(identifiers);
    this.#connected = answer.status === 'ready';
    if (answer.status !== 'ready') return true;
    this.#setting = { policy: answer.policy, role: answer.role };
    giveSelectors(answer.selectors);
    this.hear(answer.syncedAt);
    for (const [index, identifier] of missing.entries()) {
      const facts = answer.facts[index];
      if (facts) this.#facts.set(exactKey(identifier), facts);
    }
    return true;
  }

  /** The worker answered this device at that instant. */
  hear(at: number): void {
    this.#heardAt = Math.max(this.#heardAt, at);
  }

  /** Asks the worker for what is new, for as long as the policy lets a gesture wait, and forgets what may have changed. */
  async refresh(): Promise<void> {
    const deadline = this.#setting?.policy.offline.deadlineMs;
    if (deadline === undefined) return;
    const heard = await within(deadline + 200, this.#askFresh(deadline));
    if (heard === undefined) return;
    this.forget();
    this.hear(heard);
  }

  /** The snapshot changed, or the connection: ask anew. */
  forget(): void {
    this.#era++;
    this.#facts.clear();
    this.#connected = undefined;
    this.#setting = undefined;
  }
}
