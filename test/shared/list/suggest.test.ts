import { describe, expect, it } from 'vitest';
import exports from '../../../shared/list/exports.json' with { type: 'json' };
import { isField } from '../../../shared/list/fields.ts';
import headers from '../../../shared/list/headers.json' with { type: 'json' };
import { Defaults } from '../../../shared/list/settings.ts';
import { suggestColumns } from '../../../shared/list/suggest.ts';
import { plainWord } from '../../../shared/list/words.ts';
import * as v from 'valibot';

describe('the mapping that is suggested from a header', () => {
  it.each([
    [
      'English',
      ['First name', 'Email Address', 'Unsubscribed at'],
      'Email Address',
      'Unsubscribed at',
    ],
    ['German', ['Vorname', 'E-Mail-Adresse', 'Abmeldedatum'], 'E-Mail-Adresse', 'Abmeldedatum'],
    [
      'French',
      ['Prénom', 'Adresse e-mail', 'Date de désinscription'],
      'Adresse e-mail',
      'Date de désinscription',
    ],
    [
      'Spanish',
      ['Nombre', 'Correo electrónico', 'Fecha de baja'],
      'Correo electrónico',
      'Fecha de baja',
    ],
    [
      'Italian',
      ['Nome', 'Indirizzo e-mail', 'Data di cancellazione'],
      'Indirizzo e-mail',
      'Data di cancellazione',
    ],
    [
      'Portuguese',
      ['Nome', 'Endereço de e-mail', 'Data de cancelamento'],
      'Endereço de e-mail',
      'Data de cancelamento',
    ],
    ['Dutch', ['Naam', 'E-mailadres', 'Uitschrijfdatum'], 'E-mailadres', 'Uitschrijfdatum'],
  ])('knows names in %s', (_, header, email, date) => {
    expect(suggestColumns(header).columns).toEqual({ [email]: 'email', [date]: 'occurredAt' });
  });

  it('knows the lists that Mailchimp writes, and that the file’s kind is in its columns', () => {
    const header = ['Email Address', 'First Name', 'OPTIN_TIME', 'CONFIRM_TIME', 'LAST_CHANGED'];
    expect(suggestColumns([...header, 'UNSUB_TIME', 'UNSUB_REASON'])).toEqual({
      from: 'Mailchimp, unsubscribed',
      columns: { 'Email Address': 'email', UNSUB_TIME: 'occurredAt', UNSUB_REASON: 'evidence' },
      defaults: { type: 'withdrawn', channel: 'email' },
    });
    expect(suggestColumns([...header, 'CLEAN_TIME']).defaults.type).toBe('bounced');
    expect(suggestColumns(header)).toEqual({
      from: 'Mailchimp, subscribed',
      columns: { 'Email Address': 'email', CONFIRM_TIME: 'occurredAt' },
      defaults: { type: 'given', channel: 'email' },
    });
  });

  it('knows HubSpot’s, where each column says one thing', () => {
    const header = [
      'Email',
      'Portal Bounce',
      'Portal Unsubscribe',
      'Portal Spam Report',
      'Global Bounce',
    ];
    expect(suggestColumns(header).columns).toEqual({
      Email: 'email',
      'Portal Bounce': 'bounced@email',
      'Portal Unsubscribe': 'objected@email',
      'Portal Spam Report': 'complained@email',
      'Global Bounce': 'bounced@email',
    });
  });

  it('knows Salesforce’s columns, and leaves out dates that are not the opt-out’s', () => {
    const header = ['Email', 'Phone', 'HasOptedOutOfEmail', 'DoNotCall', 'Created', 'Status'];
    expect(suggestColumns(header).columns).toEqual({
      Email: 'email',
      Phone: 'phone',
      HasOptedOutOfEmail: 'objected@email',
      DoNotCall: 'objected@phone',
    });
  });

  it('knows the suppression lists of Amazon SES and Postmark', () => {
    expect(suggestColumns(['EmailAddress', 'Reason', 'LastUpdateTime'])).toMatchObject({
      from: 'Amazon SES, suppression list',
      columns: { Reason: 'type', LastUpdateTime: 'occurredAt' },
    });
    expect(
      suggestColumns(['EmailAddress', 'SuppressionReason', 'CreatedAt', 'Origin']).columns,
    ).toEqual({
      EmailAddress: 'email',
      SuppressionReason: 'type',
      CreatedAt: 'occurredAt',
    });
  });

  it('takes Heed’s own columns as they are', () => {
    const header = ['identifierType', 'identifier', 'type', 'occurredAt', 'language', 'key'];
    expect(suggestColumns(header).columns).toEqual({
      identifierType: 'identifierType',
      identifier: 'identifier',
      type: 'type',
      occurredAt: 'occurredAt',
      language: 'language',
    });
  });

  it('takes any date for that of the event where the list is one of events', () => {
    expect(suggestColumns(['email', 'created']).columns).toEqual({
      email: 'email',
      created: 'occurredAt',
    });
    expect(suggestColumns(['mail', 'status', 'date']).columns).toMatchObject({
      date: 'occurredAt',
    });
  });

  it('takes the first of two columns that could be the same', () => {
    expect(suggestColumns(['Email', 'Work email']).columns).toEqual({ Email: 'email' });
  });

  it('leaves who may be written to for a person to say, beside columns of opt-outs', () => {
    expect(suggestColumns(['email', 'opt in', 'unsubscribed']).columns).toEqual({
      email: 'email',
      unsubscribed: 'objected@email',
    });
    expect(suggestColumns(['email', 'opt in']).columns).toEqual({
      email: 'email',
      'opt in': 'given@email',
    });
  });

  it('suggests nothing for names that it does not know', () => {
    const header = ['jane@example.com', '', 'x', 'constructor', '__proto__'];
    expect(suggestColumns(header)).toEqual({ columns: {}, defaults: {} });
    expect(suggestColumns([...header, 'Email', 'Portal Unsubscribe']).columns).toEqual({
      Email: 'email',
      'Portal Unsubscribe': 'objected@email',
    });
  });
});

describe('the tables behind it', () => {
  const { $comment: _, anyDate, ...byField } = headers;

  it('name fields that there are, with words as they are compared, each for one field', () => {
    const words = [...anyDate, ...Object.values(byField).flat()];
    expect(Object.keys(byField).filter((field) => !isField(field))).toEqual([]);
    expect(words.filter((word) => plainWord(word) !== word)).toEqual([]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('know each program’s columns by the words that they are compared in', () => {
    for (const { has, columns, defaults } of exports) {
      expect(has.filter((word) => !Object.keys(columns).includes(word))).toEqual(
        has.includes('optin time') ? ['optin time'] : [],
      );
      for (const [word, field] of Object.entries(columns)) {
        expect(plainWord(word)).toBe(word);
        expect(isField(field)).toBe(true);
      }
      expect(v.is(Defaults, defaults)).toBe(true);
    }
  });
});
