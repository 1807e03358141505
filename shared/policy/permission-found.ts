import type { Mark } from '../consent/facts.ts';
import type { Condition, RowOf } from './jurisdiction.ts';
import type { Place } from './places.ts';

/** Why a consent on record does not count. */
export type Flaw = {
  /** `ended`: by its own date; `expired`: by the policy; `lapsed`: by the law of the place. */
  readonly kind: 'method' | 'unconfirmed' | 'no-notice' | 'ended' | 'expired' | 'lapsed';
  readonly mark: Mark;
  /** The instant from which it no longer counts. */
  readonly endedAt?: number;
  readonly row?: RowOf<'evidence'>;
};

/** What limits a ground beside its conditions. */
export type Limit = 'soft-opt-in-allowed' | 'first-contact' | 'not-before';

/** Why a relationship on record does not stand in for consent. */
export type Shortfall = {
  readonly mark: Mark;
  /** The ground's own, or that by which what is on record is too old. */
  readonly row: RowOf<'ground'> | RowOf<'evidence'>;
  readonly missing: readonly (Condition | Limit)[];
  readonly endedAt?: number;
};

/** What permits a message in one place, or all that nearly does. */
export type Permission =
  | { readonly permitted: true; readonly by: 'consent' | 'ground' | 'default' }
  | {
      readonly permitted: false;
      readonly flaws: readonly Flaw[];
      readonly shortfalls: readonly Shortfall[];
    };

/** A place in which nothing permits the message. */
export type Missing = {
  readonly place: Place;
  readonly why: Extract<Permission, { permitted: false }>;
};
