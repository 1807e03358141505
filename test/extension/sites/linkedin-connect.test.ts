import { beforeEach, describe, expect, it } from 'vitest';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import { click, find, gestureOf, inShadow, key, openAt, whom } from './linkedin-page.ts';

const link = (slug: string, name: string): string =>
  `<a href="https://www.linkedin.com/in/${slug}/?x=1"><span>${name}</span></a>`;
const card = (slug: string, name: string, button: string): string =>
  `<article><div><p>${link(slug, name)}</p></div><p>Head of Examples</p><div>${button}</div></article>`;
const key4 = 'componentkey="ConnectButtonstate:invitation:urn:li:member:4_connect"';
const button = (name: string, more = key4): string =>
  `<button aria-label="Invite ${name} to connect" ${more}>Connect</button>`;
const invite = (slug: string, name: string): string =>
  `<a class="go" href="/preload/custom-invite/?vanityName=${slug}" aria-label="Invite ${name} to connect">Connect</a>`;

const landing = (name = 'Ines Marek'): string => `
  <div data-test-modal-id="send-invite-modal"><div role="dialog" aria-labelledby="send-invite-modal">
    <button aria-label="Dismiss" data-test-modal-close-btn></button><h2>Add a note?</h2>
    <p>To <strong>${name}</strong></p><div class="artdeco-modal__actionbar">
    <button class="artdeco-button--secondary" aria-label="Add a note">Add a note</button>
    <button class="artdeco-button--primary" aria-label="Send without a note">Send</button></div></div></div>`;
const note = landing()
  .replace(/<p>.*<\/p>/, '<textarea id="custom-message"></textarea>')
  .replace('Send without a note', 'Send invitation')
  .replaceAll('Add a note"', 'Cancel adding a note"');
const primary = (root?: ParentNode) => find('.artdeco-button--primary', root);

beforeEach(() => openAt('/mynetwork/', ''));

