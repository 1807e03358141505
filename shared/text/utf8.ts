/** Texts are mostly short; writing into memory that is there saves allocating three bytes a character. */
const scratch = new Uint8Array(3 * 1024);

/** UTF-8 by hand: `TextEncoder` is not of the language, and `shared` knows only that. Lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const most = text.length * 3;
  const out = most > scratch.length ? new Uint8Array(most) : scratch;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      out[length++] = unit;
      continue;
    }
    const point = unit < 0xd800 || unit > 0xdfff ? unit : pointAt(text, at);
    if (point < 0x800) {
      out[length++] = 0xc0 | (point >> 6);
    } else {
      if (point < 0x10000) {
        out[length++] = 0xe0 | (point >> 12);
      } else {
        at++;
        out[length++] = 0xf0 | (point >> 18);
        out[length++] = 0x80 | ((point >> 12) & 63);
      }
      out[length++] = 0x80 | ((point >> 6) & 63);
    }
    out[length++] = 0x80 | (point & 63);
  }
  return out.slice(0, length);
}

/** The code point of a surrogate pair; U+FFFD for half of one. */
function pointAt(text: string, at: number): number {
  const point = text.codePointAt(at)!;
  return point < 0x10000 ? 0xfffd : point;
}
