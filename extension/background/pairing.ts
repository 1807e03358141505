import { browserIn } from '../../shared/access/browser-name.ts';
import type { Connection } from '../../shared/protocol/messages.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { connectWith, connection } from './connection.ts';
import { requestCodes, requestToken } from './enrol-client.ts';
import { keep, recall } from './kept.ts';
import { readServerAddress } from './server-address.ts';

/*
 * Connecting by a code that a member approves (RFC 8628). The options page asks again and again while it
 * is open; all that has to outlive the background is kept, since the browser stops that when it likes.
 */

/** Asks a server for a code. The connection is then `connecting` until somebody approves it. */
export async function beginPairing(address: string): Promise<Result<Connection>> {
  const apiBase = readServerAddress(address);
  if (!apiBase.ok) return apiBase;
  const codes = await requestCodes(apiBase.value, browserIn(navigator.userAgent));
  if (!codes.ok) return codes;
  const { device_code, user_code, verification_uri_complete, expires_in, interval } = codes.value;
  await keep('pairing', {
    apiBase: apiBase.value,
    deviceCode: device_code,
    userCode: user_code,
    page: verification_uri_complete,
    interval,
    expiresAt: Date.now() + expires_in * 1000,
  });
  return ok(await connection());
}

/** Whether it has been approved by now: then this browser is connected. */
export async function pollPairing(): Promise<Result<Connection>> {
  const pairing = await recall('pairing');
  if (!pairing || pairing.expiresAt <= Date.now()) return end('expired_token');
  const token = pairing.token
    ? ok(pairing.token)
    : await requestToken(pairing.apiBase, pairing.deviceCode);
  if (!token.ok) {
    const { code } = token.problem;
    if (code === 'slow_down') await keep('pairing', { ...pairing, interval: pairing.interval + 5 });
    return code in over ? end(code) : ok(await connection());
  }
  // It is given once: were the first sync to fail, it would be lost.
  await keep('pairing', { ...pairing, token: token.value });
  const connected = await connectWith({ apiBase: pairing.apiBase, token: token.value });
  if (connected.ok) await keep('pairing', undefined);
  return connected;
}

export async function cancelPairing(): Promise<void> {
  await keep('pairing', undefined);
}

const over: Readonly<Record<string, string>> = {
  access_denied: 'The code was denied. Press Connect for a new one.',
  expired_token: 'The code was not approved in time. Press Connect for a new one.',
};

async function end(code: string): Promise<Result<Connection>> {
  await cancelPairing();
  return fail(`pairing.${code}`, over[code] ?? over['expired_token']!);
}
