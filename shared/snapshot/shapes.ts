import * as v from 'valibot';
import type { KnownTraits } from '../consent/facts.ts';
import { KnownTraits as KnownTraitsSchema, Mark } from '../consent/facts.ts';
import type { PackedMark } from './entry.ts';
import type { Column } from './numbers.ts';
import { ColumnMeasure } from './numbers.ts';

const ColumnSchema = v.tuple([v.number(), v.number(), v.number()]);

/** What many marks have in common, and where their times are; or what is known of who people are. */
export const Shape = v.union([
  v.strictObject({
    mark: v.omit(Mark, ['since', 'until', 'event', 'of']),
    since: ColumnSchema,
    /** How long after `since`. */
    until: v.optional(ColumnSchema),
  }),
  v.strictObject({ traits: KnownTraitsSchema }),
]);
export type Shape = v.InferOutput<typeof Shape>;
type Look = Omit<PackedMark, 'since' | 'until'>;

/** A shape while it is being made: the text that tells it apart, how often it is used, its times. */
type Draft = {
  readonly look: { readonly mark: Look } | { readonly traits: KnownTraits };
  readonly since: ColumnMeasure;
  readonly until: ColumnMeasure | undefined;
  uses: number;
};

/** Gathers the shapes of all that is to be packed, the most used first. */
export class ShapeTable {
  readonly #byText = new Map<string, number>();
  readonly #drafts: Draft[] = [];

  /** Gives the shape's number, which `finish` translates. Throws `RangeError` on a time that is no instant. */
  mark({ since, until, ...mark }: PackedMark): number {
    const at = this.#draft(`${until === undefined ? 'm' : 'u'}${JSON.stringify(mark)}`, { mark });
    const draft = this.#drafts[at]!;
    draft.since.add(instant(since));
    if (until !== undefined) draft.until!.add(lasting(since, until));
    return at;
  }

  traits(traits: KnownTraits): number {
    return this.#draft(`t${JSON.stringify(traits)}`, { traits });
  }

  #draft(text: string, look: Draft['look']): number {
    let at = this.#byText.get(text);
    if (at === undefined) {
      at = this.#drafts.length;
      this.#byText.set(text, at);
      const until = text.startsWith('u') ? new ColumnMeasure() : undefined;
      this.#drafts.push({ look, since: new ColumnMeasure(), until, uses: 0 });
    }
    this.#drafts[at]!.uses++;
    return at;
  }

  /** The shapes in their final order, and the place there of each number given so far. */
  finish(): { readonly shapes: readonly Shape[]; readonly places: Uint32Array } {
    const order = this.#drafts.map((_, at) => at);
    order.sort((a, b) => this.#drafts[b]!.uses - this.#drafts[a]!.uses || a - b);
    const places = new Uint32Array(order.length);
    for (const [place, at] of order.entries()) places[at] = place;
    return { shapes: order.map((at) => finished(this.#drafts[at]!)), places };
  }
}

function finished({ look, since, until }: Draft): Shape {
  if ('traits' in look) return look;
  return {
    mark: look.mark,
    since: [...since.column()],
    ...(until && { until: [...until.column()] }),
  };
}

/** How many bytes the times of a mark of this shape take. */
export function widthOf(shape: Shape): number {
  return 'traits' in shape ? 0 : shape.since[2] + (shape.until?.[2] ?? 0);
}

/** JSON in ASCII. */
export function writeShape(shape: Shape): Uint8Array {
  const json = JSON.stringify(shape).replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Uint8Array.from(json, (character) => character.charCodeAt(0));
}

/** Throws when it is none that this version knows: then nothing of the snapshot can be trusted. */
export function readShape(ascii: Uint8Array): Shape {
  let json = '';
  for (const byte of ascii) json += String.fromCharCode(byte);
  return v.parse(Shape, JSON.parse(json));
}

export const stored = (value: number, [base, unit]: Column): number => (value - base) / unit;
export const restored = (value: number, [base, unit]: Column): number => base + value * unit;

const latest = 8.64e15;

function instant(since: number): number {
  if (Number.isInteger(since) && since >= 0 && since <= latest) return since;
  throw new RangeError(`A mark's time must be an instant in whole milliseconds, not ${since}.`);
}

function lasting(since: number, until: number): number {
  return instant(until) - since;
}