describe('Connect on LinkedIn', () => {
  it('is known by its address, and goes to whom it names; the form comes after it', () => {
    openAt('/in/ines-marek/', invite('ines-marek', 'Ines Marek'));
    const gesture = gestureOf(find('.go'), click());
    expect(whom(gesture)).toEqual(['ines-marek']);
    expect(gesture).toMatchObject({ way: 'connect', opens: true });
    expect(gestureOf(find('.go'), key({}))).not.toBeNull();
  });

  it('is known where it sends at once, and goes to whom its card is about', () => {
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', button('Ines Marek')));
    const gesture = gestureOf(find('button'), click());
    expect(whom(gesture)).toEqual(['ines-marek']);
    expect(gesture!.opens).toBeUndefined();
    expect(gesture!.composer.root).toBe(find('article'));
  });

  it.each([
    ['its component', `<button ${key4}>x</button>`],
    ['its picture', '<button><svg id="connect-small"></svg>x</button>'],
    ['its words in English', '<button aria-label="Invite Ines Marek to connect">x</button>'],
    [
      'its words in another language',
      '<button aria-label="Ines Marek einladen, sich zu vernetzen">x</button>',
    ],
    ['its picture in a menu', '<div role="menuitem"><svg id="connect-small"></svg>x</div>'],
  ])('is known by %s alone', (_, html) => {
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', html));
    expect(whom(gestureOf(find('button, [role=menuitem]'), click()))).toEqual(['ines-marek']);
  });

  it('is not what says that an invitation is pending, or follows somebody', () => {
    const pending = key4.replace('_connect', '_pending');
    const html = `<button ${pending} aria-label="Pending, click to withdraw">Pending</button>`;
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', html));
    expect(gestureOf(find('button'), click())).toBeNull();
    openAt(
      '/mynetwork/',
      card('ines-marek', 'Ines', '<button aria-label="Follow Ines">F</button>'),
    );
    expect(gestureOf(find('button'), click())).toBeNull();
  });

  it('goes to its own card’s person among many', () => {
    const cards = ['ines-marek', 'joao-prado'].map((slug) => card(slug, slug, button(slug)));
    openAt('/mynetwork/', `<section>${cards.join('')}</section>`);
    const last = [...document.querySelectorAll('button')].at(-1)!;
    expect(whom(gestureOf(last, click()))).toEqual(['joao-prado']);
  });

  it('is about nobody known where the card links to nobody', () => {
    openAt('/mynetwork/', `<article><p>Ines Marek</p>${button('Ines Marek')}</article>`);
    expect(whom(gestureOf(find('button'), click()))).toEqual(['? Ines Marek']);
  });

  it.each([
    ['its component', `<span ${key4}>Connect</span>`],
    ['its label', '<x-y aria-label="Invite Ines Marek to connect">Connect</x-y>'],
  ])('is known by %s also where it is no button', (_, html) => {
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', html));
    expect(whom(gestureOf(find('span[componentkey], x-y'), click()))).toEqual(['ines-marek']);
  });

  it('is not what is labelled so and holds the controls', () => {
    const dialog =
      '<div aria-label="Invite Ines Marek to connect"><p>Hi</p><button>x</button></div>';
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', dialog));
    expect(gestureOf(find('[aria-label] p'), click())).toBeNull();
  });

  it('is known in its form by the send that the page is said to be protected by, whatever its tag', () => {
    const odd = landing().replace(
      /<button (class="artdeco-button--primary".*?)button>/,
      '<span $1span>',
    );
    openAt('/preload/custom-invite/?vanityName=ines-marek', odd);
    expect(linkedin.composers(document)[0]!.hasSend()).toBe(true);
    expect(whom(gestureOf(find('span.artdeco-button--primary'), click()))).toEqual(['ines-marek']);
  });

  it('is about nobody beside its card, where neither label nor card says who it is', () => {
    const lost = `<article><p>Ines Marek</p><button ${key4} aria-label="x">Connect</button></article>`;
    for (const near of ['div', 'aside']) {
      const name = `<${near}><h2>${link('joao-prado', 'Joao Prado')}</h2></${near}>`;
      openAt('/mynetwork/', `<main><div>${name}<div>${lost}</div></div></main>`);
      expect(whom(gestureOf(find('button'), click()))).toEqual(['? Unknown member']);
    }
  });

  it('is unreadable where the label, the card and the address do not name one person', () => {
    openAt('/mynetwork/', card('joao-prado', 'Joao Prado', button('Ines Marek')));
    expect(whom(gestureOf(find('button'), click()))).toBe('detectors-disagree');
    openAt('/mynetwork/', card('joao-prado', 'Joao Prado', invite('ines-marek', 'Joao Prado')));
    expect(whom(gestureOf(find('.go'), click()))).toBe('detectors-disagree');
    expect(gestureOf(find('.go'), click())!.composer.recipients()).toMatchObject({
      known: [{ identifier: { value: 'ines-marek' } }, { identifier: { value: 'joao-prado' } }],
    });
    const two = link('ines-marek', 'Ines Marek') + link('ines-marek-2', 'Ines Marek');
    openAt('/mynetwork/', `<article>${two}${button('Ines Marek')}</article>`);
    expect(whom(gestureOf(find('button'), click()))).toBe('detectors-disagree');
  });

  it('finds the one that its label names where a card names friends in common too', () => {
    const friends = link('noa-levin', 'Noa Levin');
    openAt('/mynetwork/', card('ines-marek', 'Ines Marek', friends + button('Ines Marek')));
    expect(whom(gestureOf(find('button'), click()))).toEqual(['ines-marek']);
  });
});

