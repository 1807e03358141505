import type { Policy } from '../../shared/policy/policy.ts';
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

/** For worlds whose messages are about nothing: what a law wants in a message is not asked of them. */
export async function askNothingOfMessages({ apiBase, token }: Server): Promise<void> {
  const authorization = `Bearer ${token}`;
  const now = await fetch(`${apiBase}/policy`, { headers: { authorization } });
  const { policy } = (await now.json()) as { policy: Policy };
  const quiet = { ...policy, contents: 'off', firstContactNotice: 'off' };
  const { status } = await fetch(`${apiBase}/policy`, {
    method: 'PUT',
    headers: {
      authorization,
      'content-type': 'application/json',
      'if-match': now.headers.get('etag') ?? '',
    },
    body: JSON.stringify({ policy: quiet, note: 'For the test' }),
  });
  if (status >= 300) throw new Error(`PUT /policy: ${status}`);
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
