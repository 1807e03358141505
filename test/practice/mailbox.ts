import * as v from 'valibot';

const Addresses = v.array(v.string());

/** What the page posts when a message leaves. */
export const Outgoing = v.object({
  to: Addresses,
  cc: Addresses,
  bcc: Addresses,
  subject: v.string(),
  body: v.string(),
});

/** A message that left, with when (ISO 8601) and from which path it did. */
export type SentMail = v.InferOutput<typeof Outgoing> & {
  readonly at: string;
  readonly path: string;
};

/** Keeps what the pages posted, in memory. */
export function createMailbox() {
  let sent: SentMail[] = [];
  let drafts = 0;
  return {
    send: (mail: v.InferOutput<typeof Outgoing>, path: string) => {
      sent.push({ ...mail, at: new Date().toISOString(), path });
    },
    saveDraft: () => {
      drafts += 1;
    },
    sent: (): readonly SentMail[] => [...sent],
    drafts: () => drafts,
    clear: () => {
      sent = [];
      drafts = 0;
    },
  };
}

export type Mailbox = ReturnType<typeof createMailbox>;
