import { describe, expect, it } from 'vitest';
import { jurisdictions } from '../../../../shared/policy/jurisdictions/index.ts';
import { allRows, row } from './rows.ts';

describe('what a consent must be', () => {
  it.each(['EU-GDPR-7', 'GB-CONSENT', 'DE-CALL-PROOF', 'WORLD-EVIDENCE'])(
    'not a ticked box, not silence: %s',
    (id) => {
      expect(row('evidence', id).rejectsMethods).toEqual(['pre-ticked', 'implied']);
    },
  );

  it('is advised to be confirmed in Germany, for e-mail, and required nowhere', () => {
    expect(row('evidence', 'DE-DOUBLE-OPT-IN')).toMatchObject({
      channels: ['email'],
      doubleOptIn: 'advised',
    });
    const required = allRows.filter(
      (one) => one.kind === 'evidence' && one.doubleOptIn === 'required',
    );
    expect(required).toEqual([]);
  });

  it('lapses in France three years after the prospect was last in touch', () => {
    expect(row('evidence', 'FR-RETENTION')).toMatchObject({
      lapsesAfterMonths: 36,
      lapsesFrom: 'persons-last-contact',
      confidence: 'S',
    });
  });

  it('lasts three months for calls in Australia', () => {
    expect(row('evidence', 'AU-CALL-CONSENT')).toMatchObject({
      channels: ['phone'],
      lapsesAfterMonths: 3,
      lapsesFrom: 'consent',
    });
  });
});

describe('what a message must contain', () => {
  it.each([
    ['EU-EP-13-4', ['sender-identity', 'unsubscribe']],
    ['DE-IMPRINT', ['postal-address', 'contact-details']],
    ['ES-LABEL', ['ad-label', 'unsubscribe']],
    ['GB-CONTENTS', ['sender-identity', 'contact-details', 'unsubscribe']],
    ['CH-CONTENTS', ['sender-identity', 'unsubscribe']],
    ['US-EMAIL-CONTENTS', ['sender-identity', 'postal-address', 'unsubscribe']],
    ['US-EMAIL-LABEL', ['ad-label']],
    ['CA-CASL-CONTENTS', ['sender-identity', 'postal-address', 'contact-details', 'unsubscribe']],
    ['AU-SPAM-CONTENTS', ['sender-identity', 'unsubscribe']],
    ['SG-SCA-CONTENTS', ['ad-label', 'contact-details', 'unsubscribe']],
    ['JP-CONTENTS', ['sender-identity', 'postal-address', 'contact-details', 'unsubscribe']],
    ['BR-LGPD-CONTENTS', ['unsubscribe']],
    ['WORLD-CONTENTS', ['sender-identity', 'unsubscribe']],
  ])('every time: %s', (id, contents) => {
    expect(row('contents', id).contents).toEqual(contents);
    expect(row('contents', id).firstContactOnly).toBeUndefined();
  });

  it.each([
    ['EU-GDPR-14', 'source-notice'],
    ['EU-GDPR-21', 'right-to-object'],
  ])('the first time, to any natural person and by any channel: %s', (id, content) => {
    expect(row('contents', id)).toMatchObject({
      contents: [content],
      firstContactOnly: true,
      classes: ['individual', 'sole-trader', 'employee'],
      confidence: 'P',
    });
    expect(row('contents', id).channels).toHaveLength(5);
  });
});

describe('public registers', () => {
  it.each([
    ['AT-ECG', ['email'], true],
    ['GB-TPS', ['phone'], true],
    ['GB-CTPS', ['phone'], true],
    ['US-DNC', ['phone', 'sms'], true],
    ['AU-DNCR', ['phone'], true],
    ['SG-DNC', ['phone', 'sms'], true],
    ['HK-DNC', ['phone', 'sms'], true],
    ['IT-OPPOSITIONS', ['phone'], false],
    ['DK-ROBINSON', ['phone', 'post'], false],
  ])('%s, over %j: consent to this sender beats it: %s', (id, channels, consentBeats) => {
    expect(row('registry', id)).toMatchObject({ channels, consentBeats });
  });

  it('is beaten by a relationship in the United States alone', () => {
    const beaten = allRows.filter((one) => one.kind === 'registry' && one.relationshipBeats);
    expect(beaten.map(({ id }) => id)).toEqual(['US-DNC']);
  });

  it('ends earlier consents in Italy, but not those given afterwards', () => {
    expect(row('registry', 'IT-OPPOSITIONS').laterConsentBeats).toBe(true);
  });
});

describe('when and how often', () => {
  it('French consumers are called from Monday to Friday, 10 to 13 and 14 to 20, not on holidays', () => {
    expect(row('hours', 'FR-CALL-HOURS')).toMatchObject({
      channels: ['phone'],
      classes: ['individual', 'sole-trader'],
      days: [1, 2, 3, 4, 5],
      spans: [
        { from: '10:00', to: '13:00' },
        { from: '14:00', to: '20:00' },
      ],
      holidays: 'forbidden',
    });
  });

  it('French consumers are called four times in 30 days at most', () => {
    expect(row('frequency', 'FR-CALL-FREQUENCY')).toMatchObject({ max: 4, days: 30 });
  });

  it('Americans are called between 8 and 21 on their own clock, on any day', () => {
    const { channels, days, spans, holidays } = row('hours', 'US-CALL-HOURS');
    expect(channels).toContain('phone');
    expect(days).toHaveLength(7);
    expect(spans).toEqual([{ from: '08:00', to: '21:00' }]);
    expect(holidays).toBe('allowed');
  });
});

describe('how long the law gives to act on an opt-out', () => {
  it.each([
    ['US-EMAIL-GRACE', 10, 30],
    ['US-TCPA-GRACE', 10, undefined],
    ['US-CCPA', 15, undefined],
    ['CA-CASL-GRACE', 10, 60],
    ['AU-SPAM-GRACE', 5, 30],
    ['NZ-UEM-GRACE', 5, undefined],
    ['SG-SCA-GRACE', 10, 30],
    ['HK-UEMO-GRACE', 10, undefined],
  ])('%s: %i business days; the way out works for %s days', (id, amount, mechanismDays) => {
    const { amount: given, unit, mechanismDays: works } = row('grace', id);
    expect([given, unit, works]).toEqual([amount, 'business-days', mechanismDays]);
  });

  it('is no time at all in Europe', () => {
    const europe = jurisdictions.filter(
      ({ code, parent }) => parent === 'EU' || ['EU', 'GB', 'CH'].includes(code),
    );
    expect(europe.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'grace'))).toEqual([]);
  });

  it('is no longer in California than the federal law gives', () => {
    expect(row('grace', 'US-CA-EMAIL-GRACE')).toMatchObject({ amount: 10, mechanismDays: 30 });
    expect(row('grace', 'US-CA-TCPA-GRACE').amount).toBe(10);
  });
});
