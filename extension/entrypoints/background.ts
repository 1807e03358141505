import browser from 'webextension-polyfill';
// Makes the type of the default export nameable (TS2883); WXT reads the call, so it must stay one.
import type {} from 'wxt';
import { defineBackground } from 'wxt/utils/define-background';
import { keepFresh, sync } from '../background/connection.ts';
import { keepManaged } from '../background/managed.ts';
import { answerMessages } from '../background/messages.ts';

export default defineBackground(() => {
  answerMessages();
  keepFresh();
  keepManaged();
  browser.runtime.onStartup.addListener(() => void sync());
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' && !import.meta.env['VITE_HEED_PRACTICE'])
      void browser.runtime.openOptionsPage();
  });
});
