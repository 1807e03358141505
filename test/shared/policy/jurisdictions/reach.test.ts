import { describe, expect, it } from 'vitest';
import { allRows, row } from './rows.ts';

/** Every row but the permissions, by the channels over which it holds. */
const reach: Readonly<Record<string, readonly string[]>> = {
  'email sms': [
    'AT-SOFT-OPT-IN',
    'AU-SPAM-RELATIONSHIP',
    'AU-SPAM-PUBLISHED',
    'AU-SPAM-CONTENTS',
    'AU-SPAM-GRACE',
    'DE-SOFT-OPT-IN',
    'ES-SOFT-OPT-IN',
    'EU-EP-13-2',
    'EU-EP-13-2-FREE',
    'FI-SOFT-OPT-IN',
    'FR-SOFT-OPT-IN',
    'GB-SOFT-OPT-IN',
    'GB-CHARITY-SOFT-OPT-IN',
    'HK-UEMO-GRACE',
    'IE-SOFT-OPT-IN',
    'NL-SOFT-OPT-IN',
    'NZ-UEM-INFERRED',
    'NZ-UEM-DEEMED',
    'NZ-UEM-GRACE',
    'SE-SOFT-OPT-IN',
  ],
  email: [
    'AT-ECG',
    'BR-LGPD-CONTENTS',
    'CH-CUSTOMER',
    'CH-CONTENTS',
    'DE-DOUBLE-OPT-IN',
    'DE-IMPRINT',
    'ES-LABEL',
    'FI-WORK',
    'IE-BUSINESS',
    'IT-SOFT-SPAM',
    'JP-GIVEN',
    'JP-TRADING',
    'JP-PUBLISHED',
    'JP-CONTENTS',
    'NL-PUBLISHED',
    'SE-WORK',
    'SG-SCA-CONTENTS',
    'SG-SCA-GRACE',
    'US-CA-EMAIL-GRACE',
    'US-EMAIL-CONTENTS',
    'US-EMAIL-LABEL',
    'US-EMAIL-GRACE',
  ],
  phone: [
    'AU-CALL-CONSENT',
    'AU-DNCR',
    'DE-CALL-PRESUMED',
    'DE-CALL-PROOF',
    'ES-CALL-CUSTOMER',
    'FR-CALL-CONTRACT',
    'FR-CALL-HOURS',
    'FR-CALL-FREQUENCY',
    'GB-TPS',
    'GB-CTPS',
    'IT-OPPOSITIONS',
    'NL-CALL-CUSTOMER',
    'US-CALL-CUSTOMER',
    'US-CALL-INQUIRY',
  ],
  'email linkedin sms': [
    'CA-CASL-PURCHASE',
    'CA-CASL-CONTRACT',
    'CA-CASL-INQUIRY',
    'CA-CASL-NON-BUSINESS',
    'CA-CASL-PUBLISHED',
    'CA-CASL-DISCLOSED',
    'CA-CASL-B2B',
    'CA-CASL-REFERRAL',
    'CA-CASL-EXPRESS',
    'CA-CASL-CONTENTS',
    'CA-CASL-GRACE',
    'EU-EP-13-4',
    'GB-CONTENTS',
    'WORLD-CONTENTS',
  ],
  'phone post': ['CA-PIPEDA-WORK', 'DK-ROBINSON'],
  'email linkedin phone sms post': [
    'EU-GDPR-7',
    'EU-GDPR-14',
    'EU-GDPR-21',
    'FR-RETENTION',
    'GB-CONSENT',
    'GB-GDPR-14',
    'GB-GDPR-21',
    'IN-DPDP-CONSENT',
    'US-CCPA',
    'WORLD-EVIDENCE',
  ],
  'phone sms': ['HK-DNC', 'SG-DNC', 'US-CA-TCPA-GRACE', 'US-DNC', 'US-CALL-HOURS', 'US-TCPA-GRACE'],
  sms: ['US-SMS-EVIDENCE'],
  'linkedin phone sms': ['IT-SOFT-SPAM-ELSEWHERE'],
};

describe('the channels over which a rule holds', () => {
  const others = allRows.filter(({ kind }) => kind !== 'permission');

  it.each(Object.entries(reach))('%s', (channels, ids) => {
    const found = others.filter((one) => one.channels.join(' ') === channels);
    expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('are written down for every rule', () => {
    expect(Object.values(reach).flat().sort()).toEqual(others.map(({ id }) => id).sort());
  });
});

describe('what a relationship can rest on', () => {
  it.each([
    ['NL-PUBLISHED', ['published-address']],
    ['CA-CASL-PUBLISHED', ['published-address']],
    ['CA-CASL-DISCLOSED', ['disclosed-address']],
    ['CA-CASL-B2B', ['business-relationship']],
    ['JP-PUBLISHED', ['published-address']],
    ['US-CALL-CUSTOMER', ['purchase', 'contract']],
    ['ES-CALL-CUSTOMER', ['purchase', 'contract']],
    ['IE-SOFT-OPT-IN', ['purchase', 'contract']],
    [
      'DE-CALL-PRESUMED',
      ['purchase', 'negotiation', 'inquiry', 'contract', 'business-relationship'],
    ],
  ])('%s takes %j', (id, grounds) => {
    expect(row('ground', id).grounds).toEqual(grounds);
  });

  it.each(['IE-BUSINESS', 'FI-WORK', 'SE-WORK', 'CA-PIPEDA-WORK'])(
    'an address at work takes any way in which one comes by it, but no referral: %s',
    (id) => {
      expect(row('ground', id).grounds).toEqual([
        'published-address',
        'disclosed-address',
        'business-relationship',
        'purchase',
        'negotiation',
        'inquiry',
        'contract',
      ]);
    },
  );
});

describe('the registers', () => {
  it('are called as events that record a listing call them', () => {
    const names = allRows.flatMap((one) => (one.kind === 'registry' ? [one.registry] : []));
    expect(names.sort()).toEqual([
      'AU Do Not Call Register',
      'CTPS',
      'ECG-Liste',
      'HK Do-not-call Registers',
      'Registro pubblico delle opposizioni',
      'Robinsonlisten',
      'SG Do Not Call Registry',
      'TPS',
      'US National Do Not Call Registry',
    ]);
  });
});
