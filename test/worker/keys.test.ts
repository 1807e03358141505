import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../worker/bytes.ts';
import { orgKeys } from '../../worker/keys.ts';

const other = btoa('another-master-key-of-32-bytes!!');

describe('orgKeys', () => {
  it('gives the same keys for the same secrets and organisation', async () => {
    const [a, b] = [await orgKeys(env, 'org_a'), await orgKeys(env, 'org_a')];
    expect(a.blind('email=x')).toBe(b.blind('email=x'));
    expect(a.deviceKey).toBe(b.deviceKey);
    expect(await a.logSeed(1)).toEqual(await b.logSeed(1));
  });

  it.each([
    ['another organisation', env, 'org_b'],
    ['another INDEX_KEY', { ...env, INDEX_KEY: other }, 'org_a'],
  ])('finds and recognises by other keys for %s', async (_, secrets, orgId) => {
    const [a, b] = [await orgKeys(env, 'org_a'), await orgKeys(secrets, orgId)];
    expect(a.blind('email=x')).not.toBe(b.blind('email=x'));
    expect(a.digest('email=x')).not.toBe(b.digest('email=x'));
    expect(a.deviceKey).not.toBe(b.deviceKey);
  });

  it('finds by the same keys under another MASTER_KEY, and signs the log by another', async () => {
    const [a, b] = [
      await orgKeys(env, 'org_a'),
      await orgKeys({ ...env, MASTER_KEY: other }, 'org_a'),
    ];
    expect([a.blind('x'), a.digest('x'), a.deviceKey]).toEqual([
      b.blind('x'),
      b.digest('x'),
      b.deviceKey,
    ]);
    expect(await a.logSeed(1)).not.toEqual(await b.logSeed(1));
  });

  it('keeps what finds rows, what compares events, what devices have and what signs apart', async () => {
    // One secret for both roots, as where there was no INDEX_KEY yet.
    const keys = await orgKeys({ INDEX_KEY: other, MASTER_KEY: other }, 'org_a');
    const seed = toHex(await keys.logSeed(1));
    const hashes = [keys.blind('x'), keys.digest('x'), keys.deviceKey, seed.slice(0, 32)];
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not let a label and an organisation be mistaken for another pair', async () => {
    const plain = await orgKeys(env, 'x');
    const odd = await orgKeys(env, '\0x');
    expect(plain.deviceKey).not.toBe(odd.deviceKey);
  });

  it('does not let a wrapping key out', async () => {
    const { wrapping } = await orgKeys(env, 'org_a');
    expect([...wrapping.values()].map(({ extractable }) => extractable)).toEqual([false]);
  });

  it('has a wrapping key of each generation, and protects new things with the current one', async () => {
    const { MASTER_KEY } = env;
    const secrets = { ...env, MASTER_KEY: `3:${other}`, MASTER_KEYS_RETIRED: `1:${MASTER_KEY}` };
    const { wrapping, generation } = await orgKeys(secrets, 'org_a');
    expect([[...wrapping.keys()], generation]).toEqual([[3, 1], 3]);
  });

  it('is HKDF-SHA-256 and HMAC-SHA-256, as another program would compute them', async () => {
    // Computed with node:crypto's hkdfSync and createHmac from the secret in vitest.config.ts, 2026-11-21.
    const { blind } = await orgKeys(env, 'org_a');
    expect(blind('email=jané@x.example')).toBe('5e79a29b374210fb2029d73e600494c7');
  });
});
