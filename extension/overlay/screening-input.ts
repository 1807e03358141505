/** What is shown of a message's wording. */
export type WordingInput = {
  readonly findings: readonly ShownFinding[];
  /** ISO 639: in which language the findings speak. */
  readonly language: string;
  /** Sentences with words in them, and those of them that rest on what is private. */
  readonly personal: { readonly sentences: number; readonly resting: number };
  /** Where the message is written. */
  readonly anchor: HTMLElement;
};

export type ShownFinding = {
  readonly id: string;
  readonly quote: string;
  readonly why: string;
  readonly source: { readonly text: string; readonly url: string };
  readonly advice: readonly string[];
  /** What can be done by a press: what the sentence becomes, or nothing where it goes. */
  readonly rewrites: readonly { readonly kind: string; readonly becomes: string }[];
  readonly mayDismiss: boolean;
  /** Where it stands in the page; missing in the subject and in plain fields. */
  readonly range?: Range;
};

/** Why a finding is let go. Nothing is written: what is written could be about somebody. */
export const dismissReasons = ['not-them', 'told-us', 'fine-here'] as const;

export type WordingPorts = {
  /** Has the message looked at as it stands now, before the pause that a writer makes. */
  readonly refresh: () => void;
  /** Puts a rewrite in; answers whether it could. */
  readonly accept: (finding: ShownFinding, kind: string) => boolean;
  readonly dismiss: (finding: ShownFinding) => void;
};
