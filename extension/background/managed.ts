import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { ManagedAnswer } from '../../shared/protocol/messages.ts';
import { connect, disconnect } from './connection.ts';
import { recall } from './kept.ts';
import { readServerAddress } from './server-address.ts';

/** What an administrator sets for a browser; public/managed-schema.json tells Chromium the same. */
const Managed = v.object({
  serverUrl: v.optional(v.string()),
  enrolmentToken: v.optional(v.string()),
});

async function readManaged(): Promise<v.InferOutput<typeof Managed>> {
  try {
    const read = v.safeParse(Managed, await browser.storage.managed.get());
    return read.success ? read.output : {};
  } catch {
    // Firefox rejects where no administrator has set anything.
    return {};
  }
}

export async function managed(): Promise<ManagedAnswer> {
  const { serverUrl, enrolmentToken } = await readManaged();
  return serverUrl ? { serverUrl, byToken: Boolean(enrolmentToken) } : { byToken: false };
}

let applying: Promise<unknown> | undefined;

/** Connects as the administrator has set; a browser that is connected elsewhere is disconnected there. */
export function applyManaged(): Promise<unknown> {
  applying ??= apply().finally(() => (applying = undefined));
  return applying;
}

async function apply(): Promise<void> {
  const { serverUrl, enrolmentToken } = await readManaged();
  const apiBase = serverUrl ? readServerAddress(serverUrl) : undefined;
  if (!apiBase?.ok) return;
  const settings = await recall('settings');
  const isThere = settings?.apiBase === apiBase.value;
  if (enrolmentToken && !(isThere && settings.token === enrolmentToken.trim()))
    await connect(apiBase.value, enrolmentToken);
  else if (settings && !isThere) await disconnect();
}

/** Now, whenever the administrator changes it, and once a minute as long as it could not be done. */
export function keepManaged(): void {
  const again = (): void => void applyManaged().catch(() => undefined);
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') again();
  });
  browser.alarms.onAlarm.addListener(again);
  again();
}
