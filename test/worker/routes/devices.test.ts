import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConnectedAs, Devices } from '../../../shared/protocol/access.ts';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { caller, newApiKey, newOrganisation, newToken } from '../support/organisation.ts';

type All = v.InferOutput<typeof Devices>;

let organisation: Organisation;
let admin: Caller;
beforeEach(async () => {
  organisation = await newOrganisation();
  admin = organisation.as('admin');
});

const list = async (by: Caller, query = '') => (await by.get<All>(`/devices${query}`)).body.devices;
const own = async (by: Caller) => (await list(by))[0]!.id;

describe('GET /devices', () => {
  itNeedsAToken((by) => by.get('/devices'), { keys: false });

  it('lists one’s own alone', async () => {
    const listed = await list(organisation.as('rep'));
    expect(listed).toEqual([
      {
        id: expect.stringMatching(/^dev_/),
        name: 'Test browser',
        memberId: expect.stringMatching(/^mem_/),
        member: 'Test',
        createdAt: '1970-01-01T00:00:00.000Z',
        expiresAt: '2100-01-01T00:00:00.000Z',
        usedOn: new Date().toISOString().slice(0, 10),
      },
    ]);
  });

  it('lists everybody’s for an administrator who asks for it', async () => {
    expect(await list(admin)).toHaveLength(1);
    expect(await list(admin, '?of=everybody')).toHaveLength(5);
  });

  it.each(['dpo', 'marketer', 'rep', 'auditor'] as const)(
    'does not list everybody’s for the role %s',
    async (role) => {
      const { status, body } = await organisation.as(role).get('/devices?of=everybody');
      expect([status, body.error.code]).toEqual([403, 'auth.role']);
    },
  );

  it('does not list everybody’s for a key that lacks the scope', async () => {
    const key = caller(await newApiKey(organisation.id, { scopes: ['devices.enrol'] }));
    expect(await list(key)).toEqual([]);
    const { body } = await key.get('/devices?of=everybody');
    expect(body.error.code).toBe('auth.scope');
  });
});

describe('GET /devices/current', () => {
  itNeedsAToken((by) => by.get('/devices/current'), { keys: false });

  it('says as whom a browser or a program is connected', async () => {
    const asked = async (by: Caller) =>
      (await by.get<v.InferOutput<typeof ConnectedAs>>('/devices/current')).body;
    expect(await asked(organisation.as('rep'))).toEqual({
      organisationId: organisation.id,
      organisation: 'Test',
      id: expect.stringMatching(/^mem_/),
      name: 'Test',
      role: 'rep',
    });
    const key = await newApiKey(organisation.id, { role: 'dpo', scopes: ['device.sync'] });
    expect(await asked(caller(key))).toMatchObject({ name: 'Test', role: 'dpo' });
  });
});

describe('DELETE /devices/:id', () => {
  it('disconnects one’s own, at once', async () => {
    const rep = organisation.as('rep');
    expect((await rep.delete(`/devices/${await own(rep)}`)).status).toBe(204);
    expect((await rep.get('/sync')).body.error.code).toBe('auth.token-invalid');
  });

  it('leaves a colleague’s alone, unless an administrator asks', async () => {
    const rep = organisation.as('rep');
    const id = await own(rep);
    const refused = await organisation.as('dpo').delete(`/devices/${id}`);
    expect([refused.status, refused.body.error.code]).toEqual([404, 'device.not-found']);
    expect((await rep.get('/sync')).status).toBe(200);
    expect((await admin.delete(`/devices/${id}`)).status).toBe(204);
    expect((await rep.get('/sync')).status).toBe(401);
  });

  it('reaches none of another organisation', async () => {
    const rep = organisation.as('rep');
    const other = (await newOrganisation()).as('admin');
    expect((await other.delete(`/devices/${await own(rep)}`)).status).toBe(404);
    expect((await rep.get('/sync')).status).toBe(200);
  });

  it('lets a key that may not manage browsers disconnect none', async () => {
    const key = caller(await newApiKey(organisation.id, { scopes: ['devices.enrol'] }));
    expect((await key.delete(`/devices/${await own(admin)}`)).status).toBe(404);
  });
});

describe('DELETE /devices/current', () => {
  it('disconnects the browser that asks, and no other of its member', async () => {
    const rep = organisation.as('rep');
    expect((await rep.delete('/devices/current')).status).toBe(204);
    expect((await rep.get('/sync')).status).toBe(401);
    expect((await admin.get('/sync')).status).toBe(200);
  });

  it('is nothing for an API key', async () => {
    const key = caller(await newApiKey(organisation.id, { scopes: ['devices.enrol'] }));
    expect((await key.delete('/devices/current')).body.error.code).toBe('device.not-found');
    expect((await key.get('/devices')).status).toBe(200);
  });
});

it('is noted on which day a browser was used last, once a day', async () => {
  const token = await newToken(organisation.id, { role: 'rep' });
  const [device] = await list(caller(token));
  expect(device!.usedOn).toBe(new Date().toISOString().slice(0, 10));
});
