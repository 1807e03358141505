import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { noMasterKey } from '../../worker/errors.ts';
import { isMasterKey, orgKeys } from '../../worker/keys.ts';

const other = btoa('another-master-key-of-32-bytes!!');

describe('orgKeys', () => {
  it('gives the same keys for the same secret and organisation', async () => {
    const [a, b] = [await orgKeys(env.MASTER_KEY, 'org_a'), await orgKeys(env.MASTER_KEY, 'org_a')];
    expect(await a.blind('email=x')).toBe(await b.blind('email=x'));
    expect(a.deviceKey).toBe(b.deviceKey);
  });

  it.each([
    ['another organisation', env.MASTER_KEY, 'org_b'],
    ['another secret', other, 'org_a'],
  ])('gives different ones for %s', async (_, secret, orgId) => {
    const [a, b] = [await orgKeys(env.MASTER_KEY, 'org_a'), await orgKeys(secret, orgId)];
    expect(await a.blind('email=x')).not.toBe(await b.blind('email=x'));
    expect(await a.digest('email=x')).not.toBe(await b.digest('email=x'));
    expect(a.deviceKey).not.toBe(b.deviceKey);
  });

  it('keeps what finds rows, what compares events and what devices have apart', async () => {
    const { blind, digest, deviceKey } = await orgKeys(env.MASTER_KEY, 'org_a');
    const hashes = [await blind('x'), await digest('x'), deviceKey];
    expect(new Set(hashes).size).toBe(3);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not let a label and an organisation be mistaken for another pair', async () => {
    const plain = await orgKeys(env.MASTER_KEY, 'x');
    const odd = await orgKeys(env.MASTER_KEY, '\0x');
    expect(plain.deviceKey).not.toBe(odd.deviceKey);
  });

  it('does not let the wrapping key out', async () => {
    const { wrapping } = await orgKeys(env.MASTER_KEY, 'org_a');
    expect(wrapping.extractable).toBe(false);
  });

  it('is HKDF-SHA-256 and HMAC-SHA-256, as another program would compute them', async () => {
    // Computed with node:crypto's hkdfSync and createHmac from the secret in vitest.config.ts, 2026-11-21.
    const { blind } = await orgKeys(env.MASTER_KEY, 'org_a');
    expect(await blind('email=jané@x.example')).toBe('a9a501e2d192c7ea31d1bea328905055');
  });

  it.each([undefined, '', 'x', btoa('x'.repeat(31)), btoa('x'.repeat(33)), '*'.repeat(44)])(
    'refuses %j as a secret',
    async (secret) => {
      await expect(orgKeys(secret, 'org_a')).rejects.toBe(noMasterKey);
      expect(isMasterKey(secret)).toBe(false);
    },
  );
});
