const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `2 minutes ago (3 May 2026, 09:14)`, in the member's own time zone. Both are milliseconds since 1970 UTC. */
export function whenInWords(instant: number, now: number): string {
  const absolute = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(instant);
  return `${ago(now - instant)} (${absolute})`;
}

function ago(passed: number): string {
  if (passed < minute) return 'just now';
  const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  if (passed < hour) return words.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return words.format(-Math.floor(passed / hour), 'hour');
  return words.format(-Math.floor(passed / day), 'day');
}
