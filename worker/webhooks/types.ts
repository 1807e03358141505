import table from './types.json' with { type: 'json' };

/** What other systems can be told of. `events` are the stored things that it stands for; see the triggers. */
export type WebhookType = keyof typeof table;
export const webhookTypes = Object.keys(table) as [WebhookType, ...WebhookType[]];

export function doesOf(type: WebhookType): string {
  return table[type].does;
}

/** The rows that triggers look up for these types: each stored thing with the name that it is told under. */
export function subscriptionsFor(types: readonly WebhookType[]): [event: string, type: string][] {
  return [...new Set(types)].flatMap((type) =>
    table[type].events.map((event): [string, string] => [event, type]),
  );
}
