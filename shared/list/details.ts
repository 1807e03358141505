import { isTimeZone } from '../calendar.ts';
import type { ConsentEvent, EventType, Ground, Traits } from '../consent/event.ts';
import { countrySources } from '../consent/event.ts';
import { isCountry } from '../country.ts';
import { groundKinds, recipientClasses } from '../policy/jurisdiction.ts';
import { jurisdictions } from '../policy/jurisdictions/index.ts';
import type { Cells } from './cells.ts';
import type { PlainField } from './fields.ts';
import type { Lines } from './lines.ts';
import type { RowSettings } from './settings.ts';
import { readAnswer } from './words.ts';

export type Details = Partial<
  Pick<
    ConsentEvent,
    'source' | 'evidence' | 'language' | 'noticeVersion' | 'registry' | 'ground' | 'traits'
  >
>;

/** The registers that the law of some place knows. */
const registers = [
  ...new Set(
    jurisdictions.flatMap(({ rows }) =>
      rows.flatMap((row) => (row.kind === 'registry' ? [row.registry] : [])),
    ),
  ),
];

const longestText = 200;
const plainId = /^[\w.:/#-]+$/;

/** What else a row says. `undefined` when it lacks what its type cannot be without. */
export function detailsOf(
  type: EventType,
  cells: Cells,
  { defaults, hasDetails }: RowSettings,
  lines: Lines,
): Details | undefined {
  const { plain } = cells;
  if (!hasDetails && !needs[type]) return nothing;
  const details = {
    source: text('source', plain.source ?? defaults.source, lines),
    evidence: text('evidence', plain.evidence ?? defaults.evidence, lines),
    language: name('language', plain.language ?? defaults.language, 35, lines),
    noticeVersion: name('noticeVersion', plain.noticeVersion ?? defaults.noticeVersion, 200, lines),
    registry: choice('registry', { ...defaults, ...plain }, registers, lines),
    ground: groundOf({ ...defaults, ...plain }, lines),
    traits: traitsOf({ ...defaults, ...plain }, lines),
  };
  const lacking = needs[type];
  if (lacking && details[lacking[0]] === undefined) return lines.tell(...lacking[1]);
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** A list has millions of rows, most of which say no more than who and when. */
const nothing: Details = {};

/** The fields that `detailsOf` reads. */
export const detailFields = [
  'source',
  'evidence',
  'language',
  'noticeVersion',
  'registry',
  'country',
  'class',
  'timeZone',
  'ground',
] as const;

const needs: Partial<
  Record<EventType, [keyof Details, [field: PlainField, code: string, message: string]]>
> = {
  'relationship-recorded': [
    'ground',
    ['ground', 'ground-missing', `Say what it rests on: one of ${groundKinds.join(', ')}.`],
  ],
  'registry-listed': [
    'registry',
    ['registry', 'registry-missing', `Name the register: one of ${registers.join(', ')}.`],
  ],
  described: [
    'traits',
    ['country', 'traits-missing', 'Say who they are: a country code, a class or a time zone.'],
  ],
};

function text(field: PlainField, said: string | undefined, lines: Lines): string | undefined {
  if (said === undefined || said.length <= longestText) return said;
  lines.tell(field, 'text-cut', `Only the first ${longestText} characters are kept.`);
  return said.slice(0, longestText).toWellFormed();
}

function name(
  field: PlainField,
  said: string | undefined,
  longest: number,
  lines: Lines,
): string | undefined {
  if (said === undefined || (plainId.test(said) && said.length <= longest)) return said;
  return leftOut(
    field,
    `Write at most ${longest} letters, digits and . _ : / # - and no spaces.`,
    lines,
  );
}

function leftOut(field: PlainField, expected: string, lines: Lines): undefined {
  return lines.tell(field, 'left-out', `This cell was left out. ${expected}`);
}

type Said = { readonly [field in PlainField]?: string | undefined };

function choice<Value extends string>(
  field: PlainField,
  said: Said,
  values: readonly Value[],
  lines: Lines,
): Value | undefined {
  const value = said[field];
  if (value === undefined) return undefined;
  const found = values.find((each) => each.toLowerCase() === value.toLowerCase());
  return found ?? leftOut(field, `Write one of ${values.join(', ')}.`, lines);
}

function traitsOf(said: Said, lines: Lines): Traits | undefined {
  const { country, timeZone } = said;
  const code = country?.toUpperCase();
  const traits = {
    ...(code !== undefined &&
      (isCountry(code)
        ? // What a list says of somebody, they need not have said themselves.
          {
            country: code,
            countrySource: choice('countrySource', said, countrySources, lines) ?? 'profile',
          }
        : leftOut('country', 'Write an ISO 3166 code: DE, GB, US-CA.', lines))),
    ...filled('class', choice('class', said, recipientClasses, lines)),
    ...(timeZone !== undefined &&
      (isTimeZone(timeZone)
        ? { timeZone }
        : leftOut('timeZone', 'Write an IANA time zone such as Europe/Berlin.', lines))),
  };
  return Object.keys(traits).length === 0 ? undefined : (traits as Traits);
}

function groundOf(said: Said, lines: Lines): Ground | undefined {
  const kind = choice('ground', said, groundKinds, lines);
  if (kind === undefined) return undefined;
  const answers = (
    ['toldAtCollection', 'collectedDirectly', 'relevantToRole', 'refusalStated'] as const
  ).map((field) => filled(field, answer(field, said, lines)));
  return Object.assign({ kind }, ...answers) as Ground;
}

function answer(field: PlainField, said: Said, lines: Lines): boolean | undefined {
  const value = said[field];
  if (value === undefined) return undefined;
  return readAnswer(value) ?? leftOut(field, 'Write yes or no.', lines);
}

function filled<Name extends string, Value>(key: Name, value: Value | undefined) {
  return value === undefined ? {} : { [key]: value };
}
