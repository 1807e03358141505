import { env } from 'cloudflare:workers';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import type { Bindings } from '../../../worker/env.ts';
import type { By, NewEvent } from '../../../worker/store/event-rows.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import type { Organisation } from './organisation.ts';
import { newOrganisation } from './organisation.ts';

/** A store of an organisation of its own. */
export async function newStore(
  bindings: Bindings = env,
): Promise<{ organisation: Organisation; store: Store }> {
  const organisation = await newOrganisation(bindings);
  return { organisation, store: await storeFor(bindings, organisation.id) };
}

export function email(value: string): Identifier {
  const read = parseIdentifier('email', value);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

export const now = Date.UTC(2026, 10, 21);
export const by: By = { recordedBy: 'mem_test', now };

let counted = 0;

/** An objection to direct marketing by e-mail, with an id of its own, and whatever else is said. */
export function newEvent(value: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    id: `event-${++counted}`,
    identifier: email(value),
    type: 'objected',
    purpose: 'direct-marketing',
    channel: 'email',
    occurredAt: now - 86_400_000,
    method: 'reply',
    ...more,
  };
}

/** Every row that a statement gives. */
export async function rowsOf<T>(sql: string, ...parameters: unknown[]): Promise<T[]> {
  return (
    await env.DB.prepare(sql)
      .bind(...parameters)
      .all<T>()
  ).results;
}

/** The check of a signature that `openCheckpoint` takes. */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
): Promise<boolean> {
  const raw = Uint8Array.from(publicKey);
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), message);
}
