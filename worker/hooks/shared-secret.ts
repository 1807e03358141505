import { fromBase64, fromUtf8 } from '../bytes.ts';
import type { Connection, Delivery, Verified } from './provider.ts';
import { isSame } from './signature.ts';

/**
 * For providers that sign nothing: the password that Heed made comes as HTTP Basic authentication
 * (with any user name), as a bearer token or, where neither can be set, as `?key=` in the address.
 */
export async function verifySecret(
  { headers, url }: Delivery,
  { secrets }: Connection,
  { inAddress = false } = {},
): Promise<Verified> {
  const sent = inAddress
    ? new URL(url).searchParams.get('key')
    : fromHeader(headers.get('Authorization') ?? '');
  if (!sent) return { refused: 'missing' };
  return (await isSame(sent, secrets['password'] ?? '')) ? {} : { refused: 'wrong' };
}

function fromHeader(authorization: string): string | undefined {
  const [, scheme = '', rest = ''] = /^(basic|bearer) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return rest;
  const pair = fromBase64(rest);
  return pair && fromUtf8(pair).replace(/^[^:]*:/, '');
}
