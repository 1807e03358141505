import { preact } from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** Where the guard runs. `127.0.0.1` is the practice inbox, in development builds alone. */
export const guardedPages = ['https://mail.google.com/*'];

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({ plugins: [preact()] }),
  manifest: ({ browser }) => ({
    name: 'Heed',
    description: "Keeps people's choices about being contacted, at the moment a message leaves.",
    permissions: ['storage', 'alarms'],
    host_permissions: [],
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
    action: { default_title: 'Heed' },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'heed@heed.example',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
  }),
});
