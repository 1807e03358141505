import browser from 'webextension-polyfill';
import { sendMessage } from '../../background/send-message.ts';
import { askTab } from '../../guard/tell-state.ts';
import { showPage } from '../../ui/show-page.tsx';
import '../../ui/popup/popup.css';
import type { PopupPorts } from '../../ui/popup/popup-page.tsx';
import { PopupPage } from '../../ui/popup/popup-page.tsx';

const ports: PopupPorts = {
  send: sendMessage,
  now: () => Date.now(),
  askTab,
  openOptions: () => void browser.runtime.openOptionsPage().then(() => window.close()),
};

void showPage(
  () => <PopupPage ports={ports} />,
  () => 'Heed',
);
