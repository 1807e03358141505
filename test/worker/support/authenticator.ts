/*
 * A passkey in software (WebAuthn level 3): a real P-256 key that signs what a browser would have it sign.
 */

const encoder = new TextEncoder();
const base64url = (bytes: Uint8Array): string =>
  bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const join = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => [...part]));

/** What the server sends for either ceremony, as far as it matters here. */
type Options = {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
  readonly rpId?: string;
};

type Told = {
  readonly origin?: string;
  /** Whether a face, finger or PIN was shown. */
  readonly verified?: boolean;
};

export class Authenticator {
  readonly #keys: CryptoKeyPair;
  readonly #id = crypto.getRandomValues(new Uint8Array(16));
  #counter = 0;

  private constructor(keys: CryptoKeyPair) {
    this.#keys = keys;
  }

  static async make(): Promise<Authenticator> {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    return new Authenticator(keys as CryptoKeyPair);
  }

  /** `navigator.credentials.create`, as JSON. */
  async register(options: Options, told: Told = {}) {
    const raw = new Uint8Array(
      (await crypto.subtle.exportKey('raw', this.#keys.publicKey)) as ArrayBuffer,
    );
    // COSE key: kty EC2, alg ES256, crv P-256, x, y (RFC 9053 7.1).
    const cose = join(
      new Uint8Array([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]),
      raw.slice(1, 33),
      new Uint8Array([0x22, 0x58, 32]),
      raw.slice(33),
    );
    const attested = join(new Uint8Array(16), new Uint8Array([0, this.#id.length]), this.#id, cose);
    const authData = await this.#authData(options.rp?.id ?? '', told, attested);
    const attestationObject = join(
      new Uint8Array([0xa3, 0x63]),
      encoder.encode('fmt'),
      new Uint8Array([0x64]),
      encoder.encode('none'),
      new Uint8Array([0x67]),
      encoder.encode('attStmt'),
      new Uint8Array([0xa0, 0x68]),
      encoder.encode('authData'),
      new Uint8Array([0x58, authData.length]),
      authData,
    );
    return this.#credential({
      clientDataJSON: base64url(clientData('webauthn.create', options.challenge, told)),
      attestationObject: base64url(attestationObject),
      transports: ['internal'],
    });
  }

  /** `navigator.credentials.get`, as JSON. */
  async sign(options: Options, told: Told = {}) {
    this.#counter += 1;
    const authData = await this.#authData(options.rpId ?? '', told);
    const client = clientData('webauthn.get', options.challenge, told);
    const signed = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      this.#keys.privateKey,
      join(authData, await sha256(client)),
    );
    return this.#credential({
      clientDataJSON: base64url(client),
      authenticatorData: base64url(authData),
      signature: base64url(der(new Uint8Array(signed))),
    });
  }

  async #authData(rpId: string, { verified = true }: Told, attested?: Uint8Array) {
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested ? 0x40 : 0);
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, this.#counter);
    const rpIdHash = await sha256(encoder.encode(rpId) as Uint8Array<ArrayBuffer>);
    return join(rpIdHash, new Uint8Array([flags]), counter, attested ?? new Uint8Array(0));
  }

  #credential(response: object) {
    const id = base64url(this.#id);
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

function clientData(type: string, challenge: string, { origin = 'https://heed.example' }: Told) {
  return encoder.encode(
    JSON.stringify({ type, challenge, origin, crossOrigin: false }),
  ) as Uint8Array<ArrayBuffer>;
}

/** WebCrypto gives r and s side by side, WebAuthn wants them as ASN.1. */
function der(signature: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const rest = Array.from(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
    const positive = rest[0]! >= 0x80 ? [0, ...rest] : rest;
    return [2, positive.length, ...positive];
  };
  const both = [...integer(signature.slice(0, 32)), ...integer(signature.slice(32))];
  return new Uint8Array([0x30, both.length, ...both]);
}
