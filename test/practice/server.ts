import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../../scripts/lib/certificate.ts';
import { createMailbox } from './mailbox.ts';
import type { SentMail } from './mailbox.ts';
import { practiceHandler } from './handler.ts';
import { createNetwork } from './network.ts';
import type { LeftPost } from './network.ts';

export type { SentMail } from './mailbox.ts';

/** The practice inbox, served from this machine, and what left from it. */
export type Practice = {
  /** Where people open it: `http://localhost:8788/mail/u/0/`. */
  readonly url: string;
  /** Where tests map the real host names to; 0 without `tls`. */
  readonly httpsPort: number;
  /** The messages that left, oldest first. */
  readonly sent: () => readonly SentMail[];
  /** How often a draft was saved. A saved draft is not a message that left. */
  readonly drafts: () => number;
  /** The messages and invitations that left the practice network, oldest first. */
  readonly left: () => readonly LeftPost[];
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Serves the practice pages at `port` (any free one when not given), and with `tls` also over HTTPS.
 * A busy port rejects with node's `EADDRINUSE`.
 */
export async function startPractice(
  options: { port?: number; tls?: boolean } = {},
): Promise<Practice> {
  const mailbox = createMailbox();
  const network = createNetwork();
  const handler = practiceHandler(mailbox, network);
  const plain = createServer(handler);
  const servers = [plain];
  const port = await listen(plain, options.port ?? 0);
  let httpsPort = 0;
  if (options.tls) {
    const secure = createTlsServer(
      await makeCertificate(['mail.google.com', 'www.linkedin.com', 'localhost']),
      handler,
    );
    servers.push(secure);
    httpsPort = await listen(secure, 0);
  }
  return {
    url: `http://localhost:${port}/mail/u/0/`,
    httpsPort,
    sent: mailbox.sent,
    drafts: mailbox.drafts,
    left: network.left,
    clear: () => {
      mailbox.clear();
      network.clear();
    },
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

/** On the loopback only: practice mail is nobody else's business. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
