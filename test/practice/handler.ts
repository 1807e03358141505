import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import * as v from 'valibot';
import type { Mailbox } from './mailbox.ts';
import { Outgoing } from './mailbox.ts';
import type { Network } from './network.ts';

/** Which stored page stands at which address. Another site or another generation of one: a line here. */
const pages: readonly { path: RegExp; file: string }[] = [
  { path: /^\/mail\/u\/\d+\/$/, file: 'gmail/inbox.html' },
  {
    path: /^\/(?:in|search|mynetwork|messaging|preload|sales|feed)\//,
    file: 'linkedin/page.html',
  },
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** As strict as a real mail site: an overlay that only works on a page without rules must fail here. */
const contentSecurity = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

export function practiceHandler(mailbox: Mailbox, network: Network): RequestListener {
  return (request, response) => {
    answer({ mailbox, network }, request, response).catch((error: unknown) => {
      reply(response, 500, 'text/plain', `The practice server failed: ${String(error)}`);
    });
  };
}

type Left = { readonly mailbox: Mailbox; readonly network: Network };

async function answer(left: Left, request: IncomingMessage, response: ServerResponse) {
  const { mailbox } = left;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') return take(left, pathname, request, response);
  if (request.method !== 'GET') return reply(response, 405, 'text/plain', 'Only GET and POST.');
  if (pathname === '/' || pathname === '/mail/')
    return response.writeHead(302, { location: '/mail/u/0/' }).end();
  if (pathname === '/sent')
    return reply(response, 200, 'application/json', JSON.stringify(mailbox.sent(), null, 2));
  const page = pages.find(({ path }) => path.test(pathname));
  if (page) return file(response, page.file);
  const asset = /^\/static\/((?:[\w-]+\/)+[\w-]+\.\w+)$/.exec(pathname)?.[1];
  if (asset) return file(response, asset);
  return reply(response, 404, 'text/plain', 'No such practice page. The inbox is at /mail/u/0/');
}

/** `/mail/u/0/send` is a message that leaves; `/mail/u/0/draft` only keeps it. */
async function take(
  { mailbox, network }: Left,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (network.takes(pathname)) {
    network.take(pathname, await readJson(request));
    return reply(response, 200, 'application/json', '{}');
  }
  const action = /^\/mail\/u\/\d+\/(send|draft)$/.exec(pathname)?.[1];
  if (!action) return reply(response, 404, 'text/plain', 'Nothing takes a POST here.');
  const mail = v.safeParse(Outgoing, await readJson(request));
  if (!mail.success) return reply(response, 400, 'text/plain', 'Not a message.');
  if (action === 'send') mailbox.send(mail.output, pathname);
  else mailbox.saveDraft();
  return reply(response, 200, 'application/json', '{}');
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function file(response: ServerResponse, name: string) {
  const content = await readFile(join(import.meta.dirname, name)).catch(() => undefined);
  const type = types[extname(name)];
  if (!content || !type) return reply(response, 404, 'text/plain', 'No such file.');
  return reply(response, 200, type, content);
}

function reply(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response
    .writeHead(status, {
      'content-type': type,
      // Read anew each time, but a page may wait in the browser's back/forward cache.
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurity,
    })
    .end(body);
}
