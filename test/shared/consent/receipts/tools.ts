import type { ConsentEvent } from '../../../../shared/consent/event.ts';
import { loggedEvent } from '../../../../shared/consent/receipts/logged-event.ts';
import type {
  LogEvidence,
  Made,
  ReceiptInput,
} from '../../../../shared/consent/receipts/material.ts';
import type { ReceiptTrust } from '../../../../shared/consent/receipts/verify.ts';
import type { StateQuestion } from '../../../../shared/consent/state.ts';
import { stateAt } from '../../../../shared/consent/state.ts';
import { signCheckpoint } from '../../../../shared/ledger/checkpoint.ts';
import { encodeEntry } from '../../../../shared/ledger/entry.ts';
import { formatLogProof } from '../../../../shared/ledger/receipt.ts';
import { day, event, now } from '../../arbitraries.ts';
import { bytes, sha256, signer, treeOf, valueOf, verifyEd25519 } from '../../ledger/tools.ts';

const principalId = 'c-7f3a';

export const details = {
  receiptId: '8d9c4f0e-7d3f-4c0a-9f63-0d4c3f3f8f11',
  recordId: '1b1a7f0c-2f6e-4a55-9e0a-60c0a1a5b7aa',
  issuedAt: now,
  principalId,
  language: 'en',
  noticeUrl: 'https://acme.example/privacy',
  service: 'Acme news',
  purpose: { name: 'News about our products', type: 'dpv:DirectMarketing' },
  controllers: [
    {
      id: 'acme',
      name: 'Acme GmbH',
      address: { streetAddress: 'Weg 1', addressCountry: 'DE' },
      contact: 'Data protection officer',
      email: 'privacy@acme.example',
      phone: '+49 30 000000',
    },
  ],
  pii: [{ type: 'pd:EmailAddress' }],
  storageLocations: ['Frankfurt, Germany'],
  retentionPeriod: 'P36M',
  jurisdiction: 'DE',
  recipients: [] as string[],
  withdrawalMethod: 'https://acme.example/p/token',
};

/** Consent by form, confirmed a day later. */
export const given = event({
  type: 'given',
  id: 'e-given',
  method: 'web-form',
  occurredAt: now - 20 * day,
  noticeVersion: '3',
  source: 'form of jane@acme.example',
  identifierKey: 'email=jane@acme.example',
  until: now + 300 * day,
});
export const confirmed = event({
  type: 'confirmed',
  id: 'e-confirmed',
  method: 'reply',
  occurredAt: now - 19 * day,
});
export const withdrawn = event({
  type: 'withdrawn',
  id: 'e-withdrawn',
  method: 'one-click',
  occurredAt: now - 2 * day,
});

export const question: StateQuestion = {
  at: now,
  purposes: ['direct-marketing'],
  channel: 'email',
};

const log = signer('heed.example/acme');
export const trust: ReceiptTrust = {
  origin: 'heed.example/acme',
  keys: [log.key],
  verify: verifyEd25519,
  hash: sha256,
};

/** What a log that holds these events, among others, gives as proof of each. */
export async function evidenceFor(
  events: readonly ConsentEvent[],
  subject = principalId,
): Promise<LogEvidence[]> {
  const own = events.map((one) => valueOf(encodeEntry(loggedEvent(one, subject))));
  const all = [bytes('{"kind":"policy@1"}'), ...own, bytes('{"kind":"other@1"}')];
  const tree = treeOf(all);
  const size = all.length;
  const checkpoint = valueOf(
    await signCheckpoint({ origin: trust.origin, size, root: tree.root() }, [log]),
  );
  return events.map(({ id }, at) => ({
    event: id,
    entry: new TextDecoder().decode(own[at]),
    proof: formatLogProof({
      index: at + 1,
      hashes: valueOf(tree.proveInclusion(at + 1, size)),
      checkpoint,
    }),
  }));
}

/** All that a receipt is made from, with the proofs of its events. */
export async function inputOf(
  events: readonly ConsentEvent[],
  change: Partial<StateQuestion> = {},
): Promise<ReceiptInput> {
  const state = stateAt(events, { ...question, ...change });
  return { state, events, details, log: await evidenceFor(events) };
}

export function receiptOf<Receipt>(made: Made<Receipt>): Receipt {
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.receipt;
}
