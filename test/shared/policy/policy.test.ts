import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { purposePath } from '../../../shared/policy/purposes.ts';

const policy: Policy = {
  ...defaultPolicy,
  purposes: [
    { id: 'direct-marketing', basis: 'consent' },
    { id: 'newsletter', basis: 'consent' },
    { id: 'webinars', basis: 'consent', parent: 'newsletter' },
    { id: 'service', basis: 'contract' },
    { id: 'invoices', basis: 'contract', parent: 'service' },
    { id: 'a', basis: 'consent', parent: 'b' },
    { id: 'b', basis: 'consent', parent: 'a' },
  ],
};

describe('purposePath', () => {
  it('ends in direct marketing for whatever an organisation adds', () => {
    expect(purposePath(policy, 'webinars')).toEqual(['webinars', 'newsletter', 'direct-marketing']);
  });

  it('treats a purpose that nobody declared as direct marketing', () => {
    expect(purposePath(policy, 'made-up')).toEqual(['made-up', 'direct-marketing']);
  });

  it('keeps what a contract requires apart from marketing', () => {
    expect(purposePath(policy, 'invoices')).toEqual(['invoices', 'service']);
  });

  it('comes to an end where purposes name each other as parents', () => {
    expect(purposePath(policy, 'a')).toEqual(['a', 'b', 'direct-marketing']);
  });
});
