/*
 * All that the worker reaches by fetch. It runs in Node, beside the workers runtime: vitest.config.ts
 * hands it every request that leaves. What stands at an address a test says by a PUT to
 * https://outside.test; what came there it reads by a GET.
 */

/** What an address answers, one after the other; the last stays. Without one it cannot be reached. */
export type OutsideAnswer = {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many milliseconds it takes to answer. */
  readonly delay?: number;
};
export type OutsideRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const answers = new Map<string, OutsideAnswer[]>();
const requests: OutsideRequest[] = [];

export async function outside(request: Request): Promise<Response> {
  const address = new URL(request.url);
  const body = await request.text();
  if (address.hostname === 'outside.test') return told(request.method, address, body);
  const { method, url } = request;
  requests.push({ url, method, headers: Object.fromEntries(request.headers), body });
  const queue = answers.get(address.origin + address.pathname);
  const answer = queue && (queue.length > 1 ? queue.shift() : queue[0]);
  if (!answer) throw new Error('Nobody is at this address.');
  const { status = 200, headers = {}, delay = 0 } = answer;
  await new Promise((resolve) => setTimeout(resolve, delay));
  return new Response(status === 204 ? null : (answer.body ?? ''), { status, headers });
}

function told(method: string, { searchParams }: URL, body: string): Response {
  const at = searchParams.get('at')!;
  if (method === 'PUT') answers.set(at, JSON.parse(body) as OutsideAnswer[]);
  return Response.json(requests.filter(({ url }) => url === at || url.startsWith(`${at}?`)));
}
