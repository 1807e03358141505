import { language, moment, say } from './say.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `2 minutes ago (3 May 2026, 09:14)`, in the member's own time zone. Both are milliseconds since 1970 UTC. */
export function whenInWords(instant: number, now: number): string {
  return say('when.text', { ago: ago(now - instant), moment: moment(instant) });
}

function ago(passed: number): string {
  if (passed < minute) return say('when.now');
  const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (passed < hour) return words.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return words.format(-Math.floor(passed / hour), 'hour');
  return words.format(-Math.floor(passed / day), 'day');
}
