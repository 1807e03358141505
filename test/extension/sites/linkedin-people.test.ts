import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import { ines, joao, openAt } from './linkedin-page.ts';

const compose = (id: string): string =>
  `<a href="/messaging/compose/?profileUrn=urn%3Ali%3Afsd_profile%3A${id}&recipient=${id}">Message</a>`;
const topcard = (id: string, more = '', at = 'componentkey'): string =>
  `<main><div ${at}="com.linkedin.sdui.profile.card.ref${id}Topcard"><h2>Ines Marek</h2>${more}</div></main>`;
const pairs = () => linkedin.linked!(document).map((pair) => pair.map(({ value }) => value));
const people = () =>
  linkedin.people!(document).map(({ identifier, text, place }) => [place, text, identifier?.value]);
const contact = (slug: string): string => `<a href="/in/${slug}/overlay/contact-info/">Contact</a>`;

describe('a profile', () => {
  it('links the slug in its address with the id in its head', () => {
    openAt('/in/ines-marek/', topcard(ines, compose(ines)));
    expect(pairs()).toEqual([['ines-marek', ines]]);
    openAt('/in/joao-prado/details/skills/', topcard(joao, '', 'id'));
    expect(pairs()).toEqual([['joao-prado', joao]]);
  });

  it('links nothing when the head and its Message link name different members', () => {
    openAt('/in/noa-levin/', topcard('ACoAABq1NoaLevin0000', compose(joao)));
    expect(pairs()).toEqual([]);
  });

  it('links nothing while the head is still that of the profile before', () => {
    const id = 'ACoAABq1LotteBrandt0';
    openAt('/in/lotte-brandt/', topcard(id));
    expect(pairs()).toEqual([['lotte-brandt', id]]);
    openAt('/in/pavel-horak/', topcard(id));
    expect(pairs()).toEqual([]);
    openAt('/in/pavel-horak/', topcard('ACoAABq1New000000000', contact('lotte-brandt')));
    expect(pairs()).toEqual([]);
  });

  it('links nothing where the address is an id itself, on other pages, or without a head', () => {
    openAt(`/in/${ines}/`, topcard(ines));
    expect(pairs()).toEqual([]);
    openAt('/feed/', topcard(ines));
    expect(pairs()).toEqual([]);
    openAt('/in/ines-marek/', '<main></main>');
    expect(pairs()).toEqual([]);
  });

  it('shows its owner, and nobody while the head is another’s', () => {
    openAt('/in/ines-marek/', topcard(ines, contact('ines-marek')));
    expect(people()).toEqual([['profile', 'Ines Marek', 'ines-marek']]);
    openAt('/in/joao-prado/', topcard(ines, contact('ines-marek')));
    expect(people()).toEqual([]);
  });
});

describe('people on other pages', () => {
  const card = (slug: string, name: string, action = ''): string =>
    `<div><a href="/in/${slug}/"><img></a><a href="/in/${slug}/">${name}</a>${action}</div>`;
  const button = (name: string): string =>
    `<button aria-label="Invite ${name} to connect">Connect</button>`;

  it('are found once each in search results, where their name stands', () => {
    openAt(
      '/search/results/people/',
      `<main>${card('ines-marek', 'Ines Marek')}${card('joao-prado', 'Joao Prado')}</main>`,
    );
    expect(people()).toEqual([
      ['result', 'Ines Marek', 'ines-marek'],
      ['result', 'Joao Prado', 'joao-prado'],
    ]);
    expect(linkedin.people!(document)[0]!.anchor.textContent).toBe('Ines Marek');
  });

  it('are found on cards with a Connect button, in My Network and beside a profile', () => {
    const cards = card('noa-levin', 'Noa Levin', button('Noa Levin'));
    openAt('/mynetwork/', cards);
    expect(people()).toEqual([['result', 'Noa Levin', 'noa-levin']]);
    openAt('/in/ines-marek/', topcard(ines) + cards);
    expect(people()).toHaveLength(2);
  });

  it('are not shown as anybody where a card does not say who they are', () => {
    openAt('/mynetwork/', `<div><p>Noa Levin</p>${button('Noa Levin')}</div>`);
    expect(people()).toEqual([]);
  });

  it('are not looked for on other pages: a feed is full of names', () => {
    openAt('/feed/', `<main>${card('ines-marek', 'Ines Marek')}</main>`);
    expect(people()).toEqual([]);
  });
});
