import { describe, expect, it } from 'vitest';
import freeMail from '../../../shared/contact/free-mail.json' with { type: 'json' };
import { registrableDomain } from '../../../shared/contact/domain.ts';
import { normalizeDomain } from '../../../shared/contact/domain-name.ts';
import { emailIdentifier } from '../../../shared/contact/email.ts';
import { recipientClassOf } from '../../../shared/contact/kind.ts';
import mailboxes from '../../../shared/contact/shared-mailboxes.json' with { type: 'json' };

const classOf = (text: string) => {
  const result = emailIdentifier(text);
  if (!result.ok) throw new Error(result.problem.message);
  return recipientClassOf(result.value);
};

describe('recipientClassOf', () => {
  it.each([
    ['info@acme.example', 'generic'],
    ['Sales@acme.example', 'generic'],
    ['kontakt@acme.de', 'generic'],
    ['büro@acme.at', 'generic'],
    ['contact@acme.fr', 'generic'],
    ['ventas@acme.es', 'generic'],
    ['segreteria@acme.it', 'generic'],
    ['vendas@acme.pt', 'generic'],
    ['verkoop@acme.nl', 'generic'],
    ['info-de@acme.example', 'generic'],
    ['sales_uk@acme.example', 'generic'],
    ['support2@acme.example', 'generic'],
    ['kontakt.3@acme.example', 'generic'],
    ['info+x@acme.example', 'generic'],
    ['postmaster@acme.example', 'generic'],
    ['jane@gmail.com', 'individual'],
    ['jane+x@web.de', 'individual'],
    ['jane@orange.fr', 'individual'],
    ['info@gmail.com', 'individual'],
    ['"jane doe"@hotmail.co.uk', 'individual'],
  ])('says of %s: %s', (address, expected) => {
    expect(classOf(address)).toBe(expected);
  });

  it.each([
    'jane@acme.example',
    'jane.doe@acme.example',
    'sales.jones@acme.example',
    'post@acme.example',
    'infotech@acme.example',
    'ola@acme.example',
    'jane@gmail.com.acme.example',
  ])('says nothing of %s', (address) => {
    expect(classOf(address)).toBeUndefined();
  });

  it('says nothing of what is no e-mail address', () => {
    expect(recipientClassOf({ type: 'domain', value: 'gmail.com' })).toBeUndefined();
    expect(recipientClassOf({ type: 'phone', value: '+4930123456' })).toBeUndefined();
  });
});

describe('the lists behind it', () => {
  it('have words as addresses are kept, in seven languages', () => {
    expect(Object.keys(mailboxes.languages)).toEqual(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']);
    const words = [...mailboxes.everywhere.words, ...Object.values(mailboxes.languages).flat()];
    for (const word of words) {
      const result = emailIdentifier(`${word}@acme.example`);
      expect(result.ok && result.value.value, word).toBe(`${word}@acme.example`);
    }
  });

  it('have no first name, nor one word twice in a language', () => {
    const names = ['anna', 'bill', 'frank', 'grace', 'may', 'mark', 'ola', 'page', 'post', 'will'];
    for (const words of [mailboxes.everywhere.words, ...Object.values(mailboxes.languages)]) {
      expect(words.filter((word) => names.includes(word))).toEqual([]);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  it('have free-mail domains that somebody can register, each once, as they are looked up', () => {
    const domains = Object.values(freeMail.domains).flat();
    expect(new Set(domains).size).toBe(domains.length);
    for (const domain of domains) {
      expect(normalizeDomain(domain), domain).toEqual({ ok: true, value: domain });
      expect(registrableDomain(domain), domain).toBeDefined();
    }
  });
});
