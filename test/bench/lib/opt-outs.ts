const domains = ['example.com', 'mail.example', 'corp.example', 'gmail.com', 'web.example'];

/** Somebody at one of a few providers; no two alike. */
export function addressOfOptOut(at: number): string {
  const name = `${((at * 2_654_435_761) % 4_294_967_296).toString(36)}.${at.toString(36)}`;
  return `${name}@${domains[at % domains.length]}`;
}

/** A line of a list of opt-outs, each on a day of its own. */
export function optOutLine(at: number): string {
  return `${addressOfOptOut(at)},${new Date(1_700_000_000_000 + at * 60_000).toISOString()}\n`;
}

export const optOutHeader = 'email,date\n';
