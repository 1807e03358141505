import { categoryTable, citationTable } from './tables.ts';

/** A DPV-PD term (`pd:`) where there is one, otherwise Heed's own. */
export type Category = keyof typeof categoryTable;
export const categories = /* @__PURE__ */ Object.keys(categoryTable) as Category[];

/**
 * S1 special category, S2 equally off limits by platforms, S3 hardship and family, P over-personal,
 * D deceptive, C cultural, A abuse. `info`: only told, because the recipient's organisation explains it.
 */
export const tiers = ['S1', 'S2', 'S3', 'P', 'D', 'C', 'A', 'info'] as const;
export type Tier = (typeof tiers)[number];

/** Whose rule it is that is followed by analogy: none of them is law for a one-to-one message. */
export type RuleSource = { readonly text: string; readonly url: string };

/** Where in the message: UTF-16 offsets into the field as it was given. */
export type Span = {
  readonly field: 'subject' | 'body';
  readonly start: number;
  readonly end: number;
};

export type Finding = {
  readonly span: Span;
  readonly quote: string;
  readonly category: Category;
  readonly tier: Tier;
  /** Which pattern bound the words to the reader: the id of a binder or a formula of the pack. */
  readonly binder: string;
  readonly why: string;
  readonly citation: RuleSource;
  /** 0 to 1: how sure the pattern is, less what the word's ambiguity takes away. */
  readonly confidence: number;
  readonly saferWording: readonly string[];
  /** Everything may be dismissed with a reason but what is decided by a fact, such as "Re:" with no thread. */
  readonly canDismiss: boolean;
};

/** What is known about a message beside its words. What is not said is not assumed. */
export type MessageContext = {
  /** There is a real earlier thread that this answers. */
  readonly isReply?: boolean;
  readonly firstContact?: boolean;
  /** Names of sender and recipients: "Christian" is then a name. */
  readonly names?: readonly string[];
  /** The recipient's organisation: a union's officer may be written to about the union. */
  readonly organisation?: string;
  /** ISO 3166 code of the country where the contact is. */
  readonly country?: string;
  readonly timeZone?: string;
  /** The sender's signature, where the page knows it; it is not screened. */
  readonly signature?: string;
  /** Text in the body that others wrote, where the page knows it. */
  readonly quoted?: readonly string[];
};

export type Message = {
  readonly subject?: string;
  readonly body: string;
  /** ISO 639 code; found out when not given. */
  readonly lang?: string;
  readonly context?: MessageContext;
};

export function tierOf(category: Category): Tier {
  return categoryTable[category].tier as Tier;
}

export function sourceOf(category: Category): RuleSource {
  return citationTable[categoryTable[category].cites as keyof typeof citationTable];
}
