import * as v from 'valibot';
import { countrySources, methods } from '../consent/event.ts';
import { channels } from '../contact/channels.ts';
import { groundKinds, recipientClasses } from '../policy/jurisdiction.ts';
import type { Problem } from '../result.ts';
import { delimiters } from './csv.ts';
import type { Field } from './fields.ts';
import { isField, listedTypes, plainFields, readFlag } from './fields.ts';
import { dateOrders } from './when.ts';

const column = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const field = v.pipe(
  v.string(),
  v.check(
    isField,
    `must be one of ${plainFields.join(', ')}, or a type and a channel such as objected@email.`,
  ),
  v.transform((text) => text as Field),
);
/** Stored in the clear, so it names a thing and not a person. */
const plain = (length: number) =>
  v.pipe(
    v.string(),
    v.maxLength(length),
    v.regex(/^[\w.:/#-]+$/, 'may hold letters, digits and . _ : / # - only.'),
  );
const text = v.pipe(v.string(), v.maxLength(200));
const listedType = v.picklist(listedTypes as [(typeof listedTypes)[0]]);

/** What holds for every row whose own columns do not say it. */
export const Defaults = v.strictObject({
  type: v.optional(listedType),
  purpose: v.optional(plain(64)),
  channel: v.optional(v.picklist([...channels, 'all'])),
  method: v.optional(v.picklist(methods)),
  occurredAt: v.optional(
    v.pipe(v.string(), v.isoTimestamp('must be an ISO 8601 time with zone: 2026-05-03T09:00:00Z.')),
  ),
  source: v.optional(text),
  evidence: v.optional(text),
  language: v.optional(plain(35)),
  noticeVersion: v.optional(plain(200)),
  until: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  registry: v.optional(text),
  country: v.optional(v.pipe(v.string(), v.maxLength(6))),
  countrySource: v.optional(v.picklist(countrySources)),
  class: v.optional(v.picklist(recipientClasses)),
  timeZone: v.optional(v.pipe(v.string(), v.maxLength(64))),
  ground: v.optional(v.picklist(groundKinds)),
});
export type Defaults = v.InferOutput<typeof Defaults>;

/** How a list is read: which column is what, and what its words mean. */
export const ListSettings = v.strictObject({
  format: v.picklist(['csv', 'ndjson']),
  /** False when the first line is a row already: columns are then called 1, 2, 3, ... */
  header: v.optional(v.boolean(), true),
  delimiter: v.optional(v.picklist(delimiters)),
  /** From a column's name (of NDJSON, a key, with dots into objects) to its field. Suggested from the header when left out. */
  columns: v.optional(v.record(column, field)),
  defaults: v.optional(Defaults, {}),
  /** What words of the `type` column mean, beside those that are known. */
  types: v.optional(v.record(column, v.picklist([...listedTypes, 'skip']))),
  /** Which comes first in 03/05/2026. */
  dates: v.optional(v.picklist(dateOrders)),
  /** IANA zone of times that say none. */
  timeZone: v.optional(v.pipe(v.string(), v.maxLength(64)), 'UTC'),
  /** Where phone numbers without + are from: `GB`. */
  phoneCountry: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'must be a code like GB.'))),
});
export type ListSettings = v.InferOutput<typeof ListSettings>;

/** What reading a row needs to know. */
export type RowSettings = Pick<ListSettings, 'types' | 'dates' | 'timeZone' | 'phoneCountry'> & {
  readonly defaults: Defaults;
  /** Some columns say yes or no to one thing. */
  readonly hasFlags: boolean;
  /** False where no column and no default says more than who, what and when: most rows of most lists. */
  readonly hasDetails: boolean;
};

const identifying: readonly string[] = ['email', 'phone', 'linkedin', 'domain', 'identifier'];

/** What is wrong with a mapping by itself, whatever the file holds; `undefined` when nothing is. */
export function mappingProblem(
  fields: readonly Field[],
  { type }: Pick<Defaults, 'type'>,
): Problem | undefined {
  const wrong = (code: string, message: string) => ({ code: `list.${code}`, message });
  const plainOnes = fields.filter((each) => !readFlag(each));
  const twice = plainOnes.find((each, index) => plainOnes.indexOf(each) !== index);
  if (twice) return wrong('field-twice', `Two columns are mapped to ${twice}; leave one out.`);
  if (!fields.some((each) => identifying.includes(each)))
    return wrong(
      'no-identifier',
      'No column says who: map one to email, phone, linkedin or domain.',
    );
  const flags = plainOnes.length < fields.length;
  if (flags && (fields.includes('type') || type !== undefined))
    return wrong(
      'type-and-flags',
      'Columns are mapped to yes or no of one type, so leave out the type for the whole row, in columns or defaults.',
    );
  if (!flags && !fields.includes('type') && type === undefined)
    return wrong(
      'no-type',
      'Nothing says what the rows mean: map a column to type, or to yes or no of one such as ' +
        'objected@email, or give one type for all in defaults.type.',
    );
  return undefined;
}
