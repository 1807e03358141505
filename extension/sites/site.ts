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
  /** Whether this editor is known to be for something else than a message: a comment, a post, a note. */
  readonly isOtherWriting?: (editor: Element) => boolean;
  /** Whom the page shows outside composers, for their badges. Called once per batch of changes. */
  readonly people?: (page: Document) => readonly ShownPerson[];
  /** Identifiers that this page shows to be one person's: LinkedIn's slug and member id, on a profile. */
  readonly linked?: (page: Document) => readonly (readonly [Identifier, Identifier])[];
  /** Open shadow roots that hold parts of this page: changes in them are not seen from outside. */
  readonly shadowRoots?: (page: Document) => readonly ShadowRoot[];
  /** Reads a recipient as the page's own calls write them; missing where those name nobody. */
  readonly recipientOf?: (text: string) => Identifier | undefined;
  /** What the contact wrote last in the open conversation. Read on the device, never kept or sent. */
  readonly lastMessage?: (page: Document) => LastMessage | null;
};

export type ShownPerson = Omit<Recipient, 'remove' | 'anchor'> & {
  readonly anchor: HTMLElement;
  readonly place: 'profile' | 'result' | 'thread';
};

export type LastMessage = {
  readonly from: Identifier;
  readonly text: string;
  readonly anchor: HTMLElement;
};

export type SendGesture = {
  readonly composer: Composer;
  /** How it would leave; a `message` when missing. */
  readonly way?: SendWay;
  /** It only opens what sends: nothing leaves by it yet. */
  readonly opens?: true;
  /** Does again what the person did, once Heed has let it through. */
  readonly replay: () => void;
};

export type SendWay = 'message' | 'schedule' | 'connect' | 'quick-reply' | 'reaction' | 'merge';

export type Composer = {
  /** Stays the same for as long as the composer is open. */
  readonly root: HTMLElement;
  /** Read anew at each call. */
  readonly recipients: () => RecipientReading;
  /** Whether the ways of sending from it are recognised, so that a send can be stopped. */
  readonly hasSend: () => boolean;
  /** What is written in it, read anew at each call. It never leaves the device. */
  readonly written?: () => Written;
  /** Keeps the draft and takes the composer away, where the page has a control for it. */
  readonly saveDraft?: () => boolean;
};

export type Written = {
  readonly subject?: string;
  /** The writer's own text, without what is quoted below it. */
  readonly body: string;
  /** Whether an earlier message of this conversation is in the page. */
  readonly isReply: boolean;
  /** Whether it stands below, or passes on, an earlier message, whoever wrote that. */
  readonly continues?: boolean;
  /** The nodes that hold the body's text, in their order; missing for a plain text field. */
  readonly texts?: readonly Text[];
  /** Where the body stands, for marks beside it. Not to be written to. */
  readonly bodyElement?: HTMLElement;
};

/** Two detectors read the recipients. When they disagree, or neither finds the field, they are unreadable. */
export type RecipientReading =
  | { readonly status: 'read'; readonly recipients: readonly Recipient[] }
  | {
      readonly status: 'unreadable';
      readonly why: 'no-recipient-field' | 'detectors-disagree';
      /** Those whom it did read, though perhaps not all: a no of one of them holds. */
      readonly known?: readonly Recipient[];
    };

export function recipientsIn(reading: RecipientReading): readonly Recipient[] {
  return reading.status === 'read' ? reading.recipients : (reading.known ?? []);
}

export type Recipient = {
  /** As the page shows it: for the dialog, and not to be kept. */
  readonly text: string;
  /** Missing when the text cannot be read as an address: a group, an alias. */
  readonly identifier?: Identifier;
  /** Where its badge goes; missing for text not yet made into a chip. */
  readonly anchor?: HTMLElement;
  /** Takes the recipient out of the composer. Answers whether it is gone. Missing where the page has no way. */
  readonly remove?: () => boolean;
};
