import fc from 'fast-check';

const pieces = fc.constantFrom(
  ...'jane Doe . .. + - _ " \\ ( ) @ , ; : < > [ ] Ä ß Σ ς İ K 日本 א ب 1 १ 🙂 。'.split(' '),
  ...' \t\u200d\u202e\u00ad\u0338',
  '\r\n ',
  'a\u0308',
  ...'xn-- xn--bcher-kva %41 %2F'.split(' '),
);

/** Any text that a program can hold, half surrogate pairs included. */
export const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x17f }), fc.integer({ min: 0, max: 0xffff })))
  .map((units) => String.fromCharCode(...units));

/** Text made of what makes trouble: more often near an address than any random string. */
export const trouble = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));

export const anyDomain = fc.oneof(
  fc.domain(),
  fc.constantFrom('gmail.com', 'googlemail.com', 'proton.me', 'pm.me', 'me.com', 'fastmail.com'),
  fc.constantFrom('jane.fastmail.com', 'a.b.fastmail.com', 'bücher.example', 'x.co.uk'),
  trouble,
);

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z.+_-]{1,12}$/),
  fc.stringMatching(/^"[A-Za-z.+ @_-]{0,12}"$/),
  trouble,
);

/** Addresses at providers with customs of their own, and texts that are nearly addresses. */
export const anyEmail = fc.tuple(name, anyDomain).map((parts) => parts.join('@'));
