import { toHex } from '../bytes.ts';
import { record } from '../store/events.ts';
import { claimToken, note } from '../store/provider-reports.ts';
import type { Outcome } from '../store/provider-reports.ts';
import type { Addressed, ProviderConnection } from '../store/providers.ts';
import type { Scope } from '../store/scope.ts';
import { providers } from './index.ts';
import type { Delivery, Provider, Reading, Refused, Unread } from './provider.ts';
import { Later, Malformed } from './provider.ts';
import { isReady, setups } from './setup.ts';
import { digest } from './signature.ts';
import { toEvents } from './to-events.ts';

export type Received =
  | { readonly taken: true; readonly recorded: number; readonly unread: number }
  /** `later`: sent again, it may be taken. */
  | {
      readonly taken: false;
      readonly because: Refused | 'malformed' | 'later';
      readonly later: boolean;
    };

/** As many events as are written together: all of them or, after a fault, none. */
const chunk = 500;

/**
 * Takes in one delivery. Nothing of it is believed before it is known to be the provider's; what it says is
 * then recorded or, where it cannot be read, reported. Sent again, it changes nothing more.
 */
export async function receive(addressed: Addressed, delivery: Delivery): Promise<Received> {
  const { scope, connection } = addressed;
  const provider = providers[connection.provider];
  const { now } = delivery;
  const tell = (outcomes: [Outcome, string][], unread: readonly Unread[] = []) =>
    note(scope, { connectionId: connection.id, outcomes, unread, now });
  try {
    const refused = await whyRefused(provider, addressed, delivery);
    if (refused) {
      await tell([['refused', refused]]);
      return { taken: false, because: refused, later: refused === 'not-ready' };
    }
    const reading = await provider.read(delivery, connection);
    return await take(scope, connection, reading, now, tell);
  } catch (error) {
    if (error instanceof Later) {
      await tell([['later', 'no answer']]);
      return { taken: false, because: 'later', later: true };
    }
    if (!(error instanceof Malformed)) throw error;
    const id = await hashOf(delivery.body);
    await tell([['unread', 'body']], [{ event: 'body', reason: 'form', id }]);
    // Signed, it is what was sent, and would be the same again; otherwise it may have been cut on its way.
    return provider.signsBody
      ? { taken: true, recorded: 0, unread: 1 }
      : { taken: false, because: 'malformed', later: false };
  }
}

async function whyRefused(
  provider: Provider,
  { scope, connection }: Addressed,
  delivery: Delivery,
): Promise<Refused | undefined> {
  let verified;
  try {
    verified = await provider.verify(delivery, connection);
  } catch (error) {
    // Not known to be the provider's, so nothing of it is worth a report.
    if (error instanceof Malformed) return 'missing';
    throw error;
  }
  const { secrets, settings } = connection;
  if (verified.refused)
    return isReady(connection.provider, secrets, settings) ? verified.refused : 'not-ready';
  if (!verified.once) return undefined;
  const { token, until } = verified.once;
  const body = await hashOf(delivery.body);
  const hashed = await hashOf(new TextEncoder().encode(token));
  const isFirst = await claimToken(scope, connection.id, { token: hashed, body, until });
  return isFirst ? undefined : 'replayed';
}

async function take(
  scope: Scope,
  connection: ProviderConnection,
  reading: Reading,
  now: number,
  tell: (outcomes: [Outcome, string][], unread: readonly Unread[]) => Promise<void>,
): Promise<Received> {
  const source = setups[connection.provider].name;
  const { events, unread, kept } = toEvents(reading, connection, source, now, scope.keys.digest);
  for (let from = 0; from < events.length; from += chunk) {
    const part = events.slice(from, from + chunk);
    await record(scope, part, { recordedBy: connection.id, now });
  }
  const allUnread = [...reading.unread, ...unread];
  await tell(
    [
      ...events.map(({ type }): [Outcome, string] => ['recorded', type]),
      ...kept.map((event): [Outcome, string] => ['kept', event]),
      ...reading.others.map((event): [Outcome, string] => ['other', event]),
      ...allUnread.map(({ event }): [Outcome, string] => ['unread', event]),
    ],
    allUnread,
  );
  return { taken: true, recorded: events.length, unread: allUnread.length };
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await digest(bytes as Uint8Array<ArrayBuffer>)));
}
