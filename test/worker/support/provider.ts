import { vi } from 'vitest';

/*
 * An OpenID Connect provider at an address that nobody has: it keeps the protocol and signs with a real
 * key, so that what is tested is how its word is taken.
 */

export const issuer = 'https://id.acme.example';
export const client = { id: 'heed', secret: 'client-secret' };

export type Claims = Readonly<Record<string, unknown>>;

const text = (value: object): string =>
  new TextEncoder()
    .encode(JSON.stringify(value))
    .toBase64({ alphabet: 'base64url', omitPadding: true });

export class Provider {
  /** What the next ID token says, beside what the protocol asks for. */
  claims: Claims = {};
  /** Signs with a key that is not published. */
  forges = false;
  readonly #keys: CryptoKeyPair;
  readonly #others: CryptoKeyPair;
  readonly #codes = new Map<string, { nonce: string; challenge: string }>();

  private constructor(keys: CryptoKeyPair, others: CryptoKeyPair) {
    this.#keys = keys;
    this.#others = others;
  }

  static async make(): Promise<Provider> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const make = async () =>
      (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
    return new Provider(await make(), await make());
  }

  /** Answers in place of the network; nothing else can be reached. */
  listen(): void {
    vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init);
      const { pathname, origin } = new URL(request.url);
      if (origin !== issuer) throw new TypeError(`Not reachable: ${origin}`);
      if (pathname === '/.well-known/openid-configuration') return Response.json(discovery);
      if (pathname === '/jwks') return Response.json(await this.#jwks());
      if (pathname === '/token') return this.#token(new URLSearchParams(await request.text()));
      return new Response('Not found', { status: 404 });
    });
  }

  /** What a person does there: signs in, and is sent back with a code. Gives that address. */
  authorise(url: string): string {
    const asked = new URL(url).searchParams;
    const code = crypto.randomUUID();
    this.#codes.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
    });
    const back = new URL(asked.get('redirect_uri')!);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state')!);
    back.searchParams.set('iss', issuer);
    return back.pathname + back.search;
  }

  async #jwks() {
    const jwk = (await crypto.subtle.exportKey('jwk', this.#keys.publicKey)) as JsonWebKey;
    return { keys: [{ ...jwk, kid: '1', alg: 'ES256', use: 'sig' }] };
  }

  async #token(asked: URLSearchParams): Promise<Response> {
    const known = this.#codes.get(asked.get('code') ?? '');
    this.#codes.delete(asked.get('code') ?? '');
    const verifier = new TextEncoder().encode(asked.get('code_verifier') ?? '');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', verifier));
    const challenge = hash.toBase64({ alphabet: 'base64url', omitPadding: true });
    if (!known || known.challenge !== challenge)
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: client.id,
      sub: 'subject-1',
      iat: now,
      exp: now + 300,
      nonce: known.nonce,
      email_verified: true,
      ...this.claims,
    };
    return Response.json({
      access_token: 'access-token-of-the-provider',
      refresh_token: 'refresh-token-of-the-provider',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: await this.#sign(claims),
    });
  }

  async #sign(claims: Claims): Promise<string> {
    const { privateKey } = this.forges ? this.#others : this.#keys;
    const signed = `${text({ alg: 'ES256', kid: '1' })}.${text(claims)}`;
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const bytes = new TextEncoder().encode(signed);
    const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes));
    return `${signed}.${signature.toBase64({ alphabet: 'base64url', omitPadding: true })}`;
  }
}

const discovery = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['ES256'],
};
