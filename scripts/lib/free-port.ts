import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port on this machine that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Whether something already listens there. */
export function isBusy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(false)));
  });
}

/**
 * Waits until nothing listens there, `within` milliseconds at most. A process that ends lets go of its
 * pipes before its sockets, so that for a moment it seems gone while its port is still taken.
 * @returns whether the port is free.
 */
export async function untilFree(port: number, within = 30_000): Promise<boolean> {
  const deadline = Date.now() + within;
  while (await isBusy(port)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}
