import { describe, expect, it } from 'vitest';
import { Device } from '../support/device.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

const customer = 'erik@example.net';
const purchase = {
  type: 'relationship-recorded',
  channel: 'all',
  method: 'recorded-by-member',
  ground: { kind: 'purchase', toldAtCollection: true, collectedDirectly: true },
};
const inBritain = {
  type: 'described',
  channel: 'all',
  method: 'recorded-by-member',
  traits: { country: 'GB', class: 'individual' },
};

describe('what some events carry beside', () => {
  it('decides: a customer in Britain who was told so may be written to', async () => {
    const rep = (await newOrganisation()).as('rep');
    await rep.post('/events', { events: [event(customer, purchase)] });
    expect((await rep.post('/check', ask(customer))).body.verdict).toBe('block');
    await rep.post('/events', { events: [event(customer, inBritain)] });
    expect((await rep.post('/check', ask(customer))).body.verdict).toBe('allow');
  });

  it('reaches the device with the next sync, also for somebody of whom only the country is known', async () => {
    const rep = (await newOrganisation()).as('rep');
    await rep.post('/events', { events: [event('new@example.net', inBritain)] });
    const device = await new Device(rep).sync();
    expect(await device.facts('new@example.net')).toEqual({
      marks: [],
      traits: { countries: [{ country: 'GB', source: 'declared' }], class: 'individual' },
    });
  });

  it('infers the country from the address where nobody said it', async () => {
    const rep = (await newOrganisation()).as('rep');
    const { body } = await rep.post('/check', ask('jan@firma.de'));
    expect(body.decisions[0]!.reasons[0]).toMatchObject({ rule: 'opt-in', decidedBy: 'law' });
  });

  it.each([
    [{ ...purchase, ground: undefined }, 'events[0].ground'],
    [{ ...purchase, ground: { kind: 'friendship' } }, 'events[0].ground.kind'],
    [{ ...inBritain, traits: { country: 'England' } }, 'events[0].traits.country'],
    [{ ...inBritain, traits: { timeZone: 'Mars/Base' } }, 'events[0].traits.timeZone'],
    [{ type: 'registry-listed', registry: 'My own list' }, 'events[0].registry'],
    [{ type: 'corrected' }, 'events[0].corrects'],
  ])('is refused when it is incomplete or unknown: %j', async (more, path) => {
    const rep = (await newOrganisation()).as('rep');
    const { status, body } = await rep.post('/events', { events: [event(customer, more)] });
    expect(status).toBe(400);
    expect(body.error.message).toContain(path);
  });
});
