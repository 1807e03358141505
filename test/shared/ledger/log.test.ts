import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../shared/ledger/checkpoint.ts';
import { verifyGrowth } from '../../../shared/ledger/growth.ts';
import { logVerifier, verifyExport, verifyLog } from '../../../shared/ledger/log.ts';
import { bytes, entries, hasher, problemOf, rfc, treeOf, valueOf } from './tools.ts';

const origin = 'heed.example/acme';
const list = entries(30);
const tree = treeOf(list);
const at = (size: number, of: readonly Uint8Array[] = list): Checkpoint => ({
  origin,
  size,
  root: rfc.root(of.slice(0, size)),
});
const lines = list.map((entry) => new TextDecoder().decode(entry));

describe('verifying a whole log', () => {
  it('accepts exactly the entries that the checkpoints cover, in whatever order these come', () => {
    expect(valueOf(verifyLog(list, [at(30)], hasher))).toBe(30);
    expect(valueOf(verifyLog(list, [at(30), at(0), at(17), at(17), at(1)], hasher))).toBe(30);
    expect(valueOf(verifyLog([], [at(0)], hasher))).toBe(0);
    expect(valueOf(verifyExport(lines, [at(30), at(8)], hasher))).toBe(30);
  });

  it('refuses any change, loss, addition or exchange of entries', () => {
    fc.assert(
      fc.property(fc.nat({ max: 29 }), fc.nat({ max: 29 }), fc.nat({ max: 3 }), (i, j, how) => {
        fc.pre(i !== j);
        const changed = [...list];
        if (how === 0) changed[i] = bytes('{}');
        if (how === 1) changed.splice(i, 1);
        if (how === 2) changed.splice(i, 0, bytes('{}'));
        if (how === 3) [changed[i], changed[j]] = [changed[j]!, changed[i]!];
        expect(verifyLog(changed, [at(30)], hasher).ok).toBe(false);
      }),
    );
  });

  it('says between which checkpoints the entries were changed', () => {
    const changed = list.with(12, bytes('{}'));
    const problem = problemOf(verifyLog(changed, [at(10), at(20), at(30)], hasher));
    expect(problem.code).toBe('ledger.log.root-differs');
    expect(problem.message).toMatch(/^Entries 10 to 19 are not those that were logged: the root/);
  });

  it('says how many entries are missing at the end', () => {
    expect(problemOf(verifyLog(list.slice(0, 28), [at(10), at(30)], hasher))).toEqual({
      code: 'ledger.log.missing',
      message: 'The log has 28 entries and the newest checkpoint 30: the last 2 are missing.',
    });
  });

  it('refuses entries that no checkpoint covers', () => {
    expect(problemOf(verifyLog(list, [at(29)], hasher)).code).toBe('ledger.log.beyond');
    expect(problemOf(verifyLog(list, [at(0)], hasher)).code).toBe('ledger.log.beyond');
  });

  it('refuses to compare with nothing, or with the checkpoints of two logs', () => {
    expect(problemOf(verifyLog(list, [], hasher)).code).toBe('ledger.log.no-checkpoint');
    const other = { ...at(10), origin: 'heed.example/other' };
    expect(problemOf(verifyLog(list, [at(30), other], hasher)).code).toBe('ledger.log.origin');
  });

  it('shows two checkpoints of one size that contradict each other', () => {
    const other = { ...at(10), root: rfc.root(list.slice(1, 11)) };
    expect(problemOf(verifyLog(list, [at(10), other], hasher)).code).toBe('ledger.log.fork');
    const empty = { ...at(0), root: new Uint8Array(32) };
    expect(problemOf(verifyLog([], [empty], hasher)).message).toMatch(/of the empty log is false/);
  });

  it('names the line of an export that is not canonical JSON, and where in it', () => {
    const codeAndPath = (line: string) => {
      const { code, path } = problemOf(verifyExport(lines.with(3, line), [at(30)], hasher));
      return [code, path];
    };
    expect(codeAndPath('{"at": 3}')).toEqual(['ledger.json.not-canonical', 'entries[3]']);
    expect(codeAndPath('oops')).toEqual(['ledger.json.unreadable', 'entries[3]']);
    expect(codeAndPath(String.raw`{"a":"\ud83d"}`)).toEqual([
      'ledger.json.lone-surrogate',
      'entries[3].a',
    ]);
    expect(problemOf(verifyExport(lines, [at(29)], hasher)).code).toBe('ledger.log.beyond');
  });

  it('stops a stream at the first contradiction and stays stopped', () => {
    const verifier = logVerifier([at(2), at(30)], hasher);
    expect(verifier.add(list[0]!).ok).toBe(true);
    expect(verifier.add(list[0]!).ok).toBe(false);
    expect(problemOf(verifier.add(list[2]!)).code).toBe('ledger.log.root-differs');
    expect(problemOf(verifier.end()).code).toBe('ledger.log.root-differs');
  });
});

describe('comparing two checkpoints', () => {
  it('accepts growth, standing still, and growth from nothing', () => {
    for (const [older, newer] of [
      [7, 30],
      [16, 30],
      [30, 30],
      [1, 2],
    ] as const) {
      const proof = valueOf(tree.proveConsistency(older, newer));
      expect(verifyGrowth(at(older), at(newer), proof, hasher).ok).toBe(true);
    }
    expect(verifyGrowth(at(0), at(30), [], hasher).ok).toBe(true);
    expect(verifyGrowth(at(0), at(0), [], hasher).ok).toBe(true);
  });

  it.each<[string, string, Checkpoint, Checkpoint, number]>([
    ['two logs', 'growth.origin', { ...at(7), origin: 'b' }, at(30), 0],
    ['a log that shrank', 'growth.shrunk', at(30), at(7), 0],
    ['two roots of one size', 'growth.fork', at(7), { ...at(7), root: at(8).root }, 0],
    ['two empty logs that differ', 'growth.fork', at(0), { ...at(0), root: at(1).root }, 0],
    ['a false empty log', 'growth.empty-root', { ...at(0), root: at(1).root }, at(30), 0],
    ['a proof where none belongs', 'proof.length', at(0), at(30), 1],
    ['no proof where one belongs', 'proof.length', at(7), at(30), 0],
    ['a rewritten past', 'proof.root-differs', { ...at(7), root: at(8).root }, at(30), -1],
  ])('refuses %s', (_, code, older, newer, hashes) => {
    const proof =
      hashes < 0
        ? valueOf(tree.proveConsistency(7, 30))
        : Array.from({ length: hashes }, () => new Uint8Array(32));
    expect(problemOf(verifyGrowth(older, newer, proof, hasher)).code).toBe(`ledger.${code}`);
  });
});
