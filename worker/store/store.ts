import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Bindings } from '../env.ts';
import { orgKeys } from '../keys.ts';
import { factsFor } from './facts.ts';
import type { By, NewEvent } from './event-rows.ts';
import type { Recorded } from './events.ts';
import { record } from './events.ts';
import type { GuardReports } from './guard-reports.ts';
import { guardReportsOf } from './guard-reports.ts';
import type { Policies } from './policy-versions.ts';
import { policiesOf } from './policy-versions.ts';
import type { Scope } from './scope.ts';
import type { Changes } from './snapshot.ts';
import { changesSince } from './snapshot.ts';

/** All that the worker keeps for one organisation. */
export type Store = {
  readonly deviceKey: string;
  /** The organisation's settings: what it published last, or the default. Read once for each store. */
  readonly policy: () => Promise<Policy>;
  readonly policies: Policies;
  readonly guardReports: GuardReports;
  /** What bears on each identifier, in their order. One query, however many. */
  readonly factsFor: (identifiers: readonly Identifier[]) => Promise<ConsentFacts[]>;
  /** Records events, all or none. */
  readonly record: (events: readonly NewEvent[], by: By) => Promise<Recorded>;
  /** What a device needs to be up to date, having seen `since`. */
  readonly changesSince: (since: number) => Promise<Changes>;
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
    guardReports: guardReportsOf(scope),
    factsFor: (identifiers) => factsFor(scope, identifiers),
    record: (events, by) => record(scope, events, by),
    changesSince: (since) => changesSince(scope, since),
  };
}
