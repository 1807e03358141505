import { hash, webcrypto } from 'node:crypto';
import { MerkleTree } from 'merkletreejs';
import { encodeEntry } from '../../shared/ledger/entry.ts';
import { verifyLog } from '../../shared/ledger/log.ts';
import { appendLeaf, emptyFrontier, frontierRoot } from '../../shared/ledger/merkle/frontier.ts';
import { treeHasher } from '../../shared/ledger/merkle/hasher.ts';
import { createTree } from '../../shared/ledger/merkle/tree.ts';
import { verifyInclusion } from '../../shared/ledger/merkle/verify.ts';
import { measure } from './lib/measure.ts';
import type { Bench, Table } from './lib/table.ts';

const size = 1024;
const proofs = 64;
const slow = 8;
const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer');
const hasher = treeHasher(sha256);

/** Both use the same SHA-256 of node:crypto, so that what differs is the tree. */
export const bench: Bench = { name: 'Ledger', run };

function record(at: number) {
  return {
    id: `01J9Z${String(at).padStart(21, '0')}`,
    type: 'objected',
    purpose: 'direct-marketing',
    channel: 'email',
    contact: 'hmac:4f1c6a0b9d3e57284f1c6a0b9d3e5728',
    occurredAt: 1_790_000_000_000 + at,
    recordedAt: 1_790_000_000_500 + at,
    recordedBy: 'member:7',
    method: 'unsubscribe-link',
  };
}

async function run(): Promise<Table> {
  const records = Array.from({ length: size }, (_, at) => record(at));
  const entries = records.map((each) => {
    const entry = encodeEntry(each);
    if (!entry.ok) throw new Error(entry.problem.message);
    return entry.value;
  });
  const leaves = entries.map((entry) => hasher.leaf(entry));
  const buffers = leaves.map((leaf) => Buffer.from(leaf));
  const peerHash = (data: Buffer) => hash('sha256', data, 'buffer');

  const tree = createTree(hasher);
  for (const leaf of leaves) tree.append(leaf);
  const peer = new MerkleTree(buffers, peerHash);
  const tall = createTree(hasher);
  for (const leaf of leaves) tall.append(leaf);
  const tallPeer = new MerkleTree(buffers, peerHash);
  const [root, peerRoot] = [tree.root(), peer.getRoot()];
  const asked = Array.from({ length: proofs }, (_, at) => (at * 2_654_435_761) % size);

  const found = await measure({
    build: {
      count: size,
      run() {
        const grown = createTree(hasher);
        for (const leaf of leaves) grown.append(leaf);
        return grown.root();
      },
    },
    peerBuild: { count: size, run: () => new MerkleTree(buffers, peerHash).getRoot() },
    prove: {
      count: proofs,
      run() {
        for (const index of asked) {
          const proof = tree.proveInclusion(index, size);
          if (!proof.ok) throw new Error(proof.problem.message);
          const claim = { index, size, leafHash: leaves[index]!, root, proof: proof.value };
          if (!verifyInclusion(claim, hasher).ok) throw new Error('A true proof was refused.');
        }
      },
    },
    peerProve: {
      count: proofs,
      run() {
        for (const index of asked) {
          const leaf = buffers[index]!;
          if (!peer.verify(peer.getProof(leaf, index), leaf, peerRoot))
            throw new Error('A true proof was refused by the peer.');
        }
      },
    },
    // A tree is grown beforehand; what is measured is one leaf more, and the new root.
    grow: {
      count: slow,
      run() {
        for (let at = 0; at < slow; at++) {
          tall.append(leaves[at]!);
          tall.root();
        }
      },
    },
    peerGrow: {
      count: slow,
      run() {
        for (let at = 0; at < slow; at++) {
          tallPeer.addLeaf(buffers[at]!);
          tallPeer.getRoot();
        }
      },
    },
    frontier: { count: size, run: appendAll },
    awaited: {
      count: proofs,
      async run() {
        for (let at = 0; at < proofs; at++) await webcrypto.subtle.digest('SHA-256', entries[at]!);
      },
    },
    encode: { count: size, run: () => records.map(encodeEntry) },
    verify: {
      count: size,
      run: () => verifyLog(entries, [{ origin: 'bench', size, root }], hasher),
    },
  });

  function appendAll() {
    let frontier = emptyFrontier;
    for (const entry of entries) frontier = appendLeaf(frontier, hasher.leaf(entry), hasher);
    return frontierRoot(frontier, hasher);
  }

  const versus = (what: string, ours: number, theirs: number) => [
    what,
    ours,
    theirs,
    theirs / ours,
  ];
  return {
    columns: ['microseconds each', 'Heed', 'merkletreejs', 'times as fast'],
    rows: [
      versus(`build a tree of ${size} leaves, each`, found.build, found.peerBuild),
      versus(`add one leaf to ${size}, new root`, found.grow, found.peerGrow),
      versus('build and verify an inclusion proof', found.prove, found.peerProve),
      ['append an entry to the frontier alone', found.frontier, '', ''],
      ['write a record as canonical JSON', found.encode, '', ''],
      ['verify an entry of a whole log', found.verify, '', ''],
    ],
    notes: [
      `Entries of ${entries[0]!.length} bytes; both use one SHA-256, which is most of building and proving.`,
      'merkletreejs builds all anew for every leaf, cannot prove growth and does not tell leaves from nodes.',
      `Awaiting one WebCrypto hash of an entry takes ${found.awaited.toPrecision(3)} microseconds; hence the synchronous hash.`,
    ],
  };
}
