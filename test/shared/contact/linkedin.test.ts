import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkedinIdentifier, normalizeLinkedin } from '../../../shared/contact/linkedin.ts';
import { anyText, trouble } from './arbitraries.ts';

const id = 'ACoAABcdEF12345xyz-_90abcdefghijklmnopq';
const salesId = 'ACwAABcdEF12345xyz-_90abcdefghijklmnopq';
const read = (text: string) => {
  const result = normalizeLinkedin(text);
  return result.ok ? result.value : result.problem.code;
};

describe('normalizeLinkedin', () => {
  it.each([
    ['jane-doe-12', 'jane-doe-12'],
    ['Jane-DOE-12', 'jane-doe-12'],
    ['jörg-müller', 'jörg-müller'],
    ['https://www.linkedin.com/in/Jane-Doe-12/?trk=x#about', 'jane-doe-12'],
    ['http://linkedin.com/in/jane-doe', 'jane-doe'],
    ['HTTPS://WWW.LINKEDIN.COM/in/jane-doe', 'jane-doe'],
    ['linkedin.com/in/jane-doe', 'jane-doe'],
    ['www.linkedin.com/in/jane-doe/', 'jane-doe'],
    ['//www.linkedin.com/in/jane-doe', 'jane-doe'],
    ['/in/jane-doe/', 'jane-doe'],
    ['/in/jane-doe?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3AACoAAX', 'jane-doe'],
    ['https://de.linkedin.com/in/j%C3%B6rg-m', 'jörg-m'],
    ['https://de.linkedin.com/in/jo%CC%88rg-m', 'jörg-m'],
    ['https://www.linkedin.com/in/jane-doe/en/', 'jane-doe'],
    ['https://www.linkedin.com/in/jane-doe/de-de', 'jane-doe'],
    ['https://www.linkedin.com/in/jane-doe/details/experience/', 'jane-doe'],
    ['https://www.linkedin.com/in/jane-doe/overlay/contact-info/', 'jane-doe'],
    ['https://m.linkedin.com/in/jane-doe', 'jane-doe'],
    ['https://touch.www.linkedin.com/in/jane-doe', 'jane-doe'],
    ['https://www.linkedin.com/mwlite/in/jane-doe', 'jane-doe'],
    ['https://www.linkedin.com/comm/in/jane-doe?midToken=x', 'jane-doe'],
    ['https://www.linkedin.com:443/in/jane-doe', 'jane-doe'],
    ['https://www.linkedin.com/pub/jane-doe', 'jane-doe'],
    ['/preload/custom-invite/?vanityName=jane-doe', 'jane-doe'],
    ['/preload/search-custom-invite/?vanityName=J%C3%B6rg&x=1', 'jörg'],
    ['https://www.linkedin.com/in/jane-doe-%F0%9F%8C%9F', 'jane-doe-🌟'],
    ['https://www.linkedin.com/in/sean-o%E2%80%99neil', 'sean-o’neil'],
    ['\u202ajane-doe\u202c', 'jane-doe'],
    ['/in/%E2%80%8Ejane-doe', 'jane-doe'],
    ['/in/jane-%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB', 'jane-👩\u200d💻'],
    ['jane-doe-🌟', 'jane-doe-🌟'],
  ])('reads the slug of %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    [id],
    [`/in/${id}/`],
    [`https://www.linkedin.com/in/${id}?x=1`],
    [`urn:li:fsd_profile:${id}`],
    [`urn:li:fs_miniProfile:${id}`],
    [
      `/messaging/compose/?profileUrn=urn%3Ali%3Afsd_profile%3A${id}&recipient=${id}&screenContext=x`,
    ],
    [`https://www.linkedin.com/messaging/compose/?recipient=${id}&interop=msgOverlay`],
    [`/messaging/compose?profileUrn=urn:li:fsd_profile:${id}`],
    [`/preload/custom-invite/?vanityName=${id}`],
  ])('reads the member id of %s, capitals and all', (text) => {
    expect(read(text)).toBe(id);
  });

  it.each([
    [salesId],
    [`https://www.linkedin.com/sales/lead/${salesId},NAME_SEARCH,aB3d`],
    [`/sales/lead/${salesId}%2CNAME_SEARCH%2CaB3d?_ntb=x`],
    [`https://www.linkedin.com/sales/people/${salesId},name`],
    [`urn:li:fs_salesProfile:(${salesId},NAME_SEARCH,aB3d)`],
    [`/in/${salesId}`],
  ])('keeps the Sales Navigator id of %s as an identifier of its own', (text) => {
    expect(read(text)).toBe(salesId);
    expect(read(text)).not.toBe(id);
  });

  it.each([
    ['https://evil.example/linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://evil.example/https://www.linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['evil.example/linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://linkedin.com.evil.example/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://evillinkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://linkedin.com@evil.example/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://jane@linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://www.linkedin.com:8443/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://linkedin.co/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://evil.example?//linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://evil.example#@linkedin.com/in/jane-doe', 'contact.linkedin.other-site'],
    ['https://evil.example\\@linkedin.com/in/jane-doe', 'contact.linkedin.unreadable'],
    ['javascript:alert(1)//linkedin.com/in/jane-doe', 'contact.linkedin.unreadable'],
    ['jane.doe', 'contact.linkedin.other-site'],
    ['jane@example.com', 'contact.linkedin.other-site'],
  ])('does not take %j for LinkedIn', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it.each([
    ['https://www.linkedin.com/company/acme', 'contact.linkedin.not-a-person'],
    ['/company/acme/people/', 'contact.linkedin.not-a-person'],
    ['/school/acme', 'contact.linkedin.not-a-person'],
    [
      'https://www.linkedin.com/posts/jane-doe_a-post-activity-123',
      'contact.linkedin.not-a-person',
    ],
    ['https://www.linkedin.com/feed/update/urn:li:activity:123', 'contact.linkedin.not-a-person'],
    ['/search/results/people/?keywords=jane', 'contact.linkedin.not-a-person'],
    ['https://www.linkedin.com/', 'contact.linkedin.not-a-person'],
    ['linkedin.com', 'contact.linkedin.not-a-person'],
    ['/in/', 'contact.linkedin.not-a-person'],
    ['/messaging/thread/2-abc/', 'contact.linkedin.not-a-person'],
    ['/messaging/compose/?body=hello', 'contact.linkedin.not-a-person'],
    ['/preload/?_bprMode=vanilla', 'contact.linkedin.not-a-person'],
    ['/sales/company/123', 'contact.linkedin.not-a-person'],
    ['/sales/lead/', 'contact.linkedin.not-a-person'],
    ['/redir/redirect?url=https%3A%2F%2Flinkedin.com%2Fin%2Fjane', 'contact.linkedin.not-a-person'],
    ['https://www.linkedin.com/pub/jane-doe/12/345/678', 'contact.linkedin.old-address'],
    ['https://lnkd.in/abc', 'contact.linkedin.short-link'],
    ['/in/me/', 'contact.linkedin.nobody'],
    ['https://www.linkedin.com/in/UNKNOWN', 'contact.linkedin.nobody'],
    ['urn:li:member:12345', 'contact.linkedin.urn'],
    ['urn:li:organization:12345', 'contact.linkedin.urn'],
    ['urn:li:fsd_profile:jane', 'contact.linkedin.unreadable'],
    [id.toLowerCase(), 'contact.linkedin.flattened-id'],
    [`/in/${id.toUpperCase()}`, 'contact.linkedin.flattened-id'],
    [`urn:li:fsd_profile:${id.toLowerCase()}`, 'contact.linkedin.flattened-id'],
    [`/messaging/compose/?recipient=${id}&recipient=${salesId}`, 'contact.linkedin.two-people'],
    [`/messaging/compose/?recipient=${id},${salesId}`, 'contact.linkedin.two-people'],
    [`/messaging/compose/?recipient=${id}%2C${salesId}`, 'contact.linkedin.two-people'],
    ['/messaging/compose/?recipient=jane', 'contact.linkedin.unreadable'],
    ['/in/%', 'contact.linkedin.unreadable'],
    ['/in/a%2Fb', 'contact.linkedin.unreadable'],
    ['/in/jd', 'contact.linkedin.unreadable'],
    ['/in/o%27neil', 'contact.linkedin.unreadable'],
    ['/in/jane%20doe', 'contact.linkedin.unreadable'],
    ['Jane Doe', 'contact.linkedin.unreadable'],
    ['jd', 'contact.linkedin.unreadable'],
    ['', 'contact.linkedin.unreadable'],
    ['a'.repeat(101), 'contact.linkedin.unreadable'],
    [`/in/${'a'.repeat(3000)}`, 'contact.linkedin.unreadable'],
  ])('refuses %j with %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('tells an identifier of its type', () => {
    expect(linkedinIdentifier('/in/Jane-Doe')).toEqual({
      ok: true,
      value: { type: 'linkedin', value: 'jane-doe' },
    });
  });

  it('finds one person under every address of the same slug', () => {
    const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{2,30}$/);
    fc.assert(
      fc.property(slug, fc.constantFrom('www.', 'de.', 'm.', ''), (name, site) => {
        fc.pre(read(name) === name);
        for (const path of [`in/${name}`, `in/${name.toUpperCase()}/fr`, `comm/in/${name}?x=/in/y`])
          expect(read(`https://${site}linkedin.com/${path}`)).toBe(name);
      }),
    );
  });

  it('never throws, and leaves a normal form as it is, bare and in an address', () => {
    const text = fc.oneof(anyText, trouble);
    const place = fc.constantFrom('', '/in/', 'https://www.linkedin.com/in/', '/pub/', 'urn:li:');
    fc.assert(
      fc.property(place, text, (before, after) => {
        const once = normalizeLinkedin(before + after);
        if (!once.ok) return;
        expect(normalizeLinkedin(`/in/${encodeURIComponent(once.value)}`)).toEqual(once);
        expect(normalizeLinkedin(once.value)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});
