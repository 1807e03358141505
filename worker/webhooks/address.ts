/**
 * Whether messages may go to an address, and if not, why. A webhook is a request that somebody else
 * aims: it must not reach what only this server can (https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).
 * So it is https, to a public name. Numbers are refused in every spelling, since the parser turns them all
 * into an IP address. A public name that leads to a private address is refused by Cloudflare's own fetch,
 * which reaches the public internet only. `allowLocal` is for development on one's own machine.
 */
export function whyNotAllowed(text: string, { allowLocal = false } = {}): string | undefined {
  if (text.length > 500) return 'must have at most 500 characters.';
  if (!URL.canParse(text)) return 'must be a whole address: https://hooks.example.com/heed.';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username || password) return 'must not hold a user name or password; check the signature.';
  if (hash) return 'must not hold a part behind #, which is never sent.';
  if (allowLocal && /^(localhost|127\.0\.0\.1)$/.test(hostname)) return undefined;
  if (protocol !== 'https:') return 'must begin with https://.';
  return isPublicName(hostname)
    ? undefined
    : 'must be a name that is known on the public internet.';
}

/** Names that mean something else on every network, or nothing at all (RFC 6761, 6762, 7686, 8375, 9476, and usage). */
const notPublic =
  /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|localdomain|arpa|test|example|invalid|onion|alt)$/;

function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(name);
  return !isAddress && name.includes('.') && !notPublic.test(name);
}
