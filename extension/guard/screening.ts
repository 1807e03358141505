import type { MessageFacts } from '../../shared/policy/decision.ts';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import { severityOf } from '../../shared/policy/rules/screening.ts';
import { languagesOf, screenWith } from '../../shared/screening/engine.ts';
import type { Finding, Message } from '../../shared/screening/finding.ts';
import { factsWith } from '../../shared/screening/message-facts.ts';
import { hasScreeningTables } from '../../shared/screening/tables.ts';
import type { Composer, Written } from '../sites/site.ts';
import { recipientsIn } from '../sites/site.ts';
import type { Knowledge } from './knowledge.ts';
import type { Packs } from './packs.ts';

/** What was found in a message as it stands, without what its writer has dismissed. */
export type Screened = {
  readonly written: Written;
  /** ISO 639: in which language the findings speak. */
  readonly language: string;
  readonly findings: readonly Finding[];
  readonly facts: MessageFacts;
};

type Known = Pick<Knowledge, 'about' | 'setting'>;
type Read = { readonly written: Written; readonly message: Message };
/** Of a composer's last text: the languages that it needs, and what was found with so many of them here. */
type Kept = {
  readonly about: string;
  readonly needed: readonly string[];
  screened?: Screened;
  languages?: number;
};

/** A text in which several languages seem likely is read in the likeliest of them. */
const mostLanguages = 2;

/** Screens what is written in this page's composers. The text stays here; the last result of each is kept. */
export class WrittenScreening {
  readonly #packs: Packs;
  readonly #knowledge: Known;
  /** Resolves when the tables that every language needs are here, or cannot be had. */
  readonly #tablesHere: () => Promise<unknown>;
  readonly #kept = new WeakMap<HTMLElement, Kept>();
  readonly #dismissed = new WeakMap<HTMLElement, Set<string>>();

  constructor(packs: Packs, knowledge: Known, tablesHere: () => Promise<unknown>) {
    this.#packs = packs;
    this.#knowledge = knowledge;
    this.#tablesHere = tablesHere;
  }

  /**
   * For a gesture, so without waiting: what is known of the message, `wait` while its language is on its
   * way, `undefined` where the page does not say what is written.
   */
  factsOf(composer: Composer): MessageFacts | 'wait' | undefined {
    try {
      const read = this.#isWanted() ? this.#read(composer) : undefined;
      if (!read) return undefined;
      if (!hasScreeningTables()) return 'wait';
      const kept = this.#keptFor(composer, read);
      return this.#isReady(kept) ? this.#screen(composer, read, kept).facts : 'wait';
    } catch {
      // Whom it goes to is judged all the same.
      return undefined;
    }
  }

  /** The same for showing it, with its language fetched where that is missing. */
  async look(composer: Composer): Promise<Screened | undefined> {
    if (!hasScreeningTables()) await this.#tablesHere();
    const read = this.#isWanted() ? this.#read(composer) : undefined;
    if (!read || !hasScreeningTables()) return undefined;
    const kept = this.#keptFor(composer, read);
    if (this.#isReady(kept)) return this.#screen(composer, read, kept);
    await this.#packs.load(kept.needed);
    return this.lookNow(composer);
  }

  /** The same with the languages that are here; `undefined` where one is missing. */
  lookNow(composer: Composer): Screened | undefined {
    const isWanted = this.#isWanted() && hasScreeningTables();
    const read = isWanted ? this.#read(composer) : undefined;
    const kept = read && this.#keptFor(composer, read);
    return read && kept && this.#isReady(kept) ? this.#screen(composer, read, kept) : undefined;
  }

  /** It does not stand in the way of this text again. */
  dismiss({ root }: Composer, finding: Finding): void {
    const dismissed = this.#dismissed.get(root) ?? new Set();
    this.#dismissed.set(root, dismissed.add(keyOf(finding)));
    this.#kept.delete(root);
  }

  /** Not where the organisation asks for nothing to be said of messages. */
  #isWanted(): boolean {
    const policy = this.#knowledge.setting?.policy;
    if (!policy) return false;
    const { contents, firstContactNotice, screening } = policy;
    const severities = [contents, firstContactNotice, screening.default];
    return [...severities, ...Object.values(screening.byCategory)].some((one) => one !== 'off');
  }

  #isReady({ needed }: Kept): boolean {
    return needed.every((one) => this.#packs.isSettled(one));
  }

  #keptFor({ root }: Composer, { written, message }: Read): Kept {
    const about = JSON.stringify([message, written.isReply]);
    const kept = this.#kept.get(root);
    if (kept?.about === about) return kept;
    const fresh = { about, needed: neededFor(message) };
    this.#kept.set(root, fresh);
    return fresh;
  }

  #read(composer: Composer): Read | undefined {
    const written = composer.written?.();
    if (!written) return undefined;
    const recipients = recipientsIn(composer.recipients());
    const known = recipients.map((one) => one.identifier && this.#knowledge.about(one.identifier));
    const isFirst = known.some((facts) => facts && !facts.marks.some(isContact));
    const isSaid = isFirst || known.every((facts) => facts !== undefined);
    const names = recipients.map(({ text }) => text.split(/[<@]/)[0]!.trim());
    const continues = written.isReply || written.continues === true;
    const { subject, body } = written;
    const context = {
      names,
      ...(isSaid && { firstContact: isFirst }),
      ...(continues && { isReply: true }),
    };
    return { written, message: { ...(subject !== undefined && { subject }), body, context } };
  }

  #screen({ root }: Composer, { written, message }: Read, kept: Kept): Screened {
    const languages = this.#packs.size;
    if (kept.screened && kept.languages === languages) return { ...kept.screened, written };
    const dismissed = this.#dismissed.get(root);
    const { lang: language, findings: all } = screenWith(message, this.#packs.get);
    const findings = all.filter((one) => !dismissed?.has(keyOf(one)));
    const { contains = {}, ...others } = factsWith(message, findings, this.#packs.get);
    // An answer in a conversation needs no imprint, and no notice to somebody who wrote first.
    // Else it leaves under its writer's own name, which the page puts on it.
    const named = { ...contains, 'sender-identity': true };
    const facts = written.isReply ? others : { ...others, contains: named };
    const screened = { written, language, findings, facts };
    Object.assign(kept, { screened, languages });
    return screened;
  }
}

function neededFor(message: Message): readonly string[] {
  if (message.body === '' && !message.subject) return [];
  return languagesOf(message).slice(0, mostLanguages);
}

const isContact = ({ type }: { readonly type: string }): boolean => type === 'contacted';

const keyOf = ({ category, binder, quote }: Finding): string => `${category} ${binder} ${quote}`;

/** What to show of a finding under the organisation's policy, and whether this member may wave it through. */
export function standingOf(
  finding: Finding,
  { policy, role }: { readonly policy: Policy; readonly role: Role },
): { readonly severity: 'off' | 'warn' | 'block'; readonly mayDismiss: boolean } {
  const severity = finding.tier === 'info' ? 'off' : severityOf(finding.category, policy);
  const mayOverride = severity !== 'block' || policy.overrides.organisation.includes(role);
  return { severity, mayDismiss: finding.canDismiss && mayOverride };
}
