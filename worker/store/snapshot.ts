import type { SnapshotBase } from '../../shared/protocol/api.ts';
import { buildOn } from './snapshot-building.ts';
import { describeBuild, partOf } from './snapshot-builds.ts';
import type { Changes, Seen } from './snapshot-changes.ts';
import { changesSince } from './snapshot-changes.ts';
import type { Scope } from './scope.ts';
import type { Limits } from './snapshot-limits.ts';
import { usual } from './snapshot-limits.ts';

/** What devices keep a copy of (docs/snapshot.md). */
export type Snapshots = {
  readonly changesSince: (seen: Seen) => Promise<Changes>;
  /** Undefined when there is no such base any more. */
  readonly base: (id: string) => Promise<SnapshotBase | undefined>;
  /** gzip of a part of it; undefined likewise. */
  readonly part: (id: string, part: number) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Makes a part of the next base, where one is due. Gives whether there is more to do. */
  readonly buildOn: (now: number) => Promise<boolean>;
};

export function snapshotsOf(scope: Scope, limits: Limits = usual): Snapshots {
  return {
    changesSince: (seen) => changesSince(scope, seen, limits),
    base: (id) => describeBuild(scope, id),
    part: (id, part) => partOf(scope, id, part),
    buildOn: (now) => buildOn(scope, now, limits),
  };
}
