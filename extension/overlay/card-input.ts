import type { Channel } from '../../shared/contact/channels.ts';
import type { SpokenReason } from '../../shared/protocol/reason.ts';
import type { Status } from '../ui/status.ts';
import type { RecordedFact } from './choice.ts';

/** All that a card shows of somebody. Instants are milliseconds since 1970 UTC. */
export type CardInput = {
  /** As the page names them. */
  readonly who: string;
  readonly status: Status;
  /** The status in one sentence. */
  readonly sentence: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly reasons: readonly SpokenReason[];
  readonly since?: number;
  readonly until?: number;
  /** In words. */
  readonly source?: string;
  /** The last time that anybody of the organisation wrote to them; `null`: never, as far as is known. */
  readonly last?: { readonly at: number; readonly channel: string } | null;
  /** When they may be written to, or on what that depends. */
  readonly next?: number | 'now' | 'person' | 'evidence';
  /** What one may want to know of the moment where they are. */
  readonly timing?: readonly string[];
  readonly recordable: readonly RecordedFact['type'][];
  /** What was recorded here just now and can still be taken back. */
  readonly undo?: Undoable;
};

export type Undoable = { readonly type: RecordedFact['type']; readonly until: number };

/** What a card needs from outside. What goes wrong is answered in words, what went well by ''. */
export type CardPorts = {
  readonly read: () => CardInput;
  readonly record: (fact: RecordedFact) => Promise<string>;
  readonly undo: () => Promise<string>;
};
