import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Bindings } from '../env.ts';
import { orgKeys } from '../keys.ts';
import type { ContactRecords } from './contact-records.ts';
import { contactRecords } from './contact-records.ts';
import type { DismissalCounts } from './dismissals.ts';
import { dismissalsOf } from './dismissals.ts';
import { factsFor } from './facts.ts';
import type { By, NewEvent } from './event-rows.ts';
import type { Recorded, RecordedMany } from './events.ts';
import { record, recordMany } from './events.ts';
import type { Erasure, Person, Why } from './persons.ts';
import { erase, link, unlink } from './persons.ts';
import type { GuardReports } from './guard-reports.ts';
import { guardReportsOf } from './guard-reports.ts';
import type { Exports } from './exports.ts';
import { exportsOf } from './exports.ts';
import type { Imports } from './imports.ts';
import { importsOf } from './imports.ts';
import type { Log } from './log/log.ts';
import { logOf } from './log/log.ts';
import type { Policies } from './policy-versions.ts';
import { policiesOf } from './policy-versions.ts';
import type { Rotation } from './rotation.ts';
import { rotateKeys } from './rotation.ts';
import type { Scope } from './scope.ts';
import type { SelectorSets } from './selectors.ts';
import { selectorsOf } from './selectors.ts';
import type { Snapshots } from './snapshot.ts';
import { snapshotsOf } from './snapshot.ts';

/** All that the worker keeps for one organisation. */
export type Store = {
  readonly deviceKey: string;
  /** The organisation's settings: what it published last, or the default. Read once for each store. */
  readonly policy: () => Promise<Policy>;
  readonly policies: Policies;
  readonly contacts: ContactRecords;
  readonly guardReports: GuardReports;
  readonly dismissals: DismissalCounts;
  /** What bears on each identifier, in their order. One query, however many. */
  readonly factsFor: (identifiers: readonly Identifier[]) => Promise<ConsentFacts[]>;
  /** Records events, all or none. */
  readonly record: (events: readonly NewEvent[], by: By) => Promise<Recorded>;
  /** Records what can be taken of some thousands of events, and says why the rest is refused. */
  readonly recordMany: (events: readonly NewEvent[], by: By) => Promise<RecordedMany>;
  /** Two identifiers are one person's: every no of one holds for both. */
  readonly link: (a: Identifier, b: Identifier, why: Why) => Promise<Person>;
  /** An identifier is not the person's after all; both sides keep every no. */
  readonly unlink: (identifier: Identifier, why: Why) => Promise<Person>;
  /** Destroys the keys of a contact and of all who are one person with it; their no's go on being found. */
  readonly erase: (contactId: string, why: Erasure) => Promise<void>;
  readonly log: Log;
  /** Brings contacts' keys under the current master key, at most so many pages of them. */
  readonly rotateKeys: (now: number, maxPages: number) => Promise<Rotation>;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly selectors: SelectorSets;
  readonly snapshots: Snapshots;
};

/** Throws a 503 `Refusal` when the worker has unusable secrets. */
export async function storeFor(env: Bindings, orgId: string): Promise<Store> {
  const keys = await orgKeys(env, orgId);
  const scope: Scope = { db: env.DB, orgId, keys };
  const policies = policiesOf(scope);
  let policy: Promise<Policy> | undefined;
  return {
    deviceKey: keys.deviceKey,
    policy: () => (policy ??= policies.current().then((published) => published.policy)),
    policies,
    contacts: contactRecords(scope),
    guardReports: guardReportsOf(scope),
    dismissals: dismissalsOf(scope),
    factsFor: (identifiers) => factsFor(scope, identifiers),
    record: (events, by) => record(scope, events, by),
    recordMany: (events, by) => recordMany(scope, events, by),
    link: (a, b, why) => link(scope, a, b, why),
    unlink: (identifier, why) => unlink(scope, identifier, why),
    erase: (contactId, why) => erase(scope, contactId, why),
    log: logOf(scope),
    rotateKeys: (now, maxPages) => rotateKeys(scope, now, maxPages),
    imports: importsOf(scope),
    exports: exportsOf(scope),
    selectors: selectorsOf(scope),
    snapshots: snapshotsOf(scope),
  };
}
