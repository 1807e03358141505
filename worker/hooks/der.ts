type Bytes = Uint8Array<ArrayBuffer>;

/** One element of ASN.1 in DER (X.690): its tag, its content, and all of it with tag and length. */
export type Element = { readonly tag: number; readonly content: Bytes; readonly whole: Bytes };

export const tags = { integer: 0x02, sequence: 0x30, versionOfCertificate: 0xa0 };

/** The elements that stand one after the other in these bytes; throws when they do not fill them. */
export function elementsOf(bytes: Bytes): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const { start, end } = extent(bytes, at);
    elements.push({
      tag: bytes[at]!,
      content: bytes.slice(start, end),
      whole: bytes.slice(at, end),
    });
    at = end;
  }
  return elements;
}

/** Throws unless there is an element of this tag at this place. */
export function pick(elements: readonly Element[], index: number, tag: number): Element {
  const element = elements[index];
  if (element?.tag !== tag) throw new Error('DER of another form than expected.');
  return element;
}

function extent(bytes: Bytes, at: number): { start: number; end: number } {
  const first = bytes[at + 1];
  if (first === undefined) throw new Error('DER is cut short.');
  // Below 128 it is the length; above, so many bytes of length follow. Four would be 16 MiB and more.
  const more = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || more > 3) throw new Error('DER with a length that nobody needs.');
  let length = more === 0 ? first : 0;
  for (let each = 0; each < more; each++) length = length * 256 + (bytes[at + 2 + each] ?? 0);
  const start = at + 2 + more;
  if (start + length > bytes.length) throw new Error('DER is cut short.');
  return { start, end: start + length };
}

/** An ECDSA signature in DER, SEQUENCE of two INTEGERs, as the two numbers side by side that WebCrypto reads. */
export function ecdsaFromDer(der: Bytes, bytesEach: number): Bytes {
  const sequence = pick(elementsOf(der), 0, tags.sequence);
  const numbers = elementsOf(sequence.content);
  const both = new Uint8Array(2 * bytesEach);
  for (const index of [0, 1]) {
    const digits = pick(numbers, index, tags.integer).content;
    const from = digits.findIndex((byte) => byte !== 0);
    const number = from === -1 ? new Uint8Array() : digits.slice(from);
    if (number.length > bytesEach) throw new Error('A number too large for the curve.');
    both.set(number, (index + 1) * bytesEach - number.length);
  }
  return both;
}

/** The SubjectPublicKeyInfo of an X.509 certificate (RFC 5280 4.1), in DER. */
export function publicKeyOf(certificate: Bytes): Bytes {
  const outer = pick(elementsOf(certificate), 0, tags.sequence);
  const fields = elementsOf(pick(elementsOf(outer.content), 0, tags.sequence).content);
  // serial, algorithm, issuer, validity, subject, key; before them the version, which a v1 lacks.
  const first = fields[0]?.tag === tags.versionOfCertificate ? 1 : 0;
  return pick(fields, first + 5, tags.sequence).whole;
}

/** The bytes of the first certificate in PEM text. */
export function fromPem(pem: string): Bytes {
  const inside = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(
    pem,
  )?.[1];
  if (inside === undefined) throw new Error('No certificate in PEM.');
  return Uint8Array.from(atob(inside.replaceAll(/\s/g, '')), (sign) => sign.charCodeAt(0));
}
