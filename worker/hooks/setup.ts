import setup from './setup.json' with { type: 'json' };

export type ProviderId = keyof typeof setup;
export const providerIds = Object.keys(setup) as ProviderId[];

/** A key that the provider shows (`where`), or that Heed makes (`made`). */
export type SecretField = {
  readonly name: string;
  readonly label: string;
  readonly where?: string;
  readonly made?: boolean;
  readonly optional?: boolean;
};

/** What an administrator needs to connect a provider. */
export type Setup = {
  readonly name: string;
  /** How a delivery is known to be the provider's. */
  readonly proof: string;
  readonly secrets: readonly SecretField[];
  readonly settings: readonly 'topicArn'[];
  /** What the provider has by way of lists, and how it names them. */
  readonly lists: string;
  readonly tick: readonly string[];
  readonly steps: readonly string[];
  readonly docs: string;
};

export const setups = setup as Readonly<Record<ProviderId, Setup>>;

export function isProvider(text: string): text is ProviderId {
  return Object.hasOwn(setup, text);
}

/** Whether all is there that deliveries are checked with. */
export function isReady(
  provider: ProviderId,
  secrets: Readonly<Record<string, string>>,
  settings: { readonly topicArn?: string | undefined },
): boolean {
  const { secrets: fields, settings: needed } = setups[provider];
  return (
    fields.every(({ name, optional }) => optional || secrets[name]) &&
    needed.every((name) => settings[name])
  );
}
