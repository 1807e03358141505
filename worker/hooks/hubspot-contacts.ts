import * as v from 'valibot';
import { Later } from './provider.ts';

const Contacts = v.object({
  results: v.array(
    v.object({
      id: v.string(),
      properties: v.object({ email: v.optional(v.nullable(v.string())) }),
    }),
  ),
});

/** As many as one call takes. */
const most = 100;

/**
 * The e-mail addresses of HubSpot's contacts, by their number. Those that it does not tell are missing: deleted,
 * without an address, or all of them when there is no token or HubSpot refuses it. Throws `Later` when
 * it does not answer. https://developers.hubspot.com/docs/api/crm/contacts (batch read, 2026-11)
 */
export async function addressesOf(
  ids: readonly string[],
  accessToken: string | undefined,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (!accessToken) return found;
  for (let from = 0; from < ids.length; from += most)
    for (const { id, properties } of await ask(ids.slice(from, from + most), accessToken))
      if (properties.email) found.set(id, properties.email);
  return found;
}

async function ask(ids: readonly string[], accessToken: string) {
  const response = await fetch('https://api.hubapi.com/crm/v3/objects/contacts/batch/read', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ properties: ['email'], inputs: ids.map((id) => ({ id })) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(4000),
  }).catch(() => {
    throw new Later('HubSpot did not answer.');
  });
  if (response.status === 401 || response.status === 403) return [];
  const parsed = response.ok
    ? v.safeParse(Contacts, await response.json().catch(() => null))
    : undefined;
  if (!parsed?.success) throw new Later('HubSpot did not say who it is.');
  return parsed.output.results;
}
