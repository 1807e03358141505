import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { orgKeys } from '../../worker/keys.ts';
import { generationPrefix, openSecret, sealSecret } from '../../worker/sealing.ts';

const keys = await orgKeys(env, 'org_a');

describe('a sealed secret', () => {
  it('opens for the organisation and thing that it was sealed for, and for no other', async () => {
    const sealed = await sealSecret(keys, 'org_a', 'prv_1', 'whsec_🙂');
    expect(sealed.startsWith(generationPrefix(keys.generation))).toBe(true);
    expect(await openSecret(keys, 'org_a', 'prv_1', sealed)).toBe('whsec_🙂');
    await expect(openSecret(keys, 'org_a', 'prv_2', sealed)).rejects.toThrow();
    await expect(openSecret(keys, 'org_b', 'prv_1', sealed)).rejects.toThrow();
    const other = await orgKeys(env, 'org_b');
    await expect(openSecret(other, 'org_a', 'prv_1', sealed)).rejects.toThrow();
  });

  it('opens after the master key has changed, as long as the old one is kept', async () => {
    const sealed = await sealSecret(keys, 'org_a', 'prv_1', 'secret');
    const next = { ...env, MASTER_KEY: `2:${btoa('y'.repeat(32))}` };
    const both = await orgKeys({ ...next, MASTER_KEYS_RETIRED: env.MASTER_KEY! }, 'org_a');
    expect(await openSecret(both, 'org_a', 'prv_1', sealed)).toBe('secret');
    const alone = await orgKeys(next, 'org_a');
    await expect(openSecret(alone, 'org_a', 'prv_1', sealed)).rejects.toThrow('generation');
  });
});
