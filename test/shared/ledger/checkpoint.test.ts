import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../shared/ledger/checkpoint.ts';
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../shared/ledger/checkpoint.ts';
import { signNote } from '../../../shared/ledger/sign.ts';
import { hostileNumber, problemOf, signer, valueOf, verifyEd25519 } from './tools.ts';

const heed = signer('heed.example/acme');
const trust = { origin: 'heed.example/acme', keys: [heed.key], verify: verifyEd25519 };
const root = new Uint8Array(32).fill(7);
const encodedRoot = 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';

const line = fc.stringMatching(/^[ -~é€]{1,30}$/);
const checkpoint: fc.Arbitrary<Checkpoint> = fc.record(
  {
    origin: line,
    size: fc.maxSafeNat(),
    root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    extensions: fc.array(line, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['origin', 'size', 'root'] },
);

describe('the text of a checkpoint', () => {
  it('is the origin, the size and the root on a line each', () => {
    expect(valueOf(formatCheckpoint({ origin: 'heed.example/acme', size: 12, root }))).toBe(
      `heed.example/acme\n12\n${encodedRoot}\n`,
    );
  });

  it('gives back what was written into it', () => {
    fc.assert(
      fc.property(checkpoint, (any) => {
        expect(valueOf(parseCheckpoint(valueOf(formatCheckpoint(any))))).toEqual(any);
      }),
    );
  });

  it('has one spelling: whatever is read is written again as the same text', () => {
    fc.assert(
      fc.property(checkpoint, fc.nat(), fc.string({ maxLength: 2 }), (any, where, put) => {
        const text = valueOf(formatCheckpoint(any));
        const at = where % text.length;
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        const parsed = parseCheckpoint(changed);
        if (parsed.ok) expect(valueOf(formatCheckpoint(parsed.value))).toBe(changed);
      }),
    );
  });

  it.each([
    ['line', ''],
    ['line', `a\n1\n`],
    ['line', `a\n1\n${encodedRoot}`],
    ['line', `\n1\n${encodedRoot}\n`],
    ['line', `a\n1\n${encodedRoot}\n\n`],
    ['line', `a\n1\n${encodedRoot}\n\nextension\n`],
    ['size', `a\n01\n${encodedRoot}\n`],
    ['size', `a\n-1\n${encodedRoot}\n`],
    ['size', `a\n+1\n${encodedRoot}\n`],
    ['size', `a\n1.0\n${encodedRoot}\n`],
    ['size', `a\n1e3\n${encodedRoot}\n`],
    ['size', `a\n 1\n${encodedRoot}\n`],
    ['size', `a\n٣\n${encodedRoot}\n`],
    ['size', `a\n9007199254740992\n${encodedRoot}\n`],
    ['size', `a\n18446744073709551615\n${encodedRoot}\n`],
    ['root', `a\n1\n${encodedRoot.slice(0, -4)}\n`],
    ['root', `a\n1\n${encodedRoot.slice(0, -1)}\n`],
    ['root', `a\n1\n${encodedRoot.replace('wc=', 'wd=')}\n`],
  ])('is refused for its %s: %j', (code, text) => {
    expect(problemOf(parseCheckpoint(text)).code).toBe(`ledger.checkpoint.${code}`);
  });

  it('reaches to 2^53 - 1 entries', () => {
    const text = `a\n9007199254740991\n${encodedRoot}\n`;
    expect(valueOf(parseCheckpoint(text)).size).toBe(2 ** 53 - 1);
  });

  it('is not written for what could not be read again', () => {
    const good = { origin: 'a', size: 1, root };
    const codeOf = (wrong: Partial<Checkpoint>) =>
      problemOf(formatCheckpoint({ ...good, ...wrong })).code;
    expect(codeOf({ origin: '' })).toBe('ledger.checkpoint.line');
    expect(codeOf({ origin: 'a\n5' })).toBe('ledger.checkpoint.line');
    expect(codeOf({ extensions: [''] })).toBe('ledger.checkpoint.line');
    expect(codeOf({ size: 0.5 })).toBe('ledger.checkpoint.size');
    expect(codeOf({ root: new Uint8Array(31) })).toBe('ledger.checkpoint.root');
  });

  it('never throws, whatever the size is', () => {
    fc.assert(
      fc.property(hostileNumber, (size) => {
        const text = formatCheckpoint({ origin: 'a', size, root });
        // Minus zero is written as 0, and is equal to it.
        if (text.ok) expect(valueOf(parseCheckpoint(text.value)).size === size).toBe(true);
      }),
    );
  });
});

describe('a signed checkpoint', () => {
  it('opens for whoever trusts the key', async () => {
    const size = 12;
    const note = valueOf(await signCheckpoint({ origin: trust.origin, size, root }, [heed]));
    expect(note).toMatch(
      /^heed\.example\/acme\n12\nBwc.*=\n\n— heed\.example\/acme [\w+/]{91}=\n$/,
    );
    expect(valueOf(await openCheckpoint(note, trust))).toEqual({
      origin: trust.origin,
      size,
      root,
    });
  });

  it('is refused when any of its characters is changed', async () => {
    const note = valueOf(await signCheckpoint({ origin: trust.origin, size: 12, root }, [heed]));
    for (let at = 0; at < note.length; at++) {
      const other = note[at] === 'A' ? 'B' : 'A';
      const changed = note.slice(0, at) + other + note.slice(at + 1);
      expect((await openCheckpoint(changed, trust)).ok, `character ${at}`).toBe(false);
    }
  });

  it('is refused when it is of another log, though by a trusted key', async () => {
    const other = { origin: 'heed.example/other', size: 12, root };
    const note = valueOf(await signCheckpoint(other, [heed]));
    expect(problemOf(await openCheckpoint(note, trust))).toEqual({
      code: 'ledger.checkpoint.origin',
      message: 'The checkpoint is of the log heed.example/other, not of heed.example/acme.',
    });
  });

  it('is refused when what is signed is no checkpoint', async () => {
    const note = valueOf(await signNote('heed.example/acme\nmany\n', [heed]));
    expect(problemOf(await openCheckpoint(note, trust)).code).toBe('ledger.checkpoint.line');
  });

  it('is not signed when it is malformed', async () => {
    const bad = { origin: 'a', size: -1, root };
    expect(problemOf(await signCheckpoint(bad, [heed])).code).toBe('ledger.checkpoint.size');
  });
});
