import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import eventKinds from '../../shared/consent/event-types.json' with { type: 'json' };
import { receiptTerms } from '../../shared/consent/receipts/terms.ts';
import { consentStatuses } from '../../shared/consent/state.ts';
import vocabulary from '../shared/consent/receipts/dpv-terms.json' with { type: 'json' };
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally, filesBelow } from './lib/suite.ts';

/** Every term of the vocabulary that Heed uses exists in its modules, under that prefix. */
export const suite: Suite = { name: 'Data Privacy Vocabulary (DPV 2.3)', folder: 'dpv', run };

function run(folder: string): Outcome {
  const known = new Set(
    filesBelow(folder, '.csv').flatMap((path) => termsOf(readFileSync(join(folder, path), 'utf8'))),
  );
  const { note: _, modules, ...elsewhere } = vocabulary;
  const outside = new Set(Object.values(elsewhere).flat());
  const ours = [
    ...Object.values(eventKinds).map(({ dpv }) => dpv),
    ...consentStatuses,
    ...receiptTerms,
    ...modules,
  ];
  const tally = createTally();
  for (const term of new Set(ours))
    tally.check(known.has(term), () => `${term} is in no module of DPV 2.3`);
  for (const term of outside)
    tally.check(!known.has(term), () => `${term} is in a module: list it there`);
  return tally.outcome({
    notes: [`${known.size} terms in the modules`],
    skipped: [`${outside.size} terms of modules that the set does not hold, looked up elsewhere`],
  });
}

/** Rows are `"term","type","iri",...,"vocab","namespace"`; the term's prefix follows from its IRI. */
function termsOf(csv: string): string[] {
  return [
    ...csv.matchAll(/^"([^"]+)","(?:class|property)","https:\/\/w3id\.org\/dpv([^"#]*)#/gm),
  ].map(([, term, path]) => `${prefixes[path!] ?? path}:${term}`);
}

const prefixes: Record<string, string> = { '': 'dpv', '/pd': 'pd', '/legal/eu/gdpr': 'eu-gdpr' };
