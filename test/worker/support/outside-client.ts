import type { OutsideAnswer, OutsideRequest } from './outside.ts';

/** Sets what an address outside answers from now on, one after the other; the last answer stays. */
export async function answerAt(address: string, ...answers: OutsideAnswer[]): Promise<void> {
  await fetch(control(address), { method: 'PUT', body: JSON.stringify(answers) });
}

/** What has come to an address outside, oldest first. */
export async function requestsAt(address: string): Promise<OutsideRequest[]> {
  return (await fetch(control(address))).json();
}

function control(address: string): string {
  return `https://outside.test/?at=${encodeURIComponent(address)}`;
}
