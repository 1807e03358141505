import { toHex } from '../bytes.ts';

const millisecondBytes = 6;
const countBytes = 3;

/**
 * Ids for contacts made in one go: 16 bytes, as 32 hexadecimal digits. They begin with the time and a
 * count, as a UUID of version 7 does, and end in 56 random bits. New rows so lie side by side at the end
 * of each tree that is ordered by contact, where random ids would touch a page of it each.
 */
export function newContactIds(now: number, count: number, random: Uint8Array): string[] {
  const id = new Uint8Array(16);
  for (let at = 0; at < millisecondBytes; at++) id[at] = Math.floor(now / 256 ** (5 - at));
  return Array.from({ length: count }, (_, index) => {
    for (let at = 0; at < countBytes; at++)
      id[millisecondBytes + at] = index >>> (8 * (countBytes - 1 - at));
    id.set(random.subarray(7 * index, 7 * index + 7), millisecondBytes + countBytes);
    return toHex(id);
  });
}
