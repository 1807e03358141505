import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import type { FactsAnswer } from '../../shared/protocol/messages.ts';

/** Asks the background; answers `undefined` when it does not answer at all. */
export type AskFacts = (identifiers: Identifier[]) => Promise<FactsAnswer | undefined>;

/**
 * What this page has been told about the people in its composers, so that a decision at a gesture
 * needs no waiting. Fetched as recipients appear, dropped when the snapshot changes.
 */
export class Knowledge {
  readonly #ask: AskFacts;
  #facts = new Map<string, ConsentFacts>();
  #connected: boolean | undefined;
  #setting: { readonly policy: Policy; readonly role: Role } | undefined;
  /** Raised by `forget`, so that an answer to an older question is not kept. */
  #era = 0;

  constructor(ask: AskFacts) {
    this.#ask = ask;
  }

  /** `undefined` until the background has answered once. */
  get connected(): boolean | undefined {
    return this.#connected;
  }

  get setting(): { readonly policy: Policy; readonly role: Role } | undefined {
    return this.#setting;
  }

  about(identifier: Identifier): ConsentFacts | undefined {
    return this.#facts.get(keyOf(identifier));
  }

  /** Fetches what is missing. Answers whether the background answered. */
  async learn(identifiers: readonly Identifier[]): Promise<boolean> {
    const missing = identifiers.filter((one) => !this.about(one));
    if (missing.length === 0 && this.#connected !== undefined) return true;
    const era = this.#era;
    const answer = await this.#ask(missing);
    if (!answer || answer.status === 'unavailable') return false;
    if (era !== this.#era) return this.learn(identifiers);
    this.#connected = answer.status === 'ready';
    if (answer.status !== 'ready') return true;
    this.#setting = { policy: answer.policy, role: answer.role };
    for (const [index, identifier] of missing.entries()) {
      const facts = answer.facts[index];
      if (facts) this.#facts.set(keyOf(identifier), facts);
    }
    return true;
  }

  /** The snapshot changed, or the connection: ask anew. */
  forget(): void {
    this.#era++;
    this.#facts.clear();
    this.#connected = undefined;
    this.#setting = undefined;
  }
}

const keyOf = (identifier: Identifier): string => lookupKeys(identifier).exact;
