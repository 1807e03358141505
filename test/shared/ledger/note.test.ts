import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from '../../../shared/ledger/note.ts';
import { formatNote, parseNote } from '../../../shared/ledger/note.ts';
import {
  formatVerifierKey,
  parseVerifierKey,
  verifierKey,
} from '../../../shared/ledger/note-key.ts';
import { openNote, signNote } from '../../../shared/ledger/sign.ts';
import { problemOf, sha256, signer, valueOf, verifyEd25519 } from './tools.ts';

const heed = signer('heed.example/log');
const witness = signer('witness.example', 2);

describe('the form of a signed note', () => {
  const name = fc.stringMatching(/^[a-z0-9./é—-]{1,20}$/);
  const signature = fc.record({
    name,
    keyId: fc.nat({ max: 0xffffffff }),
    signature: fc.uint8Array({ minLength: 1, maxLength: 100 }),
  });
  const note: fc.Arbitrary<Note> = fc.record({
    text: fc.array(fc.stringMatching(/^[ -~é€—]{0,30}$/)).map((lines) => `${lines.join('\n')}\n`),
    signatures: fc.array(signature, { minLength: 1, maxLength: 5 }),
  });

  it('gives back what was written into it', () => {
    fc.assert(
      fc.property(note, (any) => {
        expect(valueOf(parseNote(valueOf(formatNote(any))))).toEqual(any);
      }),
    );
  });

  it('has one spelling: whatever is read is written again as the same text', () => {
    fc.assert(
      fc.property(note, fc.nat(), fc.string({ maxLength: 3 }), (any, where, put) => {
        const text = valueOf(formatNote(any));
        const at = where % text.length;
        const changed = text.slice(0, at) + put + text.slice(at + 1);
        const parsed = parseNote(changed);
        if (parsed.ok) expect(valueOf(formatNote(parsed.value))).toBe(changed);
      }),
    );
  });

  const line = '— a AAAAAAE=\n';
  it.each([
    ['nothing', '', 'form'],
    ['no signatures', 'text\n', 'form'],
    ['an empty place for them', 'text\n\n', 'signature'],
    ['a last line without its newline', `text\n\n${line.trimEnd()}`, 'form'],
    ['no empty line before them', `text\n${line}`, 'form'],
    ['a carriage return', `te\rxt\n\n${line}`, 'text'],
    ['a tab', `te\txt\n\n${line}`, 'text'],
    ['half a surrogate pair', `te\ud83dxt\n\n${line}`, 'text'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAE=\n', 'signature'],
    ['a name with a plus', 'text\n\n— a+b AAAAAAE=\n', 'signature'],
    ['a name with a no-break space', 'text\n\n— a\u00a0b AAAAAAE=\n', 'signature'],
    ['no name', 'text\n\n—  AAAAAAE=\n', 'signature'],
    ['two spaces', 'text\n\n— a  AAAAAAE=\n', 'signature'],
    ['bad base64', 'text\n\n— a AAAAAAF=\n', 'signature'],
    ['a key id without signature', 'text\n\n— a AAAAAA==\n', 'signature'],
    ['more than a hundred signatures', `text\n\n${line.repeat(101)}`, 'signature'],
  ])('is refused with %s', (_, text, code) => {
    expect(problemOf(parseNote(text)).code).toBe(`ledger.note.${code}`);
  });

  it('may have empty lines in its text and a hundred signatures', () => {
    const parsed = valueOf(parseNote(`one\n\ntwo\n\n${line.repeat(100)}`));
    expect(parsed.text).toBe('one\n\ntwo\n');
    expect(parsed.signatures).toHaveLength(100);
  });

  it('is not written with a text or a name that could not be read again', () => {
    expect(problemOf(formatNote({ text: 'no newline', signatures: [] })).code).toBe(
      'ledger.note.text',
    );
    const spaced = { name: 'a b', keyId: 1, signature: new Uint8Array(1) };
    expect(problemOf(formatNote({ text: 'a\n', signatures: [spaced] })).code).toBe(
      'ledger.note.signature',
    );
  });
});

describe('opening a signed note', () => {
  it('gives the text and who of the trusted signed it', async () => {
    const note = valueOf(await signNote('hello\n', [heed, witness]));
    const opened = valueOf(await openNote(note, [witness.key, heed.key], verifyEd25519));
    expect(opened).toEqual({ text: 'hello\n', signedBy: [heed.key, witness.key] });
  });

  it('passes over signatures of keys that it does not know', async () => {
    const note = valueOf(await signNote('hello\n', [witness, heed]));
    const forged = note.replace('\n\n', '\n\n— heed.example/log AAAAAAE=\n');
    expect(valueOf(await openNote(forged, [heed.key], verifyEd25519)).signedBy).toEqual([heed.key]);
  });

  it('is refused when none of them is known', async () => {
    const note = valueOf(await signNote('hello\n', [heed]));
    for (const keys of [[], [witness.key], [signer('heed.example/log', 3).key]])
      expect(problemOf(await openNote(note, keys, verifyEd25519)).code).toBe(
        'ledger.note.unknown-signer',
      );
  });

  it('is refused when a known key’s signature is false, even beside a true one', async () => {
    const note = valueOf(await signNote('hello\n', [heed, witness]));
    const lines = valueOf(await signNote('other\n', [witness])).split('\n\n')[1]!;
    const mixed = note.split('\n').slice(0, -2).join('\n') + '\n' + lines;
    expect(problemOf(await openNote(mixed, [heed.key, witness.key], verifyEd25519)).code).toBe(
      'ledger.note.false-signature',
    );
  });

  it('is refused when its text is changed', async () => {
    const note = valueOf(await signNote('hello\n', [heed]));
    const changed = note.replace('hello', 'hullo');
    expect(problemOf(await openNote(changed, [heed.key], verifyEd25519)).code).toBe(
      'ledger.note.false-signature',
    );
  });

  it('takes a verifier that throws or says nothing, or a cut signature, for a no', async () => {
    const note = valueOf(await signNote('hello\n', [heed]));
    const throwing = () => {
      throw new Error('no such curve');
    };
    const silent = () => undefined as unknown as boolean;
    for (const verify of [throwing, silent, () => false])
      expect((await openNote(note, [heed.key], verify)).ok).toBe(false);
    const { signatures } = valueOf(parseNote(note));
    const cut = { ...signatures[0]!, signature: signatures[0]!.signature.slice(1) };
    const short = valueOf(formatNote({ text: 'hello\n', signatures: [cut] }));
    expect(problemOf(await openNote(short, [heed.key], () => true)).code).toBe(
      'ledger.note.false-signature',
    );
  });
});

// The example in the documentation of Go's golang.org/x/mod/sumdb/note, where the format comes from.
const known = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const knownNote = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('a note signed elsewhere', () => {
  it('opens with its author’s key', async () => {
    const key = valueOf(parseVerifierKey(known, sha256));
    const opened = valueOf(await openNote(knownNote, [key], verifyEd25519));
    expect(opened.text).toMatch(/^If you think .* is\.\n$/s);
    const changed = await openNote(knownNote.replace('your', 'our'), [key], verifyEd25519);
    expect(problemOf(changed).code).toBe('ledger.note.false-signature');
  });
});

describe('a verifier key', () => {
  it('is read and written as one line, with the key id that others calculate', () => {
    const key = valueOf(parseVerifierKey(known, sha256));
    expect(key).toMatchObject({ name: 'PeterNeumann', keyId: 0xc74f20a3 });
    expect(formatVerifierKey(key)).toBe(known);
    for (const { key: own } of [heed, witness])
      expect(valueOf(parseVerifierKey(formatVerifierKey(own), sha256))).toEqual(own);
  });

  it.each([
    ['form', 'PeterNeumann'],
    ['form', 'PeterNeumann+c74f20a3+'],
    ['form', 'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['form', 'PeterNeumann+c74f20a3+ARpc*'],
    ['kind', 'PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['size', 'PeterNeumann+c74f20a3+AQAA'],
    ['id', 'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['id', 'PeterNewmann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['name', 'Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  ])('is refused for its %s: %s', (code, text) => {
    expect(problemOf(parseVerifierKey(text, sha256)).code).toBe(`ledger.key.${code}`);
  });

  it('needs a name without spaces and 32 bytes', () => {
    expect(problemOf(verifierKey('', new Uint8Array(32), sha256)).code).toBe('ledger.key.name');
    expect(problemOf(verifierKey('a', new Uint8Array(31), sha256)).code).toBe('ledger.key.size');
  });
});
