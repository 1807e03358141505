import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

const apiPath = '/api/v1';

/** `heed.acme.example/` becomes the API's base `https://heed.acme.example/api/v1`. */
export function readServerAddress(text: string): Result<string> {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || trimmed === '')
    return fail(
      'address.unreadable',
      'Write the server’s address, as in https://heed.example.com.',
    );
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.hostname)))
    return fail(
      'address.not-secure',
      'The address has to begin with https://: over http the token could be read on the way.',
    );
  if (url.username !== '' || url.password !== '')
    return fail('address.with-password', 'Leave the name and password out of the address.');
  if (!['', '/', apiPath, `${apiPath}/`].includes(url.pathname))
    return fail('address.with-path', `Only the server is needed: ${url.origin}`);
  return ok(`${url.origin}${apiPath}`);
}

function isLocal(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
