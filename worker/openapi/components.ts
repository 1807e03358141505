import type * as v from 'valibot';
import { Reason } from '../../shared/protocol/answers.ts';
import { ErrorBody, EventInput, IdentifierInput } from '../../shared/protocol/api.ts';
import { Policy } from '../../shared/policy/policy.ts';

/** The schemas that the document names; the others stand where they are used. */
export const components: Readonly<Record<string, v.GenericSchema>> = {
  Error: ErrorBody,
  Event: EventInput,
  Identifier: IdentifierInput,
  Policy,
  Reason,
};
