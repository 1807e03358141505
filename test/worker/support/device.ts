import type { Copy } from '../../../extension/background/copy.ts';
import { factsFrom, openCopy } from '../../../extension/background/copy.ts';
import type { CopySource } from '../../../extension/background/fetch-copy.ts';
import { fetchCopy } from '../../../extension/background/fetch-copy.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import type { ErrorBody, SnapshotBase, SyncResponse } from '../../../shared/protocol/api.ts';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import type * as v from 'valibot';
import type { Answer, Caller } from './organisation.ts';
import { email } from './store.ts';

/** The parts that a device keeps, in memory. */
export function memoryParts() {
  const kept = new Map<string, ArrayBuffer>();
  return {
    kept,
    names: async () => [...kept.keys()],
    get: async (name: string) => kept.get(name),
    set: async (name: string, bytes: ArrayBuffer) => void kept.set(name, bytes),
    drop: async (names: string[]) => names.forEach((name) => kept.delete(name)),
    clear: async () => kept.clear(),
  };
}

/** What the extension does to keep its copy, against this worker. Throws where the extension would say what went wrong. */
export class Device {
  readonly parts = memoryParts();
  readonly asked: string[] = [];
  #copy: Copy | undefined;
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  get kept(): Copy['kept'] {
    return this.#copy!.kept;
  }

  /** Of what has changed since the base, so many entries are kept. */
  get changes(): number {
    return this.#copy!.snapshot.changes.size;
  }

  async sync(): Promise<this> {
    const kept = await fetchCopy(this.#source, this.parts, this.#copy?.kept, Date.now());
    this.#copy = valueOf(openCopy(valueOf(kept)));
    return this;
  }

  async facts(identifier: Identifier | string): Promise<ConsentFacts> {
    const asked = typeof identifier === 'string' ? email(identifier) : identifier;
    const found = await factsFrom(this.#copy!, this.parts, [], [asked]);
    if (!found) throw new Error('A part of the copy is damaged.');
    return found[0]!;
  }

  async types(identifier: string): Promise<string[]> {
    return (await this.facts(identifier)).marks.map(({ type }) => type);
  }

  readonly #source: CopySource = {
    fetchSince: async (seen) => {
      const query = seen ? `?since=${seen.version}&epoch=${seen.epoch}` : '';
      const headers: Record<string, string> = seen?.etag ? { 'if-none-match': seen.etag } : {};
      const answer = await this.#get<SyncResponse>(`/sync${query}`, headers);
      if (answer.status === 304) return ok('nothing new');
      const etag = answer.headers.get('etag') ?? undefined;
      return resultOf(answer, (body) => ({ body, etag }));
    },
    fetchBase: async (id) =>
      resultOf(await this.#get<SnapshotBase>(`/sync/base/${id}`), (base) => base),
    fetchPart: async (id, part) => {
      const answer = await this.#get<ArrayBuffer>(`/sync/base/${id}/${part}`);
      if (answer.status !== 200) return resultOf(answer, (bytes) => bytes);
      const plain = new Blob([answer.body]).stream().pipeThrough(new DecompressionStream('gzip'));
      return ok(await new Response(plain).arrayBuffer());
    },
  };

  #get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    this.asked.push(path);
    return this.#caller.get<T>(path, headers);
  }
}

function resultOf<Body, T>(answer: Answer<Body>, read: (body: Body) => T): Result<T> {
  if (answer.status === 200) return ok(read(answer.body));
  const { error } = answer.body as unknown as v.InferOutput<typeof ErrorBody>;
  return fail(error.code, error.message);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
