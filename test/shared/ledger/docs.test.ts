import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { verifyGrowth } from '../../../shared/ledger/growth.ts';
import { verifyExport } from '../../../shared/ledger/log.ts';
import { parseVerifierKey } from '../../../shared/ledger/note-key.ts';
import { verifyReceipt } from '../../../shared/ledger/receipt.ts';
import { fromBase64 } from '../../../shared/text/base64.ts';
import { bytes, hasher, sha256, valueOf, verifyEd25519 } from './tools.ts';

const page = readFileSync('docs/ledger.md', 'utf8');

/** The text of the block that the page marks by this name. */
function block(name: string): string {
  const [, text] = new RegExp(`^\`\`\`text ${name}\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  if (text === undefined) throw new Error(`docs/ledger.md has no block "text ${name}".`);
  return text;
}

describe('the example in docs/ledger.md', () => {
  const key = valueOf(parseVerifierKey(block('key').trimEnd(), sha256));
  const trust = { origin: 'heed.example/acme', keys: [key], verify: verifyEd25519 };
  const lines = block('entries').trimEnd().split('\n');

  it('is a log that both its checkpoints cover', async () => {
    const newer = valueOf(await openCheckpoint(block('checkpoint'), trust));
    const older = valueOf(await openCheckpoint(block('older checkpoint'), trust));
    expect(valueOf(verifyExport(lines, [newer, older], hasher))).toBe(3);
    const proof = block('growth')
      .trimEnd()
      .split('\n')
      .map((line) => fromBase64(line)!);
    expect(verifyGrowth(older, newer, proof, hasher).ok).toBe(true);
  });

  it('has a true receipt for its second entry', async () => {
    const receipt = { entry: bytes(lines[1]!), proof: block('proof') };
    const verified = valueOf(await verifyReceipt(receipt, trust, hasher));
    expect(verified.index).toBe(1);
  });
});
