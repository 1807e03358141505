import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../worker/bytes.ts';
import { ecdsaFromDer, elementsOf, fromPem, publicKeyOf } from '../../../worker/hooks/der.ts';
import { base64 } from './deliveries.ts';
import { derOf, element, integer, sequence } from './der.ts';

/** Made with `openssl req -x509 -newkey rsa:2048 -days 36500 -subj /CN=sns.example` (3.0, 2026-11-21); its key was thrown away. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIDDzCCAfegAwIBAgIUXKJpi/54Hx/Pji1oqi5Q5ScKvrYwDQYJKoZIhvcNAQEL
BQAwFjEUMBIGA1UEAwwLc25zLmV4YW1wbGUwIBcNMjYxMTIxMjMwMzE3WhgPMjEy
NjEwMjgyMzAzMTdaMBYxFDASBgNVBAMMC3Nucy5leGFtcGxlMIIBIjANBgkqhkiG
9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlSjFBNrIKYAfREzFS+ArJz4ZjUrklX5tem1O
F735G/zqP2/IKmjH75WJEvTVgJE1tGVnKMern9p/GsQIw0pJU1m1os/xezOovXC1
Jei/zEA4MeVgq721ZGtu6/8gubWbGanfaa1pYOl5bnE5R0OASU2cR2WlLXfeRDxs
af8Eu0ECyhFhce16Q0MAFhMwArhm8DRsfVJLS9o6SXzWqo/d1jl8DCCGyQDEww2U
zmjtOk4OTBUr1m6cNA9Lny7Au4Ss0ZDq/GdS6ot3Z76zttlVzdQ4/L7G8hSsLJEU
IhQFkxvDHiMC5gMkWY9E6JGV9D9yMQq6YHPyXJgEpogIFqOIIQIDAQABo1MwUTAd
BgNVHQ4EFgQUPVTFByoKn3sDXTtk6rVcRz0utFYwHwYDVR0jBBgwFoAUPVTFByoK
n3sDXTtk6rVcRz0utFYwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOC
AQEANuoK8MDPh6MHlaQwsAKdL1GtXJ23Mu7ncsZP85HhsgIlCYsrXPcCVL9kN0u1
Br7lqhaoMFms82F5RhLv9UzvDtVbfaQsf+Gb+yhUPTyjPidDF7ByNw3Pv4O6MdV5
UZOxjsN98Niwnlh8xCqEhY86lXks6eLvw5K/BVOy4rznrLBYGUy0zLhNIgaQKux2
iENfZQ5sPCwkOw0O16Ux35I7DRvnZPLBUBOz3pnN90NSaBjebYiM8OKCWLhG3KjM
4QRrqM5CE7pxWussv5kSCoLrJIRbMGiEORmiJ3bqMIDT6VVLwcuYtZqTVpC7cc3V
1Syc4JERO+fhFBkgS/uWdsqmxw==
-----END CERTIFICATE-----
`;
/** The same key, as `openssl x509 -pubkey -noout` gives it. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlSjFBNrIKYAfREzFS+ArJz4ZjUrklX5tem1OF735G/zqP2/IKmjH75WJEvTVgJE1tGVnKMern9p/GsQIw0pJU1m1os/xezOovXC1Jei/zEA4MeVgq721ZGtu6/8gubWbGanfaa1pYOl5bnE5R0OASU2cR2WlLXfeRDxsaf8Eu0ECyhFhce16Q0MAFhMwArhm8DRsfVJLS9o6SXzWqo/d1jl8DCCGyQDEww2UzmjtOk4OTBUr1m6cNA9Lny7Au4Ss0ZDq/GdS6ot3Z76zttlVzdQ4/L7G8hSsLJEUIhQFkxvDHiMC5gMkWY9E6JGV9D9yMQq6YHPyXJgEpogIFqOIIQIDAQAB';

describe('a certificate', () => {
  it('gives the public key that openssl finds in it', async () => {
    const spki = publicKeyOf(fromPem(certificate));
    expect(base64(spki)).toBe(key);
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const imported = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
    expect(imported.algorithm).toMatchObject({ modulusLength: 2048 });
  });

  it('may stand below other text, and with line breaks of Windows', () => {
    const other = `subject=CN\r\n${certificate.replaceAll('\n', '\r\n')}`;
    expect(fromPem(other)).toEqual(fromPem(certificate));
  });

  it.each([
    '',
    'a text',
    '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
    '<html></html>',
  ])('is not %j', (text) => {
    expect(() => publicKeyOf(fromPem(text))).toThrow();
  });

  it('is refused cut short at any byte, or with another one behind', () => {
    const whole = fromPem(certificate);
    for (let length = 0; length < whole.length; length++)
      expect(() => publicKeyOf(whole.slice(0, length))).toThrow();
    expect(() => publicKeyOf(Uint8Array.of(...whole, 0x30))).toThrow();
  });

  it('of version 1, which does not say its version, is read as well', () => {
    const spki = sequence(utf8('key'));
    const others = [integer(Uint8Array.of(1)), sequence(), sequence(), sequence(), sequence()];
    expect(publicKeyOf(sequence(sequence(...others, spki), sequence()))).toEqual(spki);
  });
});

describe('an element of DER', () => {
  it.each([0, 1, 127, 128, 255, 256, 65_535])('of %i bytes is read whole', (length) => {
    const content = new Uint8Array(length).fill(7);
    const written = element(0x04, content);
    expect(elementsOf(written)).toEqual([{ tag: 0x04, content, whole: written }]);
  });

  it.each([
    ['without an end', [0x30, 0x80, 0, 0]],
    ['with a length of four bytes', [0x30, 0x84, 0, 0, 0, 0]],
    ['that says more than there is', [0x30, 0x05, 0]],
    ['without a length', [0x30]],
    ['whose length is cut short', [0x30, 0x82, 1]],
  ])('%s is refused', (_, bytes) => {
    expect(() => elementsOf(Uint8Array.from(bytes))).toThrow('DER');
  });
});

describe('an ECDSA signature', () => {
  const number = (first: number, length = 32) => new Uint8Array(length).fill(1).fill(first, 0, 1);

  it.each([
    ['two plain numbers', number(1), number(2)],
    ['numbers whose first bit is set', number(0xff), number(0x80)],
    ['a short number', number(0), number(3)],
    ['nothing but zero', new Uint8Array(32), new Uint8Array(32)],
  ])('of %s comes out as it was', (_, r, s) => {
    const raw = Uint8Array.of(...r, ...s);
    expect(ecdsaFromDer(derOf(raw), 32)).toEqual(raw);
  });

  it.each([
    ['a number too large', sequence(integer(number(1, 33)), integer(number(1)))],
    ['one number', sequence(integer(number(1)))],
    ['something else than numbers', sequence(sequence(), sequence())],
    ['no list', integer(number(1))],
    ['nothing', new Uint8Array()],
  ])('with %s is refused', (_, der) => {
    expect(() => ecdsaFromDer(der, 32)).toThrow();
  });
});
