import type { Rule } from '../decision.ts';
import { bounce } from './bounce.ts';
import { objection } from './objection.ts';
import { optOut } from './opt-out.ts';
import { suppression } from './suppression.ts';
import { unknown } from './unknown.ts';

/** Every rule, in the order of evaluation. All of them run; the order is that of the reasons shown. */
export const rules: readonly Rule[] = [objection, bounce, suppression, optOut, unknown];
