import { readRequest } from './gmail/network.ts';
import { sendsOfLinkedIn } from './linkedin/network.ts';

/** A message that a page's own call sends off. `recipients` as the call writes them; empty where they are not read. */
export type SeenSend = { readonly recipients: readonly string[] };

/** Reads a call of a page's: what it sends off, or null for a draft and all else. Never throws on any body. */
export type ReadSend = (url: URL, body: string) => SeenSend | null;

/** By the host of the page. */
export function readerFor(page: URL): ReadSend | undefined {
  if (page.hostname === 'mail.google.com') return readMail;
  if (page.hostname === 'www.linkedin.com') return sendsOfLinkedIn;
  return import.meta.env['VITE_HEED_PRACTICE'] ? readPracticeMail : undefined;
}

const readMail: ReadSend = (url, body) => {
  const { kind, recipients } = readRequest(body);
  if (kind === 'send' || kind === 'scheduled') return { recipients };
  return import.meta.env['VITE_HEED_PRACTICE'] ? readPracticeMail(url, body) : null;
};

/** The practice inbox posts in a form of its own, at the real address too. */
const readPracticeMail: ReadSend = ({ pathname }, body) => {
  if (!/^\/mail\/u\/\d+\/send$/.test(pathname)) return null;
  const { to, cc, bcc } = JSON.parse(body) as Record<string, string[]>;
  return { recipients: [to, cc, bcc].flatMap((some = []) => some) };
};
