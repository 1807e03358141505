import { html } from 'hono/html';
import type { FC } from 'hono/jsx';
import type { Json } from '../openapi/json-schema.ts';
import type { JsonSchema } from './api-reference-schema.tsx';
import { Schema } from './api-reference-schema.tsx';

type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
};
type Operation = {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Content }>
  >;
};
type Document = {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};
type Placed = Operation & { readonly method: string; readonly path: string };

/** The description of the API as one page that works without script. */
export function referencePage(made: Json) {
  const document = made as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Placed => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag] }) => tag))];
  return html`<!doctype html>${(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${document.info.title} API ${document.info.version}`}</title>
          <link rel="stylesheet" href="reference.css" />
        </head>
        <body>
          <header>
            <h1>
              {document.info.title} API <span class="quiet">{document.info.version}</span>
            </h1>
            <p>
              <Text>{document.info.description}</Text>
            </p>
            <p>
              The same for programs: <a href="openapi.json">OpenAPI 3.1</a>.
            </p>
          </header>
          <Contents tags={tags} operations={operations} />
          <main>
            {tags.map((tag) => (
              <section aria-labelledby={`tag-${tag}`}>
                <h2 id={`tag-${tag}`}>{tag}</h2>
                {operations
                  .filter((one) => one.tags[0] === tag)
                  .map((one) => (
                    <Described {...one} />
                  ))}
              </section>
            ))}
            <h2 id="schemas">Schemas</h2>
            {Object.entries(document.components.schemas).map(([name, schema]) => (
              <div>
                <h3 id={`schema-${name}`}>{name}</h3>
                <Schema schema={schema} />
              </div>
            ))}
          </main>
        </body>
      </html>
    )}`;
}

/** What stands between backticks is code. */
const Text: FC<{ children: string }> = ({ children }) => (
  <>{children.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
);

const Contents: FC<{ tags: string[]; operations: Placed[] }> = ({ tags, operations }) => (
  <nav aria-label="Routes">
    {tags.map((tag) => (
      <div class="group">
        <a href={`#tag-${tag}`}>{tag}</a>
        <ul>
          {operations
            .filter((one) => one.tags[0] === tag)
            .map(({ operationId, summary }) => (
              <li>
                <a href={`#${operationId}`}>
                  <Text>{summary}</Text>
                </a>
              </li>
            ))}
        </ul>
      </div>
    ))}
  </nav>
);

const Described: FC<Placed> = (one) => (
  <section aria-labelledby={one.operationId}>
    <h3 id={one.operationId}>
      <code class="method">{one.method}</code> <code>{one.path}</code>
    </h3>
    <p>
      <Text>{one.summary}</Text>
    </p>
    {one.description?.split('\n\n').map((paragraph) => (
      <p class="quiet">
        <Text>{paragraph}</Text>
      </p>
    ))}
    {one.parameters && (
      <>
        <h4>Parameters</h4>
        <ul class="fields">
          {one.parameters.map((parameter) => (
            <li>
              <code>{parameter.name}</code> in {parameter.in}
              {parameter.required ? '' : <span class="quiet"> (may be left out)</span>}:{' '}
              <Schema schema={parameter.schema} /> {parameter.description}
            </li>
          ))}
        </ul>
      </>
    )}
    {one.requestBody && (
      <>
        <h4>Body</h4>
        <Bodies content={one.requestBody.content} />
      </>
    )}
    <h4>Answers</h4>
    {Object.entries(one.responses).map(([status, { description, content }]) => (
      <details>
        <summary>
          <code>{status}</code> {description}
        </summary>
        {content && <Bodies content={content} />}
      </details>
    ))}
  </section>
);

const Bodies: FC<{ content: Content }> = ({ content }) => (
  <>
    {Object.entries(content).map(([type, { schema }]) => (
      <div>
        <code>{type}</code> {schema && <Schema schema={schema} />}
      </div>
    ))}
  </>
);
