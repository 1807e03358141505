import { observances } from './tables.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const day = 86_400_000;

/**
 * What many people keep on a day, whatever their country's law says: ids such as `eid-al-fitr`. For
 * advice only. `date` is `2026-03-20`.
 */
export function observancesOn(date: string): string[] {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return observances
    .filter(({ calendar, month, day: first, days }) => {
      for (let before = 0; before < days; before++) {
        const shown = shownOn(calendar, noon - before * day);
        if (shown.month === month && shown.day === first) return true;
      }
      return false;
    })
    .map(({ id }) => id);
}

function shownOn(calendar: string, at: number): { month: string; day: number } {
  let format = formats.get(calendar);
  if (!format) {
    format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    formats.set(calendar, format);
  }
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return { month: part('month'), day: Number(part('day')) };
}
