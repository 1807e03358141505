import holidayTable from './holidays.json' with { type: 'json' };
import observanceTable from './observances.json' with { type: 'json' };
import weekendTable from './weekend.json' with { type: 'json' };

// In a script for pages `extension/guard/given-tables.ts` stands in this place (`scripts/lib/slim.ts`).

export type HolidayRules = {
  readonly fixed: string;
  readonly easter?: readonly number[];
  readonly orthodox?: readonly number[];
  readonly dates?: string;
};
export type Holidays = {
  readonly from: number;
  readonly to: number;
  readonly countries: Readonly<Record<string, HolidayRules>>;
};

export const holidays: Holidays = holidayTable;

/** Where people rest on other days than Saturday and Sunday: `5 6`, by their numbers, and the countries. */
export const weekends: Readonly<Record<string, readonly string[]>> = weekendTable.days;

/** What many people keep, by the calendar that it follows. */
export type Observance = {
  readonly id: string;
  readonly calendar: string;
  readonly month: string;
  readonly day: number;
  readonly days: number;
};
export const observances: readonly Observance[] = observanceTable.observances;
