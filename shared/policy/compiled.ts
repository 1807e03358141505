import { countrySources } from '../consent/event.ts';
import type { KnownTraits } from '../consent/facts.ts';
import type { Channel } from '../contact/channels.ts';
import { channels } from '../contact/channels.ts';
import type { RecipientClass } from './jurisdiction.ts';
import { recipientClasses } from './jurisdiction.ts';
import type { Place } from './places.ts';
import { placesFor } from './places.ts';
import type { Instant } from '../time.ts';
import { lawEpoch, timeZoneOf } from './jurisdictions/index.ts';
import type { Policy, Purpose } from './policy.ts';
import { isMarketing, purposeNamed, purposePath } from './purposes.ts';

export type CompiledPurpose = {
  readonly id: string;
  /** Undefined when nobody declared it. */
  readonly purpose: Purpose | undefined;
  /** The purpose and those above it. */
  readonly path: readonly string[];
  readonly marketing: boolean;
};

/** What holds for a message apart from the contact's record. */
export type Circumstances = {
  readonly places: readonly Place[];
  /** Where the contact's clock may be read: one, unless hints at the country differ. Never empty. */
  readonly timeZones: readonly [string, ...string[]];
};

/** What a policy comes to; worked out when first asked, since it costs more than all the rules. */
export type CompiledPolicy = {
  readonly purpose: (id: string) => CompiledPurpose;
  readonly circumstances: (
    traits: KnownTraits | undefined,
    channel: Channel,
    recipient: RecipientClass,
    at: Instant,
  ) => Circumstances;
};

const known = new WeakMap<Policy, CompiledPolicy>();
/** Nearly always the same one is asked for again. */
let last: { readonly policy: Policy; readonly compiled: CompiledPolicy } | undefined;

export function compiled(policy: Policy): CompiledPolicy {
  if (last?.policy === policy) return last.compiled;
  const found = known.get(policy) ?? compile(policy);
  known.set(policy, found);
  last = { policy, compiled: found };
  return found;
}

const mostRemembered = 1000;

function compile(policy: Policy): CompiledPolicy {
  const purposes = new Map<string, CompiledPurpose>();
  const byCountries = new Map<string, Circumstances[]>();
  return {
    purpose: (id) => {
      const old = purposes.get(id);
      if (old) return old;
      if (purposes.size >= mostRemembered) purposes.clear();
      const fresh = purposeOf(policy, id);
      purposes.set(id, fresh);
      return fresh;
    },
    circumstances: (traits, channel, recipient, at) => {
      const countries = traits?.countries ?? nowhere;
      const key = keyOf(countries);
      const slot = lawEpoch(at) * slots + slotOf(countries, channel, recipient);
      const old = byCountries.get(key)?.[slot];
      if (old) return old;
      if (byCountries.size >= mostRemembered) byCountries.clear();
      const fresh = circumstancesOf(policy, traits, channel, recipient, at);
      const there = byCountries.get(key) ?? [];
      there[slot] = fresh;
      byCountries.set(key, there);
      return fresh;
    },
  };
}

type Countries = KnownTraits['countries'];
const nowhere: Countries = [];

/** Most people have one country, and then nothing is written to look it up. */
function keyOf(countries: Countries): string {
  if (countries.length === 0) return '';
  if (countries.length === 1) return countries[0]!.country;
  return countries.map(({ country, source }) => `${country} ${source}`).join();
}

/** One number for the source of a single country, the channel and the class: few values each. */
function slotOf(countries: Countries, channel: Channel, recipient: RecipientClass): number {
  const source = countries.length === 1 ? (sourcePlaces.get(countries[0]!.source) ?? 0) : 0;
  const at = source * (channels.length + 1) + (channelPlaces.get(channel) ?? 0);
  return at * (recipientClasses.length + 1) + (classPlaces.get(recipient) ?? 0);
}

const slots = (countrySources.length + 1) * (channels.length + 1) * (recipientClasses.length + 1);

/** 1 for the first; what the list does not have must not be taken for another. */
function numbered(list: readonly string[]): ReadonlyMap<string, number> {
  return new Map(list.map((one, index) => [one, index + 1]));
}
const sourcePlaces = numbered(countrySources);
const channelPlaces = numbered(channels);
const classPlaces = numbered(recipientClasses);

function purposeOf(policy: Policy, id: string): CompiledPurpose {
  const purpose = purposeNamed(policy, id);
  return { id, purpose, path: purposePath(policy, id), marketing: isMarketing(purpose) };
}

function circumstancesOf(
  policy: Policy,
  traits: KnownTraits | undefined,
  channel: Channel,
  recipient: RecipientClass,
  at: Instant,
): Circumstances {
  const places = placesFor(policy, traits, channel, recipient, at);
  const [first = policy.sender.timeZone, ...rest] = zonesOf(traits);
  return { places, timeZones: [first, ...rest] };
}

/** The zones of the countries, whether or not their law is applied; none for one that we keep no file on. */
function zonesOf(traits: KnownTraits | undefined): string[] {
  const countries = traits?.countries ?? [];
  const declared = countries.find(({ source }) => source === 'declared');
  const zones = (declared ? [declared] : countries)
    .map(({ country }) => timeZoneOf(country))
    .filter((zone) => zone !== undefined);
  return [...new Set(zones)];
}
