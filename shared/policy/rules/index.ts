import type { Rule } from '../rule.ts';
import { bounce } from './bounce.ts';
import { complaint } from './complaint.ts';
import { evidence } from './evidence.ts';
import { frequency } from './frequency.ts';
import { grounds } from './grounds.ts';
import { honestSubject } from './honest-subject.ts';
import { objection } from './objection.ts';
import { optIn } from './opt-in.ts';
import { optOut } from './opt-out.ts';
import { quietHours } from './quiet-hours.ts';
import { registry } from './registry.ts';
import { requiredContents } from './contents.ts';
import { screening } from './screening.ts';
import { suppression } from './suppression.ts';

/** Every rule, in the order of evaluation. All that have a topic are asked; the order is that of the reasons shown. */
export const rules: readonly Rule[] = [
  objection,
  complaint,
  bounce,
  registry,
  suppression,
  optOut,
  optIn,
  evidence,
  grounds,
  requiredContents,
  honestSubject,
  screening,
  quietHours,
  frequency,
];
