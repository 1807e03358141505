import type { Plugin, ResolvedConfig } from 'vite';
import words from '../../extension/ui/words/alone.json' with { type: 'json' };

/** Files of data, and what in them is for those who keep them: no script in a page reads it. */
const kept: readonly { readonly file: RegExp; readonly fields: readonly string[] }[] = [
  { file: /\/shared\/policy\/jurisdictions\/[\w-]+\.json$/, fields: ['note'] },
  { file: /\/extension\/sites\/[\w-]+\/selectors\.json$/, fields: ['evidence'] },
  { file: /\/shared\/consent\/event-types\.json$/, fields: ['dpv'] },
];

/** Leaves out of the extension what only its makers read. */
export function withoutNotes(): Plugin {
  return {
    name: 'heed-without-notes',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0]!;
      const fields = kept.find(({ file }) => file.test(path))?.fields;
      if (!fields) return undefined;
      const drop = (key: string, value: unknown): unknown =>
        fields.includes(key) && typeof value === 'string' ? undefined : value;
      return { code: JSON.stringify(JSON.parse(code, drop)), map: null };
    },
  };
}

/**
 * Making a schema does nothing but make it, so one that nobody uses can go. Bundlers do not know that of
 * a call, and a page's script needs the types of what it gets from the background, not the checks.
 */
export function withoutIdleSchemas(): Plugin {
  return {
    name: 'heed-without-idle-schemas',
    // Reading a part of a schema, to make another of it, does nothing either.
    options: (options) => ({
      ...options,
      treeshake: {
        ...(typeof options.treeshake === 'object' && options.treeshake),
        propertyReadSideEffects: false,
      },
    }),
    transform(code, id) {
      if (!/\/shared\/.*\.ts$/.test(id) || !code.includes('valibot')) return undefined;
      return {
        code: code.replaceAll(/\b(?:v\.[a-z]\w*|whole)\(/g, '/* @__PURE__ */ $&'),
        map: null,
      };
    },
  };
}

const browserHere = '\0heed-browser';
const noContext = '\0heed-no-context';

const alone: ReadonlySet<string> = new Set(words);

/** In scripts for pages, leaves out the words that come from the background. */
export function withoutWords(): Plugin {
  let isForPages = false;
  return {
    name: 'heed-without-words',
    enforce: 'pre',
    configResolved(config) {
      isForPages = makesPageScript(config);
    },
    transform(code, id) {
      if (!isForPages || !/\/(?:extension\/ui|shared\/policy)\/words\/en\.json$/.test(id))
        return undefined;
      const all = Object.entries(JSON.parse(code) as Record<string, string>);
      const left = id.includes('/extension/ui/') ? all.filter(([key]) => alone.has(key)) : [];
      return { code: JSON.stringify(Object.fromEntries(left)), map: null };
    },
  };
}

const given: Readonly<Record<string, string>> = {
  '/shared/contact/tables.ts': '/extension/guard/given-tables.ts',
  '/shared/policy/jurisdictions/tables.ts': '/extension/guard/given-tables.ts',
  '/shared/screening/tables.ts': '/extension/guard/given-wording.ts',
  '/shared/timing/tables.ts': '/extension/guard/given-tables.ts',
};

/** In scripts for pages, has the tables come from the background when they are first needed (18 kB gzipped). */
export function withoutTables(): Plugin {
  let isForPages = false;
  return {
    name: 'heed-without-tables',
    enforce: 'pre',
    configResolved(config) {
      isForPages = makesPageScript(config);
    },
    async resolveId(source, importer) {
      if (!isForPages || !source.endsWith('/tables.ts')) return undefined;
      const found = await this.resolve(source, importer, { skipSelf: true });
      const table = Object.keys(given).find((one) => found?.id.endsWith(one));
      return table ? this.resolve(given[table]!, importer, { skipSelf: true }) : found;
    },
  };
}

/**
 * In scripts for pages, takes the browser's own interface in place of its polyfill (10 kB): they use
 * only what browsers answer with promises by themselves. And none of WXT's context, which tells pages of
 * it: they notice by themselves when they are left behind.
 */
export function withoutPolyfill(): Plugin {
  let isForPages = false;
  return {
    name: 'heed-without-polyfill',
    enforce: 'pre',
    configResolved(config) {
      isForPages = makesPageScript(config);
    },
    resolveId(source) {
      if (!isForPages) return undefined;
      if (source === 'wxt/utils/content-script-context') return noContext;
      return source === 'webextension-polyfill' ? browserHere : undefined;
    },
    load(id) {
      if (id === noContext) return 'export class ContentScriptContext {}';
      if (id !== browserHere) return undefined;
      return 'export default globalThis.browser?.runtime?.id ? globalThis.browser : globalThis.chrome;';
    },
  };
}

function makesPageScript({ build: { lib } }: ResolvedConfig): boolean {
  return lib !== false && JSON.stringify(lib.entry).includes('.content.ts');
}
