import type { ListState } from '../../shared/list/list-reader.ts';
import { openList } from '../../shared/list/list-reader.ts';
import { rowSettings } from '../../shared/list/row-settings.ts';
import type { Problem } from '../../shared/result.ts';
import type { ImportRecord } from '../store/imports-records.ts';
import type { Step } from '../store/imports-steps.ts';
import type { Store } from '../store/store.ts';
import { Batch } from './batch.ts';
import { consentsToNo } from './said-no.ts';
import { byteLength, TextStream } from './text-stream.ts';

/**
 * How many rows are recorded in one transaction, and how many transactions one request may make. Where rows
 * come to more than two events each, as a list of many yes-or-no columns does, fewer of them: what a
 * step holds in memory is events.
 */
export type Limits = { readonly rows: number; readonly steps: number };

/** D1 answers a thousand queries in one request (2026-11), and a step takes about twenty. */
const usual: Limits = { rows: 5000, steps: 40 };

export type Part = {
  readonly body: ReadableStream<Uint8Array> | null;
  /** The list ends with it. */
  readonly isLast: boolean;
  /** How many bytes it has, where that was announced. */
  readonly length: number | undefined;
};

/**
 * Takes a part of a list in as it comes, some thousands of rows at a time, and gives how far it came: to
 * the last whole row, or as far as one request may go. What follows has to be sent again. Throws a 409
 * `Refusal` when another request is doing the same.
 */
export async function feed(
  store: Pick<Store, 'imports' | 'factsFor' | 'policy'>,
  from: ImportRecord,
  part: Part,
  recordedBy: string,
  limits = usual,
): Promise<ImportRecord> {
  const stream = new TextStream(part.body, from.offset);
  const feeding = new Feeding(store, from, recordedBy, limits);
  for (;;) {
    const piece = await stream.next();
    // A connection that broke must not pass for the end of the list.
    const isWhole = part.length === undefined || stream.received === part.length;
    const isEnd = part.isLast && piece.isLast && isWhole;
    const problem = piece.problem ?? (isEnd ? piece.cut : undefined);
    await feeding.take(piece.text, { isLast: piece.isLast, isEnd, problem });
    if (feeding.isOver || piece.isLast) return feeding.current;
    if (feeding.steps < limits.steps) continue;
    await stream.cancel();
    return feeding.current;
  }
}

/** Whether the part ends with the text, whether the list does, and why what follows cannot be read. */
type Ending = {
  readonly isLast: boolean;
  readonly isEnd: boolean;
  readonly problem: Problem | undefined;
};

class Feeding {
  current: ImportRecord;
  steps = 0;
  readonly #store: Pick<Store, 'imports' | 'factsFor' | 'policy'>;
  readonly #recordedBy: string;
  /** The text that has not been read, the byte where it begins, and what the reader knows there. */
  #rest = '';
  #offset: number;
  #reading: ListState;
  #batch = new Batch();
  readonly #limits: Limits;

  constructor(
    store: Pick<Store, 'imports' | 'factsFor' | 'policy'>,
    from: ImportRecord,
    by: string,
    limits: Limits,
  ) {
    this.#limits = limits;
    this.#store = store;
    this.#recordedBy = by;
    this.current = from;
    this.#offset = from.offset;
    this.#reading = from.reading;
  }

  get isOver(): boolean {
    return this.current.state !== 'open';
  }

  async take(more: string, { isLast, isEnd, problem }: Ending): Promise<void> {
    const { settings } = this.current;
    const text = this.#rest + more;
    const from = this.#offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
    const opened = openList(text, settings, this.#reading, { isLast: isEnd && !problem, from });
    if (!opened.ok) return this.#step({ ends: problem ?? opened.problem });
    const { list } = opened;
    const forRows = rowSettings(settings, list.state());
    let read = 0;
    const keepUp = () => {
      this.#offset += byteLength(text.slice(read, list.position()));
      read = list.position();
      this.#reading = list.state();
    };
    const now = Date.now();
    for (let row = list.next(); row; row = list.next()) {
      this.#batch.add(row, this.current, forRows, now);
      const { rows: most } = this.#limits;
      if (this.#batch.rows < most && this.#batch.events.length < 2 * most) continue;
      keepUp();
      await this.#step({});
      if (this.steps === this.#limits.steps) return;
    }
    keepUp();
    this.#rest = text.slice(read);
    if (problem || isEnd) await this.#step({ ends: problem ?? 'done' });
    else if (isLast && this.#offset > this.current.offset) await this.#step({});
  }

  async #step({ ends }: Pick<Step, 'ends'>): Promise<void> {
    const { rows, events, lines } = this.#batch;
    this.#batch = new Batch();
    this.steps++;
    const notes = await consentsToNo(this.#store, this.current.id, events);
    const step = {
      offset: this.#offset,
      reading: this.#reading,
      rows,
      events,
      lines,
      notes,
      ...(ends && { ends }),
    };
    const by = { recordedBy: this.#recordedBy, now: Date.now() };
    this.current = await this.#store.imports.advance(this.current, step, by);
  }
}
