import type { FC } from 'hono/jsx';

/** As much of JSON Schema as the routes' schemas come to. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
};

/** A schema in words, and what is inside it as a list. */
export const Schema: FC<{ schema: JsonSchema }> = ({ schema }) => (
  <>
    <Kind schema={schema} />
    {schema.description && <> {schema.description}</>}
    <Inside schema={schema} />
  </>
);

const Kind: FC<{ schema: JsonSchema }> = ({ schema }) => {
  const { $ref, type, items, anyOf } = schema;
  if ($ref) return <Named name={nameIn($ref)} />;
  if (anyOf && anyOf.every(isPlain))
    return (
      <>
        {anyOf.map((option, index) => (
          <>
            {index > 0 && ' or '}
            <Kind schema={option} />
          </>
        ))}
      </>
    );
  if (items)
    return (
      <>
        list of <Kind schema={items} />
        <Limits schema={schema} />
      </>
    );
  return (
    <>
      <span class="quiet">{anyOf ? 'one of' : (type ?? (schema.const ? 'text' : 'anything'))}</span>
      <Limits schema={schema} />
    </>
  );
};

const Named: FC<{ name: string }> = ({ name }) => <a href={`#schema-${name}`}>{name}</a>;

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

const Limits: FC<{ schema: JsonSchema }> = ({ schema }) => {
  const said = limitsOf(schema);
  return said.length === 0 ? <></> : <span class="quiet"> ({said.join('; ')})</span>;
};

function limitsOf(schema: JsonSchema): string[] {
  const { format, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const limits: [string, unknown][] = [
    ['', schema.enum?.map(String).join(', ')],
    ['always ', schema.const],
    ['', format],
    ['form ', pattern],
    ['', minLength === 1 ? 'not empty' : minLength && `at least ${minLength} characters`],
    ['at most ', maxLength && `${maxLength} characters`],
    ['at least ', minimum],
    ['at most ', maximum],
    ['', minItems === 1 ? 'not empty' : minItems && `at least ${minItems} entries`],
    ['at most ', maxItems && `${maxItems} entries`],
    ['when left out: ', schema.default === undefined ? undefined : JSON.stringify(schema.default)],
  ];
  return limits.flatMap(([before, value]) =>
    value === undefined ? [] : [`${before}${String(value)}`],
  );
}

const Inside: FC<{ schema: JsonSchema }> = ({ schema }) => {
  const { properties, required = [], items, anyOf, additionalProperties } = schema;
  if (items) return <Inside schema={items} />;
  if (anyOf && !anyOf.every(isPlain))
    return (
      <ul class="fields">
        {anyOf.map((option) => (
          <li>
            <Schema schema={option} />
          </li>
        ))}
      </ul>
    );
  if (typeof additionalProperties === 'object')
    return (
      <ul class="fields">
        <li>
          any name: <Schema schema={additionalProperties} />
        </li>
      </ul>
    );
  if (!properties) return <></>;
  return (
    <ul class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <li>
          <code>{name}</code>
          {required.includes(name) ? '' : <span class="quiet"> (may be left out)</span>}:{' '}
          <Schema schema={field} />
        </li>
      ))}
    </ul>
  );
};

/** Told in a few words, with nothing inside. */
function isPlain({ properties, anyOf, items, additionalProperties }: JsonSchema): boolean {
  if (items) return isPlain(items);
  return !properties && !anyOf && typeof additionalProperties !== 'object';
}
