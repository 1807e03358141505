import { describe, expect, it } from 'vitest';
import { whyNotAllowed } from '../../../worker/webhooks/address.ts';

describe('an address for messages', () => {
  it.each([
    'https://hooks.example.com/heed',
    'https://example.com',
    'https://example.com:8443/x?token=1',
    'https://bücher.example.org/',
    'https://localhost.example.com/',
    'https://internal.example.com/',
    'https://1.example.com/',
    'https://example.com./',
  ])('may be %s', (url) => {
    expect(whyNotAllowed(url)).toBeUndefined();
  });

  it.each([
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
    'not an address',
    '//hooks.example.com',
    '',
    'https://user:password@hooks.example.com/',
    'https://user@hooks.example.com/',
    'https://hooks.example.com/#part',
    `https://hooks.example.com/${'x'.repeat(500)}`,
  ])('is not %s', (url) => {
    expect(whyNotAllowed(url)).toMatch(/^must .*\.$/);
  });

  it.each([
    '127.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '017700000001',
    '0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '8.8.8.8',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '[fd00::1]',
    '[2001:db8::1]',
    '①②⑦.0.0.1',
    '127。0。0。1',
    '127.0.0.1.',
  ])('is no number, however it is spelt: %s', (host) => {
    expect(whyNotAllowed(`https://${host}/`)).toBeDefined();
  });

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'api.localhost',
    'intranet',
    'printer.local',
    'metadata.google.internal',
    'db.internal.',
    'router.lan',
    'nas.home.arpa',
    'x.test',
    'x.example',
    'x.invalid',
    'abc.onion',
    '1.0.0.127.in-addr.arpa',
    'ｌocalhost',
  ])('is no name that is known on one network only: %s', (host) => {
    expect(whyNotAllowed(`https://${host}/`)).toContain('public internet');
  });

  it('may be on one’s own machine while developing, also without https', () => {
    for (const url of ['http://localhost:8788/x', 'http://127.0.0.1:9000/', 'https://localhost/'])
      expect(whyNotAllowed(url, { allowLocal: true })).toBeUndefined();
    for (const url of [
      'http://192.168.1.1/',
      'http://example.com/',
      'http://localhost.lan/',
      'http://0.0.0.0/',
    ])
      expect(whyNotAllowed(url, { allowLocal: true })).toBeDefined();
  });
});
