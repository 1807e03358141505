import { describe, expect, it } from 'vitest';
import { defaultPolicy, purposePath } from '../../../shared/policy/policy.ts';

const policy = {
  ...defaultPolicy,
  purposes: [
    { id: 'direct-marketing' },
    { id: 'newsletter' },
    { id: 'webinars', parent: 'newsletter' },
    { id: 'a', parent: 'b' },
    { id: 'b', parent: 'a' },
  ],
};

describe('purposePath', () => {
  it('ends in direct marketing for whatever an organisation adds', () => {
    expect(purposePath(policy, 'webinars')).toEqual(['webinars', 'newsletter', 'direct-marketing']);
  });

  it('treats a purpose that nobody declared as direct marketing', () => {
    expect(purposePath(policy, 'made-up')).toEqual(['made-up', 'direct-marketing']);
  });

  it('comes to an end where purposes name each other as parents', () => {
    expect(purposePath(policy, 'a')).toEqual(['a', 'b', 'direct-marketing']);
  });
});
