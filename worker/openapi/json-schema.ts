import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { components } from './components.ts';

export type Json = { readonly [key: string]: unknown };

const settings = {
  target: 'draft-2020-12',
  // What JSON Schema cannot say (that a day exists, that a name is no address) the route still checks.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => refTo(referenceId),
} as const;

/** `input` is what may be sent, where defaults may be left out; `output` is what is answered. */
export function jsonSchemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const whole = toJsonSchema(schema, { ...settings, typeMode, definitions: components });
  const { $schema: _, $defs: __, ...rest } = whole as Json;
  return rest;
}

export function componentSchemas(): Json {
  return toJsonSchemaDefs({ ...components }, { ...settings, typeMode: 'input' });
}

export function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}
