import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { verifyConsentReceipt } from '../../../../shared/consent/receipts/verify.ts';
import { stateAt } from '../../../../shared/consent/state.ts';
import { verifyReceipt } from '../../../../shared/ledger/receipt.ts';
import { verifyInclusion } from '../../../../shared/ledger/merkle/verify.ts';
import { fromHex, utf8 } from '../../../../worker/bytes.ts';
import { sha256 } from '../../../../worker/sha256.ts';
import { hasher } from '../../../../worker/store/entry.ts';
import type { Store } from '../../../../worker/store/store.ts';
import { storeFor } from '../../../../worker/store/store.ts';
import { countingDatabase } from '../../support/counting-database.ts';
import { by, newEvent, newStore, now, verifyEd25519 } from '../../support/store.ts';

const size = 700;
let orgId: string;
let store: Store;
let ids: string[];
beforeAll(async () => {
  const made = await newStore();
  orgId = made.organisation.id;
  store = made.store;
  const events = Array.from({ length: size }, (_, at) =>
    newEvent(`p${at}@example.com`, { type: at % 2 ? 'given' : 'objected', method: 'web-form' }),
  );
  await store.recordMany(events, by);
  ids = events.map(({ id }) => id);
  await store.log.checkpoint(now);
});

const trust = async () => ({
  origin: `heed/${orgId}`,
  keys: await store.log.keys(),
  verify: verifyEd25519,
});

describe('proof that an entry is in the log', () => {
  it.each([0, 1, 255, 256, 511, 512, 699])('holds for entry %i', async (index) => {
    const { hashes } = await store.log.inclusion(index, size);
    const root = fromHex((await store.log.checkpointOf())!.root);
    for await (const [entry] of store.log.entries(index, index + 1)) {
      const claim = { index, leafHash: hasher.leaf(utf8(entry!)), size, root, proof: hashes };
      expect(verifyInclusion(claim, hasher)).toEqual({ ok: true, value: undefined });
      const leafHash = hasher.leaf(utf8(`${entry} `));
      expect(verifyInclusion({ ...claim, leafHash }, hasher).ok).toBe(false);
    }
  });

  it('takes as many queries in a large log as in a small one', async () => {
    const { db, count } = countingDatabase(env.DB);
    const { log } = await storeFor({ ...env, DB: db }, orgId);
    const asked = [];
    for (const [index, of] of [
      [0, 2],
      [5, 300],
      [256, size],
    ] as const) {
      const before = count.statements;
      await log.inclusion(index, of);
      asked.push(count.statements - before);
    }
    expect(asked).toEqual([2, 2, 2]);
  });

  it.each([
    [size, size],
    [0, size + 1],
    [0, 0],
    [-1, 10],
    [0.5, 10],
  ])('is refused for entry %d of %d', async (index, of) => {
    await expect(store.log.inclusion(index, of)).rejects.toMatchObject({
      status: 400,
      code: 'log.size',
    });
  });

  it.each([
    [0, 5],
    [6, 5],
    [5, size + 1],
  ])('of growth is refused from %d to %d', async (from, to) => {
    await expect(store.log.consistency(from, to)).rejects.toMatchObject({ status: 400 });
  });
});

describe('the evidence for events', () => {
  it('is an entry each, and a proof that stands by itself', async () => {
    const wanted = [ids[3]!, ids[698]!];
    const evidence = await store.log.evidence(wanted, now);
    expect(evidence.map(({ event }) => event)).toEqual(wanted);
    for (const [at, { entry, proof }] of evidence.entries()) {
      const receipt = { entry: utf8(entry), proof };
      const verified = await verifyReceipt(receipt, await trust(), hasher);
      expect(verified).toMatchObject({ ok: true, value: { index: [3, 698][at] } });
    }
  });

  it('covers an event that was recorded a moment ago', async () => {
    const { store: fresh } = await newStore();
    const event = newEvent('now@example.com');
    await fresh.record([event], by);
    expect(await fresh.log.evidence([event.id], now)).toHaveLength(1);
  });

  it('is not to be had for an event that is not on record, here', async () => {
    const { store: other } = await newStore();
    for (const log of [store.log, other.log])
      await expect(log.evidence([log === store.log ? 'none' : ids[0]!], now)).rejects.toMatchObject(
        { status: 404, code: 'event.unknown' },
      );
  });

  it('makes a consent receipt that anybody can check offline', async () => {
    const { store: own, organisation } = await newStore();
    const yes = newEvent('jane@example.com', { type: 'given', method: 'web-form' });
    const { events } = await own.record([yes], by);
    const { identifier: _, ...said } = yes;
    const event = { ...said, channel: 'email' as const, recordedAt: now, recordedBy: 'mem_test' };
    const state = stateAt([event], { at: now, purposes: ['direct-marketing'], channel: 'email' });
    const made = isoReceipt({
      state,
      events: [event],
      details: details(events[0]!.contact),
      log: await own.log.evidence([yes.id], now),
    });
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const check = await verifyConsentReceipt(made.receipt, {
      origin: `heed/${organisation.id}`,
      keys: await own.log.keys(),
      verify: verifyEd25519,
      hash: sha256,
    });
    expect(check).toEqual({ ok: true, events: [{ event: yes.id, covered: true, index: 0 }] });
  });
});

function details(principalId: string) {
  return {
    receiptId: '6f1c1f4e-3f0e-4c62-9a54-0d2b5a9f7c11',
    recordId: '1b0e4a52-6ad4-4a45-8f25-5d1f7f5b2d22',
    issuedAt: now,
    principalId,
    language: 'en',
    noticeUrl: 'https://acme.example/privacy',
    service: 'Newsletter',
    purpose: { name: 'News by e-mail', type: 'dpv:DirectMarketing' },
    controllers: [
      {
        id: 'https://acme.example',
        name: 'Acme',
        address: { addressCountry: 'DE' },
        contact: 'Data protection officer',
        email: 'dpo@acme.example',
        phone: '+49 30 1234567',
      },
    ],
    pii: [{ type: 'pd:EmailAddress' }],
    storageLocations: ['EU'],
    retentionPeriod: 'P36M',
    jurisdiction: 'DE',
    recipients: [],
    withdrawalMethod: 'https://acme.example/stop',
  };
}
