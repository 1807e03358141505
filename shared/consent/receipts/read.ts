import * as v from 'valibot';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import type { ReadReceipt } from './claim.ts';
import { Iso, readIso } from './read-iso.ts';
import { JsonLd, readJsonLd } from './read-json-ld.ts';
import { Kantara, readKantara } from './read-kantara.ts';

/** Takes a receipt of any of the three forms apart. Error: `receipt.form`. */
export function readReceipt(input: unknown): Result<ReadReceipt> {
  const iso = v.safeParse(Iso, input);
  if (iso.success) return ok(readIso(iso.output));
  const kantara = v.safeParse(Kantara, input);
  if (kantara.success) return ok(readKantara(kantara.output));
  const jsonLd = v.safeParse(JsonLd, input);
  if (jsonLd.success) return ok(readJsonLd(jsonLd.output));
  return fail(
    'receipt.form',
    'This is no receipt of Heed’s: neither ISO/IEC TS 27560, nor Kantara v1.1, nor DPV JSON-LD with the fields that the log covers.',
  );
}
