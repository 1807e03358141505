import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, isBusy, untilFree } from '../../scripts/lib/free-port.ts';

async function listener(): Promise<{ readonly port: number; readonly server: Server }> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, server };
}

describe('untilFree', () => {
  it('is done at once where nothing listens', async () => {
    expect(await untilFree(await freePort(), 0)).toBe(true);
  });

  it('waits for a program that has ended but still holds its port', async () => {
    const { port, server } = await listener();
    setTimeout(() => server.close(), 120);
    expect(await isBusy(port)).toBe(true);
    expect(await untilFree(port)).toBe(true);
    expect(await isBusy(port)).toBe(false);
  });

  it('gives up on a port that somebody else keeps', async () => {
    const { port, server } = await listener();
    expect(await untilFree(port, 10)).toBe(false);
    server.close();
  });
});
