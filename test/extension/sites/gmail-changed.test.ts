import { describe, expect, it } from 'vitest';
import { click, guardOn, sendButton, settled } from '../guard/guarded-page.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from './compose-page.ts';

const noTwins = (html: string): string => html.replaceAll(/<span email=[^>]*>/g, '<span>');
const to = (...people: string[]): string => composeHtml({ to: people });
const reading = (html: string) => {
  document.body.innerHTML = html;
  return gmail.composers(document)[0]!.recipients();
};
async function heardOnSend(html: string): Promise<string[]> {
  const { heard } = await guardOn(html);
  click(sendButton());
  return heard;
}

describe('a Gmail that is not quite as Heed knows it', () => {
  it('does not let a message out by a Send that stands in no known composer', async () => {
    const odd = to('no@example.com')
      .replace('role="dialog"', 'role="region"')
      .replace('class="M9"', 'class="Mx"')
      .replace('class="aoI"', 'class="aox"')
      .replace('g_editable="true"', '');
    expect(await heardOnSend(odd)).toEqual([]);
  });

  it('takes a chip without an address for a recipient that cannot be checked', async () => {
    const group = '<div class="afV" role="option" data-name="Customers"><span>x</span></div>';
    const html = to('yes@example.com').replace('<div role="listbox">', `$&${group}`);
    expect(reading(html)).toMatchObject({
      status: 'read',
      recipients: [{ identifier: { value: 'yes@example.com' } }, { text: 'Customers' }],
    });
    expect(await heardOnSend(html)).toEqual([]);
  });

  it('holds to the no of one whom it could read, though others could not be', async () => {
    const strange = '<div class="afV" data-name="?"></div>';
    const html = to('no@example.com', 'yes@example.com').replace(
      '<div role="listbox">',
      `$&${strange}`,
    );
    expect(reading(html).status).toBe('unreadable');
    const { heard, stopped } = await guardOn(html);
    click(sendButton());
    await settled();
    expect(heard).toEqual([]);
    expect(stopped[0]?.judgement).toMatchObject({
      kind: 'stop',
      people: [{ recipient: { text: 'no@example.com' } }],
    });
  });

  it('asks about those whom it could not read when nobody else said no', async () => {
    const strange = '<div class="afV" data-name="?"></div>';
    const html = to('yes@example.com').replace('<div role="listbox">', `$&${strange}`);
    const { stopped } = await guardOn(html);
    click(sendButton());
    await settled();
    expect(stopped[0]?.judgement.kind).toBe('unreadable');
  });

  it('stops a message whose chips hold their address in another attribute', async () => {
    const html = noTwins(to('no@example.com')).replaceAll('data-hovercard-id', 'data-hc');
    expect(await heardOnSend(html)).toEqual([]);
  });

  it('reads chips of two shapes in one composer', async () => {
    const html = composeHtml({ to: ['yes@example.com'], cc: ['no@example.com'] });
    const mixed = noTwins(html).replace(/(name="cc"[\s\S]*?)role="listbox"/, '$1role="list"');
    expect(await heardOnSend(mixed)).toEqual([]);
  });

  it('says that it cannot read a field whose chips it does not know, or that shows words', () => {
    const chip = noTwins(to('no@example.com')).replaceAll(/role="option"|data-\S+=""/g, '');
    expect(reading(chip.replaceAll('data-hovercard-id', 'data-hc')).status).toBe('unreadable');
    const words = composeHtml({}).replace('<div role="listbox">', '$&<b>Jane</b>');
    expect(reading(words).status).toBe('unreadable');
    const label = composeHtml({}).replace('<div role="listbox">', '$&<span role="link">To</span>');
    expect(reading(label)).toEqual({ status: 'read', recipients: [] });
  });

  it('reads what is typed in a field known by one attribute only', async () => {
    const html = composeHtml({}, { to: 'no@example.com' })
      .replaceAll('class="anm"', 'class="anx"')
      .replaceAll('class="agP aFw"', 'class="zz"');
    expect(await heardOnSend(html)).toEqual([]);
  });

  it('reads a typed name with a comma in quotes as one person, and takes it out as one', () => {
    const typed = '&quot;Doe, Jane&quot; &lt;jane@example.com&gt;; ben@example.com';
    const read = reading(composeHtml({}, { to: typed }));
    if (read.status !== 'read') throw new Error(read.why);
    expect(read.recipients.map(({ text }) => text)).toEqual([
      'jane@example.com',
      'ben@example.com',
    ]);
    expect(read.recipients[1]!.remove!()).toBe(true);
    expect(document.querySelector('input')!.value).toBe('"Doe, Jane" <jane@example.com>');
  });
});
