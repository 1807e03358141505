import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { orgKeys } from '../../worker/keys.ts';
import {
  generationPrefix,
  newSealedContact,
  openContactKey,
  openText,
  sealText,
  wrapAnew,
} from '../../worker/sealing.ts';

const other = btoa('x'.repeat(32));
const keys = await orgKeys(env, 'org_a');
const place = { orgId: 'org_a', contactId: 'c1' };
const { key, wrapped, sealed: made } = await newSealedContact(keys, place, 'jane@example.com');

describe('sealed text', () => {
  it('opens with the contact’s key, also after that was wrapped and opened', async () => {
    for (const text of ['', 'jane@example.com', '🙂 zoë']) {
      const sealed = await sealText(key, place, 'identifier', text);
      const opened = await openContactKey(keys, place, wrapped);
      expect(await openText(opened, place, 'identifier', sealed)).toBe(text);
    }
  });

  it('of a new contact is their identifier, in its place and no other', async () => {
    expect(await openText(key, place, 'identifier', made)).toBe('jane@example.com');
    await expect(openText(key, place, 'event-text', made)).rejects.toThrow();
  });

  it('differs each time, and shows nothing', async () => {
    const twice = [0, 1].map(() => sealText(key, place, 'identifier', 'jane@example.com'));
    const [one, two] = await Promise.all(twice);
    expect(one).not.toBe(two);
    expect(Buffer.from(one!, 'hex').toString('latin1')).not.toContain('jane');
  });

  it.each([
    ['another contact', { ...place, contactId: 'c2' }, 'identifier' as const],
    ['another organisation', { ...place, orgId: 'org_b' }, 'identifier' as const],
    ['another part', place, 'event-text' as const],
  ])('does not open as %s’s', async (_, elsewhere, part) => {
    const sealed = await sealText(key, place, 'identifier', 'jane@example.com');
    await expect(openText(key, elsewhere, part, sealed)).rejects.toThrow();
  });

  it('does not open once a bit has changed', async () => {
    const sealed = await sealText(key, place, 'identifier', 'jane@example.com');
    for (const at of [3, 30, sealed.length - 1]) {
      const flipped = sealed[at] === '0' ? '1' : '0';
      const changed = sealed.slice(0, at) + flipped + sealed.slice(at + 1);
      await expect(openText(key, place, 'identifier', changed)).rejects.toThrow();
    }
    await expect(openText(key, place, 'identifier', `02${sealed.slice(2)}`)).rejects.toThrow(
      'unknown version',
    );
  });
});

describe('a contact’s key', () => {
  it('does not open for another contact, organisation or secret', async () => {
    const others = [
      openContactKey(keys, { ...place, contactId: 'c2' }, wrapped),
      openContactKey(await orgKeys(env, 'org_b'), place, wrapped),
      openContactKey(await orgKeys({ ...env, MASTER_KEY: other }, 'org_a'), place, wrapped),
    ];
    for (const result of await Promise.allSettled(others)) expect(result.status).toBe('rejected');
  });

  it('is gone once its wrapping is: nothing else opens the text', async () => {
    await expect(openContactKey(keys, place, '')).rejects.toThrow();
    expect(key.extractable).toBe(false);
  });

  it('says which generation of the master key wrapped it', async () => {
    expect(wrapped.slice(0, 4)).toBe(generationPrefix(1));
    const second = await orgKeys({ ...env, MASTER_KEY: `258:${other}` }, 'org_a');
    expect((await newSealedContact(second, place, 'jane@example.com')).wrapped).toMatch(/^010201/);
  });

  it('names the generation to add where it is not among the secrets', async () => {
    const second = await orgKeys({ ...env, MASTER_KEY: `2:${other}` }, 'org_a');
    const opening = openContactKey(second, place, wrapped);
    await expect(opening).rejects.toMatchObject({ status: 503, code: 'setup.retired-keys' });
    await expect(opening).rejects.toThrow('generation 1');
  });

  it('opens the same text once wrapped anew, without the older generation', async () => {
    const sealed = await sealText(key, place, 'identifier', 'jane@example.com');
    const both = { ...env, MASTER_KEY: `2:${other}`, MASTER_KEYS_RETIRED: `1:${env.MASTER_KEY}` };
    const anew = await wrapAnew(await orgKeys(both, 'org_a'), place, wrapped);
    expect(anew).not.toBe(wrapped);
    const second = await orgKeys({ ...env, MASTER_KEY: `2:${other}` }, 'org_a');
    const opened = await openContactKey(second, place, anew);
    expect(await openText(opened, place, 'identifier', sealed)).toBe('jane@example.com');
  });
});
