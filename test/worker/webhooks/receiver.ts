import { Webhook } from 'standardwebhooks';
import { randomHex } from '../../../worker/bytes.ts';
import type { OutsideAnswer, OutsideRequest } from '../support/outside.ts';
import { answerAt, requestsAt } from '../support/outside-client.ts';
import type { Organisation } from '../support/organisation.ts';

/** Another system, outside, that an organisation tells what happens. */
export type Receiver = {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  /** What it answers from now on. */
  readonly answers: (...answers: OutsideAnswer[]) => Promise<void>;
  /** All that came, oldest first. */
  readonly got: () => Promise<Got[]>;
};

export type Got = {
  readonly id: string;
  readonly headers: OutsideRequest['headers'];
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Record<string, unknown>;
  };
};

type Made = { readonly id: string; readonly secret: string };

/** A new receiver at an address of its own, which answers 204, and its webhook, made through the API. */
export async function newReceiver(
  organisation: Organisation,
  types: readonly string[],
  more: object = {},
): Promise<Receiver> {
  const url = `https://hooks.receiver-${randomHex(4)}.com/heed`;
  await answerAt(url, { status: 204 });
  const draft = { url, types, ...more };
  const { status, body } = await organisation.as('admin').post<Made>('/webhooks', draft);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return {
    id: body.id,
    url,
    secret: body.secret,
    answers: (...answers) => answerAt(url, ...answers),
    got: async () => (await requestsAt(url)).map(toGot),
  };
}

function toGot({ headers, body }: OutsideRequest): Got {
  return { id: headers['webhook-id']!, headers, text: body, body: JSON.parse(body) };
}

/** What the receiver's own library makes of a message, with the clock as it is: it throws when it does not believe it. */
export function verified({ text, headers }: Got, secret: string): unknown {
  return new Webhook(secret).verify(text, { ...headers });
}
