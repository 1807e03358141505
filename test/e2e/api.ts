import type { EventInput } from '../../shared/protocol/api.ts';

export type Server = { readonly apiBase: string; readonly token: string };

/** Records facts on the server, past the extension: as a colleague, an import or the person would. */
export async function recordOnServer(
  server: Server,
  facts: readonly Pick<EventInput, 'type' | 'channel'>[] & readonly object[],
  emails: readonly string[],
): Promise<void> {
  const events = emails.flatMap((value) =>
    facts.map((fact) => ({
      identifier: { type: 'email', value },
      method: 'reply',
      occurredAt: new Date(Date.now() - 1000).toISOString(),
      ...fact,
    })),
  );
  await post(server, '/events', { events });
}

/** What the server itself says of somebody now: its verdict. */
export async function verdictOnServer(server: Server, email: string): Promise<unknown> {
  const recipients = [{ type: 'email', value: email }];
  const answer = (await post(server, '/check', { recipients, channel: 'email' })) as {
    verdict: unknown;
  };
  return answer.verdict;
}

async function post({ apiBase, token }: Server, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${apiBase}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}
