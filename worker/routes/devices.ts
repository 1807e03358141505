import { Hono } from 'hono';
import * as v from 'valibot';
import { ById, ConnectedAs, Devices } from '../../shared/protocol/access.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow, isAllowed, mustBeAllowed } from '../http/auth.ts';
import { doing, placeOf } from '../http/doing.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { connectedAs, disconnectDevice, listDevices } from '../store/access/devices.ts';

const DevicesQuery = v.object({ of: v.optional(v.picklist(['me', 'everybody']), 'me') });

/** Connected browsers. How one is connected is in oauth.ts. */
export const devices = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'devices.list',
      summary: 'One’s own connected browsers, or everybody’s',
      details: '`of=everybody` needs the right `devices.manage`.',
      answers: { 200: { says: 'All of them, newest first.', schema: Devices } },
    }),
    allow('devices.enrol'),
    validate('query', DevicesQuery),
    async (c) => {
      const everybody = c.req.valid('query').of === 'everybody';
      if (everybody) mustBeAllowed(c.var.member, 'devices.manage');
      const found = await listDevices(placeOf(c), everybody ? undefined : c.var.member.actor);
      const all = found.map(({ createdAt, expiresAt, usedAt, ...device }) => ({
        ...device,
        createdAt: toIso(createdAt),
        expiresAt: toIso(expiresAt),
        usedOn: usedAt === null ? null : toIso(usedAt).slice(0, 10),
      }));
      return c.json({ devices: all }, 200);
    },
  )
  .get(
    '/current',
    operation({
      id: 'devices.current',
      summary: 'As whom this browser, or program, is connected',
      answers: { 200: { says: 'Organisation, name and role.', schema: ConnectedAs } },
    }),
    allow('device.sync'),
    async (c) => c.json(await connectedAs(placeOf(c), c.var.member), 200),
  )
  .delete(
    '/current',
    operation({
      id: 'devices.disconnect-this',
      summary: 'Disconnect the browser that asks',
      answers: { 204: { says: 'Its credential is worth nothing any more.' } },
      refuses: { 404: 'Whoever asks is no connected browser.' },
    }),
    allow('devices.enrol'),
    async (c) => {
      const { credential: id, actor: memberId } = c.var.member;
      if (!(await disconnectDevice(placeOf(c), { id, memberId }, doing(c)))) throw noSuchDevice;
      return c.body(null, 204);
    },
  )
  .delete(
    '/:id',
    operation({
      id: 'devices.disconnect',
      summary: 'Disconnect a browser: one’s own, or with `devices.manage` anybody’s',
      answers: { 204: { says: 'Its credential is worth nothing any more.' } },
      refuses: { 404: 'There is no such browser, or it is somebody else’s.' },
    }),
    allow('devices.enrol'),
    validate('param', ById),
    async (c) => {
      const { id } = c.req.valid('param');
      const { member } = c.var;
      const which = isAllowed(member, 'devices.manage') ? { id } : { id, memberId: member.actor };
      if (!(await disconnectDevice(placeOf(c), which, doing(c)))) throw noSuchDevice;
      return c.body(null, 204);
    },
  );

const noSuchDevice = new Refusal(
  404,
  'device.not-found',
  'There is no such connected browser, or it is not yours to disconnect.',
);
