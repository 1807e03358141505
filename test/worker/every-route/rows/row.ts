import type { Need } from '../needs.ts';

/*
 * Every route of the API in one table. The suites in test/worker/every-route run each row through the
 * same tests; one of them fails while a route is mounted that has no row.
 */

export type Row = {
  /** As mounted, with `{name}` for what varies; /oauth stands at the root, all else below /api/v1. */
  readonly route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  /** What stands for each `{name}`: the id of such a thing of the organisation, made for the call. */
  readonly params?: Readonly<Record<string, Need>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a right call by an administrator is answered; 200, when not given. */
  readonly status?: number;
  /** Names, notes and ids in the body, as paths: `events.0.evidence`. Each hostile string stands there once. */
  readonly texts?: readonly string[];
  /** Other text in the body, which only a few words fit: some of the strings. */
  readonly words?: readonly string[];
  /** Takes another proof than a token, or none: its own test says which. */
  readonly open?: true;
  /** A bad document is told by its values, which are settings and nobody's data. */
  readonly repeats?: true;
  /** Another organisation has the same: a version's number says nothing of whose it is. */
  readonly common?: true;
  /** What an API key with the right scope is answered, where it is no browser. */
  readonly asKey?: number;
};
