import browser from 'webextension-polyfill';
import { sendMessage } from '../../background/send-message.ts';
import { say } from '../../ui/say.ts';
import { showPage } from '../../ui/show-page.tsx';
import '../../ui/options/options.css';
import { OptionsPage } from '../../ui/options/options-page.tsx';
import type { OptionsPorts } from '../../ui/options/ports.ts';

const ports: OptionsPorts = {
  send: sendMessage,
  // A server that the manifest does not name may still be reached if it answers cross-origin requests.
  askAccess: (pattern) => browser.permissions.request({ origins: [pattern] }).catch(() => true),
  now: () => Date.now(),
};

void showPage(
  () => <OptionsPage ports={ports} />,
  () => say('options.title'),
);
