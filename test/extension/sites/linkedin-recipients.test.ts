import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import {
  bubble,
  click,
  find,
  form,
  gestureOf,
  headOf,
  ines,
  inShadow,
  joao,
  mine,
  newMessage,
  openAt,
  pill,
  theirs,
  thread,
  whom,
} from './linkedin-page.ts';

const composers = () => linkedin.composers(document);

describe('whom a message on LinkedIn goes to', () => {
  const at = (html: string) => {
    openAt('/messaging/thread/2-a/', html);
    const reading = composers()[0]!.recipients();
    if (reading.status !== 'read') return reading.why;
    return reading.recipients.map(({ identifier, text }) => identifier?.value ?? `? ${text}`);
  };

  it('is read from the link in its head, with the name that stands there', () => {
    expect(at(thread())).toEqual([ines]);
    const reading = composers()[0]!.recipients();
    expect(reading).toMatchObject({ recipients: [{ text: 'Ines Marek' }] });
  });

  it('is read in the shadow root, of each bubble its own', () => {
    const root = inShadow(bubble(ines, 'Ines Marek') + bubble(joao, 'Joao Prado'));
    const last = [...root.querySelectorAll('.msg-form__send-button')].at(-1)!;
    expect(whom(gestureOf(last, click()))).toEqual([joao]);
  });

  it('is unreadable when head and messages, or structure and classes, name different people', () => {
    expect(at(thread({ list: theirs(joao) }))).toBe('detectors-disagree');
    const other = `<a class="msg-thread__link-to-profile" href="/in/${joao}/">J</a>`;
    expect(at(thread({ head: headOf(ines, 'Ines Marek') + other }))).toBe('detectors-disagree');
  });

  it('gives those whom it could read nonetheless: a no of one of them holds', () => {
    at(thread({ list: theirs(joao) }));
    expect(composers()[0]!.recipients()).toMatchObject({
      known: [{ identifier: { value: ines } }, { identifier: { value: joao } }],
    });
  });

  /** A thread that has lost its head and every class, with somebody else's name near it. */
  const headless = (place: 'before' | 'after' | 'aside', list = mine + theirs(ines)): string => {
    const name = `<h2><a href="/in/${joao}/">Joao Prado</a></h2>`;
    const pane = `<div><ul>${list}</ul>${form()}</div>`;
    const near = place === 'aside' ? `<aside>${name}</aside>` : `<div>${name}</div>`;
    const parts = place === 'after' ? [pane, near] : [near, pane];
    return `<main><div>${parts.join('')}</div></main>`.replaceAll(/ class="[^"]*"/g, '');
  };

  it('is never somebody who only stands near: in an aside, or below what is being written', () => {
    expect(at(headless('aside'))).toBe('no-recipient-field');
    expect(at(headless('after'))).toBe('no-recipient-field');
  });

  it('is unreadable when a name above is all there is: no class, and nothing that they have written', () => {
    expect(at(headless('before', mine + theirs(joao)))).toEqual([joao]);
    expect(at(headless('before', mine))).toBe('detectors-disagree');
    expect(at(headless('before'))).toBe('detectors-disagree');
    const flat = (mine + theirs(ines)).replaceAll(/<\/?(?:li|div)[^>]*>/g, '');
    expect(at(headless('before', flat))).toBe('detectors-disagree');
  });

  it('is not the head of another conversation, which is folded up', () => {
    const folded = `<div class="msg-overlay-conversation-bubble">
      <h2 class="msg-overlay-bubble-header__title"><a href="/in/${joao}/">Joao Prado</a></h2></div>`;
    const open = `<div><ul class="msg-s-message-list">${mine}</ul>${form()}</div>`;
    inShadow(`<div>${folded}${open}</div>`);
    expect(composers()[0]!.recipients()).toMatchObject({ why: 'no-recipient-field' });
  });

  it('does not mind a slug beside an id: they cannot be compared', () => {
    expect(at(thread({ list: theirs('ines-marek') }))).toEqual([ines]);
  });

  it('is of a group its name, which cannot be looked up, and all who have written in it', () => {
    const group = thread({ head: '<h2>Project</h2>', list: theirs(ines) + theirs(joao) });
    expect(at(group)).toEqual(['? Project', ines, joao]);
  });

  it('is unreadable where there is no head at all', () => {
    expect(at(thread({ head: '', list: '' }))).toBe('no-recipient-field');
  });

  it('is of a new message nobody known by the name on a pill', () => {
    const two = newMessage(pill('Ines Marek') + pill('Joao Prado'));
    expect(at(two)).toEqual(['? Ines Marek', '? Joao Prado']);
    expect(at(newMessage(pill('Ines Marek')))).toEqual(['? Ines Marek']);
    expect(at(newMessage(''))).toEqual([]);
  });

  it('is of a single pill the person whose card or messages stand below it', () => {
    const card = `<div class="msg-s-profile-card"><a href="/in/ines-marek/">Ines Marek</a></div>`;
    expect(at(newMessage(pill('Ines Marek'), card))).toEqual(['ines-marek']);
    const talk = `<ul class="msg-s-message-list">${theirs(ines)}</ul>`;
    expect(at(newMessage(pill('Ines Marek'), talk))).toEqual([ines]);
  });

  it('is unreadable when the card below the pill bears another name, or two people stand there', () => {
    const card = `<div class="msg-s-profile-card"><a href="/in/noa-levin/">Noa Levin</a></div>`;
    expect(at(newMessage(pill('Ines Marek'), card))).toBe('detectors-disagree');
    const talk = `<ul class="msg-s-message-list">${theirs(ines)}${theirs(joao)}</ul>`;
    expect(at(newMessage(pill('Ines Marek'), talk))).toBe('detectors-disagree');
  });

  it('is unreadable when the field shows somebody in a shape that is not known', () => {
    const strange = '<span class="_x">Noa Levin</span>';
    expect(at(newMessage(pill('Ines Marek') + strange))).toBe('detectors-disagree');
  });

  it('is taken out by pressing the pill, where the page takes it out; a head stays', () => {
    openAt('/messaging/compose/', newMessage(pill('Ines Marek')));
    find('.artdeco-pill').addEventListener('click', () => find('.artdeco-pill').remove!());
    const reading = composers()[0]!.recipients();
    if (reading.status === 'read') expect(reading.recipients[0]!.remove!()).toBe(true);
    expect(document.querySelector('.artdeco-pill')).toBeNull();
    expect(composers()[0]!.recipients()).toEqual({ status: 'read', recipients: [] });
  });
});
