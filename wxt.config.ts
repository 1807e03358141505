import { preact } from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { packs } from './shared/screening/packs.ts';
import {
  withoutIdleSchemas,
  withoutNotes,
  withoutPolyfill,
  withoutTables,
  withoutWords,
} from './scripts/lib/slim.ts';

/** Fixes the id ieegdakbdalhbojkocmamomnjdkkpefc, which the worker lets in; the private half is the store's. */
const publicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA03D2akABOEZNCyujn9A+3k6BgO5V7Q7yLIrMjTvMpOKU1KHCqtt+riLxKRUoeBOVVt0ZSFXbAylbXsfKjm0isUJua6PhyV6aVcJXE2532ZwqcQRmI9555tRVExX27uJF+GGLakoqXtzexVquO4FSrpuYkrI5sNmd/rNfyfom0FUzUBv7jiu89gnhe4oFcZKGEDR8Up71yCQceY3GDKlMzVmz9V0VWK1ciYEo3plAnaifczA1IT+igfCg5wR6UG1ceY6ie2tdetrkuMdQn1z31WU1lR/X/QZYX9zLsOaAtjewqsrcLujyXfiGLcnU1V8BC+CIqlLklNhkA6JY/omVkwIDAQAB';

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({
    plugins: [
      preact(),
      withoutNotes(),
      withoutPolyfill(),
      withoutTables(),
      withoutWords(),
      withoutIdleSchemas(),
    ],
  }),
  hooks: {
    // What languages are screened with: a page is given the one that is written in it.
    'build:publicAssets': (_, files) => {
      for (const pack of packs)
        files.push({
          relativeDest: `packs/${pack.language}.json`,
          contents: JSON.stringify(pack),
        });
    },
  },
  manifest: ({ browser }) => ({
    name: 'Heed',
    description: "Keeps people's choices about being contacted, at the moment a message leaves.",
    permissions: ['storage', 'alarms'],
    action: { default_title: 'Heed' },
    ...(browser === 'firefox'
      ? {
          // Firefox adds upgrade-insecure-requests otherwise, and a worker on this machine has no TLS.
          content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
          browser_specific_settings: {
            gecko: {
              id: 'heed@heed.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: publicKey, // The first with Temporal, by which the rules count days and months.
          minimum_chrome_version: '144',
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
