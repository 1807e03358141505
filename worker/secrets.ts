import { fromBase64, toHex } from './bytes.ts';
import { badRetiredKeys, noIndexKey, noMasterKey } from './errors.ts';

/**
 * The roots of all keys, each 32 bytes in base64. A master key is written with its generation, `2:base64`;
 * without one it is of generation 1. MASTER_KEYS_RETIRED lists older ones, separated by spaces.
 */
export type Secrets = {
  readonly INDEX_KEY?: string;
  readonly MASTER_KEY?: string;
  readonly MASTER_KEYS_RETIRED?: string;
};

type Roots = {
  readonly index: Uint8Array<ArrayBuffer>;
  /** The current generation's first. */
  readonly masters: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  readonly generation: number;
};

type Master = readonly [generation: number, key: Uint8Array<ArrayBuffer>];

const keyBytes = 32;

/** Throws a 503 `Refusal` that names the secret to mend, and repeats nothing of it. */
export function readSecrets(secrets: Secrets): Roots {
  const index = readKey(secrets.INDEX_KEY);
  if (!index) throw noIndexKey;
  const current = readMaster(secrets.MASTER_KEY ?? '');
  if (!current) throw noMasterKey;
  const masters = new Map([current]);
  for (const text of (secrets.MASTER_KEYS_RETIRED ?? '').split(/\s+/).filter(Boolean)) {
    const [generation, key] = readMaster(text) ?? [];
    if (generation === undefined || !key) throw badRetiredKeys;
    // The same key in both is no harm: so it is between the two steps of changing it.
    const known = masters.get(generation);
    if (known && toHex(known) !== toHex(key)) throw badRetiredKeys;
    masters.set(generation, key);
  }
  return { index, masters, generation: current[0] };
}

export function secretState(
  secrets: Secrets,
): Record<'masterKey' | 'indexKey', 'ready' | 'missing'> {
  const isReady = (ready: boolean) => (ready ? 'ready' : 'missing');
  return {
    masterKey: isReady(readMaster(secrets.MASTER_KEY ?? '') !== undefined),
    indexKey: isReady(readKey(secrets.INDEX_KEY) !== undefined),
  };
}

/** The generation that MASTER_KEYS_RETIRED has older keys beside, `none` when it is empty, or `invalid`. */
export function retiredState(secrets: Secrets): 'none' | 'invalid' | number {
  if (!secrets.MASTER_KEYS_RETIRED?.trim()) return 'none';
  try {
    return readSecrets(secrets).generation;
  } catch {
    return 'invalid';
  }
}

function readMaster(text: string): Master | undefined {
  const [, generation = '1', encoded] = /^(?:([1-9]\d{0,3}):)?([^:]+)$/.exec(text.trim()) ?? [];
  const key = readKey(encoded);
  return key && [Number(generation), key];
}

function readKey(text: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  const bytes = fromBase64(text ?? '');
  return bytes?.length === keyBytes ? bytes : undefined;
}
