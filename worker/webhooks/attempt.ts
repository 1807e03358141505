/** How an attempt ended: the status of the answer, or why there was none. */
export type Attempt = {
  readonly ok: boolean;
  readonly status?: number;
  readonly failure?: 'timeout' | 'unreachable' | 'address';
  /** Seconds that the receiver wishes to be left alone. */
  readonly retryAfter?: number;
};

/** Standard Webhooks recommends 15 to 30 seconds. */
const usualTimeout = 15_000;

/** Posts a message. A redirect is a failure, not followed: where it leads nobody has agreed to. */
export async function attempt(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeout = usualTimeout,
): Promise<Attempt> {
  let response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body,
      headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'Heed-Webhooks/1' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, failure: timedOut ? 'timeout' : 'unreachable' };
  }
  // What it says is not read: a body without an end must not hold us, nor one that is cut undo the status.
  await response.body?.cancel().catch(() => undefined);
  const wish = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const { ok, status } = response;
  return { ok, status, ...(wish > 0 && { retryAfter: wish }) };
}
