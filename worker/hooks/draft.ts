import { randomHex } from '../bytes.ts';
import { badInput } from '../errors.ts';
import type { ConnectionDraft } from '../store/providers.ts';
import { providers } from './index.ts';
import type { Settings } from './provider.ts';
import type { ProviderId } from './setup.ts';
import { setups } from './setup.ts';
import { serviceHost } from './sns.ts';

type Secrets = Readonly<Record<string, string>>;
type Asked = {
  readonly name: string;
  readonly lists: Settings['lists'];
  readonly topicArn?: string | undefined;
  readonly secrets: Secrets;
};

/** New passwords, for providers that are known by one of ours. */
export function madeSecrets(provider: ProviderId): Secrets {
  const made = setups[provider].secrets.filter((field) => field.made);
  return Object.fromEntries(made.map(({ name }) => [name, `pw_${randomHex(20)}`]));
}

/** What is to be kept of a connection; `kept` are the keys that it has already. Throws a 400 `Refusal`. */
export async function checkDraft(
  provider: ProviderId,
  { name, lists, topicArn, secrets }: Asked,
  kept: Secrets,
): Promise<ConnectionDraft> {
  const fields = setups[provider].secrets.filter((field) => !field.made).map((field) => field.name);
  for (const given of Object.keys(secrets))
    if (!fields.includes(given))
      throw badInput(
        'secrets',
        fields.length === 0
          ? 'this provider has no keys to give; leave them out.'
          : `must be by the names ${fields.join(', ')}.`,
      );
  const { accepts } = providers[provider];
  if (accepts && Object.keys(secrets).length > 0 && !(await accepts(secrets)))
    throw badInput(
      'secrets',
      'is not the key that this provider shows. Copy all of it, and nothing else.',
    );
  if (topicArn !== undefined && (provider !== 'ses' || !serviceHost(topicArn)))
    throw badInput('topicArn', 'must be the ARN of a topic of Amazon SNS, and is for SES only.');
  return {
    name,
    settings: { lists, ...(topicArn !== undefined && { topicArn }) },
    secrets: { ...kept, ...secrets },
  };
}
