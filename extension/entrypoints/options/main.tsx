import { render } from 'preact';
import browser from 'webextension-polyfill';
import { sendMessage } from '../../background/send-message.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/options/options.css';
import { OptionsPage } from '../../ui/options/options-page.tsx';
import type { OptionsPorts } from '../../ui/options/ports.ts';

const ports: OptionsPorts = {
  send: sendMessage,
  // A server that the manifest does not name may still be reached if it answers cross-origin requests.
  askAccess: (pattern) => browser.permissions.request({ origins: [pattern] }).catch(() => true),
  now: () => Date.now(),
};

render(<OptionsPage ports={ports} />, document.getElementById('app')!);
