import { describe, expect, it } from 'vitest';
import { brevo } from '../../../worker/hooks/brevo.ts';
import { mailchimp } from '../../../worker/hooks/mailchimp.ts';
import { postmark } from '../../../worker/hooks/postmark.ts';
import { base64, connection, delivery } from './deliveries.ts';

const password = 'pw_4f1dcc3b5aa765d61d8327deb882cf99';
const ours = connection({ secrets: { password } });
const basic = (pair: string) => ({
  Authorization: `Basic ${base64(new TextEncoder().encode(pair))}`,
});
const url = 'https://heed.example/api/v1/hooks/mailchimp/abc';

describe.each([
  ['Postmark', postmark],
  ['Brevo', brevo],
])('a delivery from %s', (_, provider) => {
  const verify = (headers: Record<string, string>, at = ours) =>
    provider.verify(delivery({ body: '{}', headers, url: `${url}?key=${password}` }), at);

  it.each([
    basic(`heed:${password}`),
    basic(`:${password}`),
    { Authorization: `Bearer ${password}` },
    { Authorization: `bearer  ${password}` },
    { Authorization: basic(`heed:${password}`).Authorization.replace('Basic', 'BASIC') },
  ])('is known by the password in its header: %j', async (headers) => {
    expect(await verify(headers)).toEqual({});
  });

  it('may have a password with a colon in it', async () => {
    const theirs = connection({ secrets: { password: 'a:b' } });
    expect(await verify(basic('heed:a:b'), theirs)).toEqual({});
  });

  it.each([
    basic(`heed:${password}x`),
    basic(`heed:${password.slice(0, -1)}`),
    basic(`${password}:heed`),
    basic('heed:'),
    { Authorization: `Bearer ${password.toUpperCase()}` },
    { Authorization: 'Bearer undefined' },
  ])('is refused with another: %j', async (headers) => {
    expect((await verify(headers)).refused).toMatch(/wrong|missing/);
  });

  it.each([
    {},
    { Authorization: '' },
    { Authorization: 'Basic' },
    { Authorization: 'Basic !!!' },
    { Authorization: `Digest ${password}` },
  ])('is refused without one in a header, whatever the address says: %j', async (headers) => {
    expect(await verify(headers as Record<string, string>)).toEqual({ refused: 'missing' });
  });

  it('is refused when no password was made: an empty one proves nothing', async () => {
    expect((await verify(basic('heed:'), connection())).refused).toBe('missing');
    expect((await verify({ Authorization: 'Bearer x' }, connection())).refused).toBe('wrong');
  });
});

describe('a delivery from Mailchimp', () => {
  const verify = (query: string, headers = {}) =>
    mailchimp.verify(delivery({ body: 'type=subscribe', headers, url: url + query }), ours);

  it('is known by the key in its address', async () => {
    expect(await verify(`?key=${password}`)).toEqual({});
    expect(await verify(`?other=1&key=${password}`)).toEqual({});
  });

  it('is refused with another key', async () => {
    for (const query of [`?key=${password}x`, '?key=undefined', `?key=x&key=${password}`])
      expect(await verify(query)).toEqual({ refused: 'wrong' });
  });

  it('is refused without one, whatever the headers say', async () => {
    for (const query of ['', '?', '?key=', `?KEY=${password}`])
      expect(await verify(query, basic(`heed:${password}`))).toEqual({ refused: 'missing' });
  });
});
