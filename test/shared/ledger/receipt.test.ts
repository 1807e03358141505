import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { encodeEntry, readEntry } from '../../../shared/ledger/entry.ts';
import type { LogProof } from '../../../shared/ledger/receipt.ts';
import { formatLogProof, parseLogProof, verifyReceipt } from '../../../shared/ledger/receipt.ts';
import { anyText, bytes, entries, hasher, problemOf, signer, treeOf } from './tools.ts';
import { valueOf, verifyEd25519 } from './tools.ts';

const heed = signer('heed.example/acme');
const trust = { origin: 'heed.example/acme', keys: [heed.key], verify: verifyEd25519 };
const list = entries(21);
const tree = treeOf(list);
const checkpoint = valueOf(
  await signCheckpoint({ origin: trust.origin, size: 21, root: tree.root() }, [heed]),
);

function proofOf(index: number): string {
  return formatLogProof({ index, hashes: valueOf(tree.proveInclusion(index, 21)), checkpoint });
}

describe('an entry of the log', () => {
  it('is the canonical JSON of the record, in UTF-8', () => {
    const entry = valueOf(encodeEntry({ type: 'objected', at: 5, é: '€' }));
    expect(entry).toEqual(bytes('{"at":5,"type":"objected","é":"€"}'));
    expect(valueOf(readEntry('{"at":5,"type":"objected","é":"€"}'))).toEqual(entry);
  });

  it('is refused when it cannot be written, or is written otherwise', () => {
    expect(problemOf(encodeEntry({ at: new Date(0) })).path).toBe('at');
    expect(problemOf(readEntry('{"type":"objected","at":5}')).code).toBe(
      'ledger.json.not-canonical',
    );
  });
});

describe('the text of a proof', () => {
  const proof: fc.Arbitrary<LogProof> = fc.record(
    {
      index: fc.maxSafeNat(),
      hashes: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 53 }),
      checkpoint: fc.constant(checkpoint),
      extra: fc.uint8Array(),
    },
    { requiredKeys: ['index', 'hashes', 'checkpoint'] },
  );

  it('gives back what was written into it', () => {
    fc.assert(
      fc.property(proof, (any) => {
        expect(valueOf(parseLogProof(formatLogProof(any)))).toEqual(any);
      }),
    );
  });

  it('has the lines of c2sp.org/tlog-proof, and the checkpoint verbatim', () => {
    const hash = new Uint8Array(32);
    expect(formatLogProof({ index: 4, hashes: [hash], checkpoint, extra: bytes('x') })).toBe(
      `c2sp.org/tlog-proof@v1\nextra eA==\nindex 4\n${'A'.repeat(43)}=\n\n${checkpoint}`,
    );
  });

  const first = 'c2sp.org/tlog-proof@v1';
  it.each([
    ['form', ''],
    ['form', `${first}\nindex 0\n`],
    ['form', `c2sp.org/tlog-proof@v2\nindex 0\n\n`],
    ['extra', `${first}\nextra e\nindex 0\n\n`],
    ['index', `${first}\n\n`],
    ['index', `${first}\nindex -1\n\n`],
    ['index', `${first}\nindex 00\n\n`],
    ['index', `${first}\nindex 9007199254740992\n\n`],
    ['index', `${first}\nextra eA==\nextra eA==\nindex 0\n\n`],
    ['hashes', `${first}\nindex 0\nAAAA\n\n`],
    ['hashes', `${first}\nindex 0\n${`${'A'.repeat(43)}=\n`.repeat(54)}\n`],
  ])('is refused for its %s: %j', (code, text) => {
    expect(problemOf(parseLogProof(text)).code).toBe(`ledger.receipt.${code}`);
  });
});

describe('a receipt', () => {
  it('shows for every entry where it stands and in which state of the log', async () => {
    for (const [index, entry] of list.entries()) {
      const verified = valueOf(
        await verifyReceipt({ entry, proof: proofOf(index) }, trust, hasher),
      );
      expect(verified.index).toBe(index);
      expect(verified.checkpoint.size).toBe(21);
    }
  });

  it('is refused for an entry that is not the one logged', async () => {
    const receipt = { entry: bytes('{"at":99}'), proof: proofOf(4) };
    expect(problemOf(await verifyReceipt(receipt, trust, hasher)).code).toBe(
      'ledger.proof.root-differs',
    );
  });

  it('is refused with a checkpoint that nobody trusted signed', async () => {
    const mallory = signer('heed.example/acme', 66);
    const forged = treeOf([bytes('{"forged":true}')]);
    const signed = await signCheckpoint({ origin: trust.origin, size: 1, root: forged.root() }, [
      mallory,
    ]);
    const proof = formatLogProof({ index: 0, hashes: [], checkpoint: valueOf(signed) });
    const receipt = { entry: bytes('{"forged":true}'), proof };
    expect(problemOf(await verifyReceipt(receipt, trust, hasher)).code).toBe(
      'ledger.note.unknown-signer',
    );
  });

  it('is refused when any character of it is changed', async () => {
    const proof = proofOf(20);
    for (let at = 0; at < proof.length; at++) {
      const other = proof[at] === '4' ? '5' : '4';
      const changed = proof.slice(0, at) + other + proof.slice(at + 1);
      const receipt = { entry: list[20]!, proof: changed };
      expect((await verifyReceipt(receipt, trust, hasher)).ok, `character ${at}`).toBe(false);
    }
  });

  it('never throws, whatever the text is', async () => {
    const start = fc.constantFrom(
      '',
      'c2sp.org/tlog-proof@v1\n',
      'c2sp.org/tlog-proof@v1\nindex 0\n',
    );
    await fc.assert(
      fc.asyncProperty(start, anyText, async (begin, rest) => {
        const receipt = { entry: bytes(rest), proof: begin + rest };
        expect((await verifyReceipt(receipt, trust, hasher)).ok).toBe(false);
      }),
    );
  });
});
