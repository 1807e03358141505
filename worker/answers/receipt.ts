import { isoReceipt } from '../../shared/consent/receipts/iso-27560.ts';
import { jsonLdReceipt } from '../../shared/consent/receipts/json-ld.ts';
import { kantaraReceipt } from '../../shared/consent/receipts/kantara.ts';
import type { Made, ReceiptInput } from '../../shared/consent/receipts/material.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { isMarketing, purposeNamed } from '../../shared/policy/purposes.ts';
import { Refusal } from '../errors.ts';

const makers: Record<string, (input: ReceiptInput) => Made<object>> = {
  iso27560: isoReceipt,
  kantara: kantaraReceipt,
  dpv: jsonLdReceipt,
};
export const receiptFormats = ['iso27560', 'kantara', 'dpv'] as const;
export type ReceiptFormat = (typeof receiptFormats)[number];

/** What a receipt says of the organisation, and of this one receipt. */
export type ReceiptHead = {
  readonly receiptId: string;
  readonly recordId: string;
  readonly principalId: string;
  readonly issuedAt: number;
};

/** What no event knows, from the policy; what it lacks, making the receipt finds out. */
export function receiptDetails(policy: Policy, purposeId: string, head: ReceiptHead): unknown {
  const { purposes = {}, ...organisation } = policy.receipts ?? {};
  const purpose = purposeNamed(policy, purposeId);
  const usual = isMarketing(purpose) ? { name: purposeId, type: 'dpv:DirectMarketing' } : undefined;
  const months = purpose?.retentionMonths;
  const details = {
    ...organisation,
    ...head,
    noticeUrl: purpose?.notice?.url ?? policy.receipts?.noticeUrl,
    purpose: Object.hasOwn(purposes, purposeId) ? purposes[purposeId] : usual,
    retentionPeriod: months === undefined ? undefined : `P${months}M`,
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** Throws a `Refusal`: 404 for nothing on record, 409 for what this form cannot say or the policy does not. */
export function receiptAnswer(format: ReceiptFormat, input: ReceiptInput): object {
  const made = makers[format]!(input);
  if (made.ok) return made.receipt;
  const [{ code, message }] = made.problems as [{ code: string; message: string }];
  if (code === 'receipt.nothing') throw new Refusal(404, code, message);
  if (!code.startsWith('receipt.detail')) throw new Refusal(409, code, message);
  throw new Refusal(
    409,
    'receipt.details-missing',
    'The policy does not say all that a receipt has to say of your organisation. Publish it with `receipts`, ' +
      'and with `retentionMonths` at the purpose; `problems` names what is missing.',
    made.problems,
  );
}
