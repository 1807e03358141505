import type { VerifierKey } from '../../../shared/ledger/note-key.ts';
import { verifierKey } from '../../../shared/ledger/note-key.ts';
import type { Signer } from '../../../shared/ledger/sign.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { otherLogKey } from '../../errors.ts';
import type { OrgKeys } from '../../keys.ts';
import { sha256 } from '../../sha256.ts';
import type { Scope } from '../scope.ts';

/** Which log, and the name of its keys: the same wherever the worker runs, since proofs outlive addresses. */
export const originOf = (orgId: string): string => `heed/${orgId}`;

/** One for each generation of the master key that there is, the current one first. */
type Generation = { readonly generation: number; readonly signer: Signer };

/** Before an Ed25519 seed of 32 bytes, these make PKCS #8 of it (RFC 8410 section 7). */
const pkcs8 = fromHex('302e020100300506032b657004220420');

/**
 * The means to sign by every generation at hand. While an old one is kept, checkpoints bear its
 * signature too: whoever knows only the old key can go on checking, and sees which key comes next.
 */
export function signersOf(keys: OrgKeys, orgId: string): Promise<Generation[]> {
  return Promise.all(
    [...keys.wrapping.keys()].map(async (generation) => {
      const seed = await keys.logSeed(generation);
      const encoded = new Uint8Array([...pkcs8, ...seed]);
      const key = await crypto.subtle.importKey('pkcs8', encoded, 'Ed25519', true, ['sign']);
      const { x } = (await crypto.subtle.exportKey('jwk', key)) as JsonWebKey;
      const publicKey = Uint8Array.fromBase64(x!, { alphabet: 'base64url' });
      const sign = async (message: Uint8Array<ArrayBuffer>) =>
        new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
      return { generation, signer: { key: named(orgId, publicKey), sign } };
    }),
  );
}

function named(orgId: string, publicKey: Uint8Array): VerifierKey {
  const key = verifierKey(originOf(orgId), publicKey, sha256);
  if (!key.ok) throw new Error(key.problem.message);
  return key.value;
}

type KeyRow = { readonly generation: number; readonly key: string };

/** Every key that this log was or is signed with, the latest generation first. */
export async function verifierKeys(scope: Scope): Promise<VerifierKey[]> {
  const kept = new Map(
    (await keptKeys(scope)).map(({ generation, key }) => [
      generation,
      named(scope.orgId, fromHex(key)),
    ]),
  );
  for (const { generation, signer } of await signersOf(scope.keys, scope.orgId))
    kept.set(generation, signer.key);
  return [...kept].sort(([a], [b]) => b - a).map(([, key]) => key);
}

async function keptKeys({ db, orgId }: Scope): Promise<KeyRow[]> {
  const { results } = await db
    .prepare('SELECT generation, lower(hex(public_key)) AS key FROM log_keys WHERE org_id = ?1')
    .bind(orgId)
    .all<KeyRow>();
  return results;
}

/**
 * The signers, and what keeps their public keys for the time when their generation is gone. A 503
 * `Refusal` when a generation's key is not the one that this log was signed with before.
 */
export async function signersFor(
  scope: Scope,
  now: number,
): Promise<{ readonly signers: Signer[]; readonly writes: D1PreparedStatement[] }> {
  const { db, orgId } = scope;
  const kept = new Map((await keptKeys(scope)).map(({ generation, key }) => [generation, key]));
  const all = await signersOf(scope.keys, orgId);
  for (const { generation, signer } of all) {
    const known = kept.get(generation);
    if (known !== undefined && known !== toHex(signer.key.publicKey)) throw otherLogKey(generation);
  }
  const isNew = ({ generation }: Generation) => !kept.has(generation);
  return {
    signers: all.map(({ signer }) => signer),
    writes: all
      .filter(isNew)
      .map(({ generation, signer }) =>
        db
          .prepare('INSERT INTO log_keys VALUES (?1, ?2, unhex(?3), ?4)')
          .bind(orgId, generation, toHex(signer.key.publicKey), now),
      ),
  };
}
