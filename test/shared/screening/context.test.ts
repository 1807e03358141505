import { describe, expect, it } from 'vitest';
import type { MessageContext } from '../../../shared/screening/finding.ts';
import { categories, sourceOf, tierOf } from '../../../shared/screening/finding.ts';
import { screen } from '../../../shared/screening/screen.ts';

const found = (body: string, context: MessageContext = {}, subject = '') =>
  screen({ subject, body, lang: 'en', context }).findings;
const ids = (body: string, context: MessageContext = {}, subject = ''): string[] =>
  found(body, context, subject).map(({ category }) => category);

describe('a finding', () => {
  it('says where, what, why, whose rule and what to write instead', () => {
    const body = 'Hello. As a Muslim, you will appreciate this.';
    expect(found(body)).toEqual([
      {
        span: { field: 'body', start: 7, end: 18 },
        quote: 'As a Muslim',
        category: 'pd:Religion',
        tier: 'S1',
        binder: 'apposition',
        why: expect.stringMatching(/^Reads as if you know something about the reader: religion/),
        citation: { text: expect.stringMatching(/by analogy$/), url: expect.any(String) },
        confidence: 0.85,
        saferWording: ['Drop “as a Muslim” and keep the rest of the sentence.'],
        canDismiss: true,
      },
    ]);
  });

  it('is less sure of ambiguous words', () => {
    const [sure] = found('You are pregnant.');
    const [unsure] = found('You are old.');
    expect(unsure!.confidence).toBeLessThan(sure!.confidence);
  });

  it('is one for words that two patterns find', () => {
    expect(ids('Are you pregnant?')).toEqual(['heed:Pregnancy']);
  });

  it('comes in the order of the message, the subject first', () => {
    const all = found('You are gay. You are Jewish.', {}, 'Are you pregnant?');
    expect(all.map(({ span, category }) => `${span.field} ${category}`)).toEqual([
      'subject heed:Pregnancy',
      'body pd:Sexual',
      'body pd:Religion',
    ]);
  });

  it('names a source by analogy for every category, and a tier', () => {
    for (const category of categories) {
      expect(sourceOf(category).text, category).toMatch(/by analogy/);
      expect(sourceOf(category).url, category).toMatch(/^https:/);
      expect(tierOf(category), category).toMatch(/^(S[123]|[PDCA])$/);
    }
  });
});

describe('what is known beside the words', () => {
  it('takes a name for a name', () => {
    const body = 'You are Christian, I take it?';
    expect(ids(body)).toEqual(['pd:Religion']);
    expect(ids(body, { names: ['Christian Berg'] })).toEqual([]);
    expect(ids('Are you a christian?', { names: ['Christian Berg'] })).toEqual(['pd:Religion']);
  });

  it('does not screen what others wrote, nor the signature', () => {
    const asked = 'Are you pregnant?';
    expect(ids(`Thanks!\n\n> ${asked}\n> Yes`)).toEqual([]);
    expect(ids(`Thanks!\n\nOn Mon, 3 May 2027 Ann Lee wrote:\n${asked}`)).toEqual([]);
    expect(ids(`Thanks!\n\n-----Original Message-----\n${asked}`)).toEqual([]);
    expect(ids(`Thanks!\n-- \n${asked}`)).toEqual([]);
    expect(ids(`Thanks!\n${asked}`, { quoted: [asked] })).toEqual([]);
    expect(ids(`Thanks!\n${asked}`, { signature: asked })).toEqual([]);
    expect(ids(`The leaflet said “${asked}”.`)).toEqual([]);
    expect(ids(`Thanks!\n${asked}`)).toEqual(['heed:Pregnancy']);
  });

  it('keeps offsets when something was left out', () => {
    const body = '> earlier\n\nAre you pregnant?';
    const [one] = found(body);
    expect(body.slice(one!.span.start, one!.span.end)).toBe(one!.quote);
  });

  it('only tells, where the recipient’s organisation explains the matter', () => {
    const body = 'As a Muslim, you will appreciate this.';
    const [one] = found(body, { organisation: 'Muslim Council of Leeds' });
    expect(one).toMatchObject({ tier: 'info', why: expect.stringMatching(/organisation/) });
    expect(found(body, { organisation: 'Leeds Steel' })[0]?.tier).toBe('S1');
  });

  it('knows a pretended reply from a real one', () => {
    const of = (subject: string, context: MessageContext): string[] =>
      ids('Hello.', context, subject);
    const pretended = ['heed:DeceptiveSubject'];
    for (const subject of ['Re: our offer', 'RE[2]: offer', 'Fwd: plan', 'AW: Angebot', '[Re: x]'])
      expect(of(subject, { firstContact: true }), subject).toEqual(pretended);
    expect(of('Re: our offer', { isReply: false })).toEqual(pretended);
    expect(of('Re: our offer', { isReply: true, firstContact: true })).toEqual([]);
    expect(of('Re: our offer', {})).toEqual([]);
    for (const subject of ['Report: 2027', 'Regarding lifts', 'Note: hours', 'Retail: a study'])
      expect(of(subject, { firstContact: true }), subject).toEqual([]);
    expect(found('Hi.', { firstContact: true }, 'Re: x')[0]?.canDismiss).toBe(false);
  });

  it('lets one speak of an earlier talk where there was one', () => {
    const body = 'Great speaking with you yesterday.';
    expect(ids(body, { firstContact: true })).toEqual(['heed:DeceptiveSubject']);
    expect(ids(body, { firstContact: false })).toEqual([]);
  });
});

describe('the language', () => {
  it('is found where it is not said', () => {
    const body = 'Hello, would you like to see how our clinics plan the week? It is free.';
    expect(screen({ body }).lang).toBe('en');
  });

  it('is taken as given, whatever the region', () => {
    expect(screen({ body: 'x', lang: 'en-GB' })).toEqual({ lang: 'en', findings: [] });
  });
});