describe('the form for an invitation', () => {
  it('goes to whom the page’s address names', () => {
    openAt('/preload/custom-invite/?vanityName=ines-marek', landing());
    expect(whom(gestureOf(primary(), click()))).toEqual(['ines-marek']);
    expect(linkedin.composers(document)).toHaveLength(1);
  });

  it('goes to whom the Connect was for that opened it, in the shadow root', () => {
    openAt('/in/ines-marek/', '');
    const root = inShadow('');
    document.querySelector('main')!.innerHTML = invite('ines-marek', 'Ines Marek');
    gestureOf(find('.go'), click());
    root.innerHTML = landing();
    expect(linkedin.composers(document)).toHaveLength(1);
    document.querySelector('main')!.innerHTML = invite('joao-prado', 'Joao Prado');
    gestureOf(find('.go'), click());
    expect(whom(gestureOf(primary(root), click()))).toEqual(['ines-marek']);
  });

  it('is unreadable when it names somebody else than the one who was pressed', () => {
    openAt('/in/ines-marek/', invite('ines-marek', 'Ines Marek'));
    gestureOf(find('.go'), click());
    document.body.innerHTML = landing('Noa Levin');
    expect(whom(gestureOf(primary(), click()))).toBe('detectors-disagree');
  });

  it('is about nobody known when nothing was seen to open it', () => {
    openAt('/preload/?_bprMode=vanilla', landing('Noa Levin'));
    expect(whom(gestureOf(primary(), click()))).toEqual(['? Noa Levin']);
  });

  it('sends by its last button, with a note and without, and by no other', () => {
    openAt('/preload/custom-invite/?vanityName=ines-marek', landing());
    expect(gestureOf(find('[aria-label="Add a note"]'), click())).toBeNull();
    expect(gestureOf(find('[aria-label="Dismiss"]'), click())).toBeNull();
    openAt('/preload/custom-invite/?vanityName=ines-marek', note);
    expect(whom(gestureOf(primary(), key({ key: ' ' })))).toEqual(['ines-marek']);
    expect(gestureOf(find('[aria-label="Cancel adding a note"]'), click())).toBeNull();
    expect(gestureOf(find('textarea'), key({}))).toBeNull();
    expect(gestureOf(find('textarea'), key({ ctrlKey: true }))).not.toBeNull();
  });

  it('may send by any button where none is known, but for what closes it', () => {
    const strange = landing().replaceAll(/class="[^"]*"|aria-label="[^"]*"/g, '');
    openAt('/preload/custom-invite/?vanityName=ines-marek', strange);
    expect(linkedin.composers(document)[0]!.hasSend()).toBe(false);
    const [dismiss, ...others] = document.querySelectorAll('button');
    expect(gestureOf(dismiss!, click())).toBeNull();
    for (const other of others) expect(whom(gestureOf(other, click()))).toEqual(['ines-marek']);
  });
});

describe('Sales Navigator', () => {
  const sales = 'ACwAABq1InesMarek000';
  const lead = '<h1 data-x--lead--name data-anonymize="person-name">Ines Marek</h1>';
  const connect = (name: string): string => `<div role="dialog"><h2>Send invitation</h2>
    <div data-sn-view-name="subpage-connect-modal"><i data-anonymize="person-name">${name}</i>
    <textarea id="connect-cta-form__invitation"></textarea></div>
    <button class="connect-cta-form__cancel">Cancel</button>
    <button class="connect-cta-form__send">Send Invitation</button></div>`;
  const message = `<div id="message-overlay"><form class="compose-form">
    <input class="compose-form__subject-field"><textarea class="compose-form__message-field"></textarea>
    <button class="artdeco-button artdeco-button--primary" type="submit">Send</button></form></div>`;
  const page = `/sales/lead/${sales},NAME_SEARCH,a1`;

  it('invites the lead whose page it is, unless its form names another', () => {
    openAt(page, lead + connect('Ines Marek'));
    expect(whom(gestureOf(find('.connect-cta-form__send'), click()))).toEqual([sales]);
    expect(gestureOf(find('.connect-cta-form__cancel'), click())).toBeNull();
    openAt(page, lead + connect('Noa Levin'));
    expect(whom(gestureOf(find('.connect-cta-form__send'), click()))).toBe('detectors-disagree');
  });

  it('writes to the lead on whose page the message was begun, and to nobody known elsewhere', () => {
    openAt(page, lead + message);
    expect(linkedin.composers(document)[0]!.recipients()).toMatchObject({
      recipients: [{ identifier: { value: sales }, text: 'Ines Marek' }],
    });
    history.replaceState(null, '', '/sales/lead/ACwAABq1NoaLevin0000,x,y');
    expect(whom(gestureOf(find('form button'), click()))).toBe('detectors-disagree');
    openAt('/sales/inbox/', message);
    expect(whom(gestureOf(find('form button'), click()))).toEqual(['? Unknown member']);
  });
});
