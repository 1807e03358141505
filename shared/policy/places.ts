import type { Channel } from '../contact/channels.ts';
import type { CountrySource } from '../consent/event.ts';
import type { KnownTraits } from '../consent/facts.ts';
import type { Jurisdiction, RecipientClass, Requirement, Row, RowOf } from './jurisdiction.ts';
import type { Instant } from '../time.ts';
import { publicHolidays } from '../timing/holidays.ts';
import { chainFor, isLaw } from './jurisdictions/index.ts';
import type { Citation } from './decision.ts';
import type { Policy, Strictness } from './policy.ts';
import { cite } from './cite.ts';

/** A jurisdiction that applies to a message, why it does, and how strictly the policy takes it. */
export type Place = {
  readonly jurisdiction: Jurisdiction;
  /** Its name for a sentence: a key to be looked up in each language. */
  readonly named: readonly string[];
  /** How we know: what says that the recipient is there, or that the sender is; `unknown` when nothing does. */
  readonly how: CountrySource | 'sender' | 'unknown';
  readonly strictness: Strictness;
  /** Whether a consent has to be confirmed, by the policy or the law. */
  readonly doubleOptIn: boolean;
  /** No law of that place is known to us: our own caution decides, not a statute. */
  readonly isDefault: boolean;
  /** Whether the organisation keeps a day there (`2026-12-25`), by its own list. Never where only the sender is. */
  readonly isOwnHoliday: (date: string) => boolean;
  /** Whether the day is a public holiday there. Never where only the sender is. */
  readonly isPublicHoliday: (date: string) => boolean;
  /** What it says about the message's channel and recipient. */
  readonly rules: LocalRules;
  /** What it says of an opt-out, where it has a row of its own on that. */
  readonly onOptOut: Citation | undefined;
};

/** What one jurisdiction says about one channel and class of recipient. */
export type LocalRules = {
  readonly requirement: Requirement;
  readonly permission: RowOf<'permission'> | undefined;
  readonly grounds: readonly RowOf<'ground'>[];
  /** Of the rows on evidence, those by which a consent may not count, or no longer. */
  readonly evidence: readonly RowOf<'evidence'>[];
  readonly doubleOptIn: boolean;
  readonly contents: readonly RowOf<'contents'>[];
  readonly registries: readonly RowOf<'registry'>[];
  readonly hours: readonly RowOf<'hours'>[];
  readonly frequency: readonly RowOf<'frequency'>[];
  readonly grace: readonly RowOf<'grace'>[];
};

/**
 * Where the law of the message is made. What somebody declared beats what was inferred; inferences
 * that differ all apply, so that the strictest decides; nothing known is the world's default. The
 * sender's own place applies beside.
 */
export function placesFor(
  policy: Policy,
  traits: KnownTraits | undefined,
  channel: Channel,
  recipientClass: RecipientClass,
  at: Instant,
): readonly Place[] {
  const place = (code: string, how: Place['how']): Place =>
    placeOf(policy, code, how, (chain) => localRules(chain, channel, recipientClass, at));
  const countries = traits?.countries ?? [];
  const declared = countries.find(({ source }) => source === 'declared');
  const recipient = declared ? [declared] : countries;
  const known = recipient.map(({ country, source }) => place(country, source));
  const first = known.length > 0 ? known : [place('WORLD', 'unknown')];
  const { country } = policy.sender;
  const all = country === undefined ? first : [...first, place(country, 'sender')];
  const applied = all.filter(({ strictness }) => strictness !== 'off');
  return applied.filter(
    (one, index) =>
      applied.findIndex(({ jurisdiction }) => jurisdiction === one.jurisdiction) === index,
  );
}

function placeOf(
  policy: Policy,
  code: string,
  how: Place['how'],
  rulesOf: (chain: readonly Jurisdiction[]) => LocalRules,
): Place {
  const chain = chainFor(code);
  const [jurisdiction] = chain;
  const rules = rulesOf(chain);
  const isTheirs = how !== 'sender';
  const setting = [code, ...chain.map((one) => one.code)]
    .map((one) => policy.jurisdictions[one])
    .find((one) => one !== undefined);
  return {
    jurisdiction: jurisdiction!,
    named: [
      `place.${jurisdiction!.code === 'WORLD' && code !== 'WORLD' ? code : jurisdiction!.code}`,
    ],
    how,
    strictness: setting?.strictness ?? policy.strictness,
    doubleOptIn: rules.doubleOptIn || (setting?.doubleOptIn ?? policy.consent.doubleOptIn),
    isDefault: jurisdiction!.code === 'WORLD',
    isOwnHoliday: (date) => isTheirs && policy.holidays[code]?.includes(date) === true,
    isPublicHoliday: (date) => isTheirs && publicHolidays(code).has(date),
    rules,
    onOptOut: rules.grace[0] && cite(rules.grace[0]),
  };
}

function localRules(
  chain: readonly Jurisdiction[],
  channel: Channel,
  recipient: RecipientClass,
  at: Instant,
): LocalRules {
  const own: RowsOf = (one, kind) =>
    one.rows.filter(
      (row): row is RowOf<typeof kind> =>
        row.kind === kind &&
        row.channels.includes(channel) &&
        (row.classes === undefined || row.classes.includes(recipient)) &&
        isLaw(row, one, at),
    );
  const pick = <Kind extends Row['kind']>(kind: Kind) => nearest(chain, kind, own);
  const every = <Kind extends Row['kind']>(kind: Kind) => chain.flatMap((one) => own(one, kind));
  const [permission] = pick('permission');
  // These add up: what the parent asks for, a member cannot leave out.
  const evidence = every('evidence');
  return {
    permission,
    requirement: permission?.needs[recipient] ?? 'opt-in',
    grounds: pick('ground'),
    evidence: evidence.filter((row) => row.rejectsMethods || row.lapsesAfterMonths !== undefined),
    doubleOptIn: evidence.some((row) => row.doubleOptIn === 'required'),
    contents: every('contents'),
    registries: every('registry'),
    hours: pick('hours'),
    frequency: pick('frequency'),
    grace: pick('grace'),
  };
}

/** The rows of a kind that bind the message: those of one jurisdiction. */
type RowsOf = <Kind extends Row['kind']>(one: Jurisdiction, kind: Kind) => readonly RowOf<Kind>[];

/** A jurisdiction's own rows of a kind, or its parent's where it has none. */
function nearest<Kind extends Row['kind']>(
  chain: readonly Jurisdiction[],
  kind: Kind,
  own: RowsOf,
): readonly RowOf<Kind>[] {
  for (const one of chain) {
    const rows = own(one, kind);
    if (rows.length > 0) return rows;
  }
  return [];
}
