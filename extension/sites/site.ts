import type { Channel } from '../../shared/contact/channels.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';

/**
 * What Heed needs to know of somebody else's page. A site finds and describes; it never decides and
 * never draws. Adding one is a folder here and a line in `index.ts`.
 */
export type Site = {
  readonly id: string;
  /** As people know it: `Gmail`. */
  readonly name: string;
  readonly channel: Channel;
  readonly matches: (url: URL) => boolean;
  /**
   * Whether this event, on its way to `path[0]`, is part of a gesture that would send. Answers for
   * every event of the gesture alike (pointerdown to click, keydown to keyup).
   */
  readonly sendGesture: (event: Event, path: readonly Element[]) => SendGesture | null;
  /** Every composer in the page now. Called once per batch of changes, so it has to be cheap. */
  readonly composers: (page: Document) => Composer[];
  /** Whether somebody writes a message in this page where no composer is recognised. */
  readonly hasUnknownComposer: (page: Document) => boolean;
};

export type SendGesture = {
  readonly composer: Composer;
  /** Does again what the person did, once Heed has let it through. */
  readonly replay: () => void;
};

export type Composer = {
  /** Stays the same for as long as the composer is open. */
  readonly root: HTMLElement;
  /** Read anew at each call. */
  readonly recipients: () => RecipientReading;
  /** Whether the ways of sending from it are recognised, so that a send can be stopped. */
  readonly hasSend: () => boolean;
};

/** Two detectors read the recipients. When they disagree, or neither finds the field, they are unreadable. */
export type RecipientReading =
  | { readonly status: 'read'; readonly recipients: readonly Recipient[] }
  | { readonly status: 'unreadable'; readonly why: 'no-recipient-field' | 'detectors-disagree' };

export type Recipient = {
  /** As the page shows it: for the dialog, and not to be kept. */
  readonly text: string;
  /** Missing when the text cannot be read as an address: a group, an alias. */
  readonly identifier?: Identifier;
  /** Where its badge goes; missing for text not yet made into a chip. */
  readonly anchor?: HTMLElement;
  /** Takes the recipient out of the composer. Answers whether it is gone. */
  readonly remove: () => boolean;
};
