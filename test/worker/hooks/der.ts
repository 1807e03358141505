type Bytes = Uint8Array<ArrayBuffer>;

/** One element of DER: tag, length, content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const inside = content.flatMap((part) => [...part]);
  const { length } = inside;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...inside]);
}

export const sequence = (...content: readonly Uint8Array[]): Bytes => element(0x30, ...content);

/** An INTEGER that is not negative: without needless zeros, and with one where the first bit is set. */
export function integer(digits: Uint8Array): Bytes {
  const from = digits.findIndex((byte) => byte !== 0);
  const number = from === -1 ? Uint8Array.of(0) : digits.slice(from);
  return element(0x02, number[0]! >= 0x80 ? Uint8Array.of(0, ...number) : number);
}

/** What WebCrypto gives as an ECDSA signature, in the form that everybody else sends. */
export function derOf(raw: Uint8Array): Bytes {
  const half = raw.length / 2;
  return sequence(integer(raw.slice(0, half)), integer(raw.slice(half)));
}
