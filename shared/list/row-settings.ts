import { detailFields } from './details.ts';
import { readFlag } from './fields.ts';
import type { ListState } from './list-reader.ts';
import type { ListSettings, RowSettings } from './settings.ts';

/** What reading a row needs, worked out once for all of them. */
export function rowSettings(settings: ListSettings, { form }: ListState): RowSettings {
  const { types, dates, timeZone, phoneCountry, columns = {} } = settings;
  const defaults = form?.layout.defaults ?? settings.defaults;
  const fields = form ? form.layout.columns.map(({ field }) => field) : Object.values(columns);
  const said: readonly string[] = [...fields, ...Object.keys(defaults)];
  return {
    types,
    dates,
    timeZone,
    phoneCountry,
    defaults,
    hasFlags: fields.some((field) => readFlag(field) !== undefined),
    // What the keys of the next line of NDJSON are, nobody knows.
    hasDetails: !form || detailFields.some((field) => said.includes(field)),
  };
}
