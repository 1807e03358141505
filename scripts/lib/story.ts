import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchChromium } from './chromium.ts';
import { connectExtension } from './connect.ts';
import type { Ending } from './ending.ts';
import { root } from './run.ts';
import type { Services } from './services.ts';
import type { Shown } from './story-dialog.ts';
import { readShown } from './story-dialog.ts';
import type { Tab } from './tab.ts';
import { tabOf } from './tab.ts';

/** What came of trying to send to somebody who said no. */
export type Story = {
  /** Whether the dialog came up and nothing left. */
  readonly stopped: boolean;
  readonly text: string;
};

const recipient = 'Amelia Hart <amelia.hart@example.com>';
const settling = 500;

/** Writes to a sample contact who objected, presses Send, and tells what happened. In a browser without a window. */
export async function performStory(services: Services, ending: Ending): Promise<Story> {
  const browser = await launchChromium({
    extensionDir: services.extensionDir,
    signals: 'caller',
    viewport: { width: 1180, height: 760 },
  });
  ending.add(browser.close);
  const options = await connectExtension(browser, services);
  await options.close();
  services.practice.clear();
  const mail = tabOf(await browser.open(services.practice.url));
  const pictures = picturesOf(mail);
  await mail.click('.p-compose');
  await mail.type(`${recipient},`);
  await mail.click('input[name=subjectbox]');
  await mail.type('Our new offer');
  await mail.press('Tab');
  await mail.type('Hello Amelia, may I show you what is new this autumn?');
  await mail.see('heed-badge[data-status] >>> .badge');
  await pictures.take('before-sending');
  await mail.click('.aoO');
  const shown = await readShown(mail);
  await new Promise((resolve) => setTimeout(resolve, settling));
  await pictures.take('after-sending');
  const left = services.practice.sent().length;
  await browser.close();
  const stopped = left === 0 && shown !== undefined;
  return { stopped, text: tell(shown, left, browser.version, pictures.paths) };
}

function picturesOf(tab: Tab) {
  const folder = join(root, '.heed/pictures');
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  return {
    paths,
    take: async (name: string) => {
      const path = join(folder, `${name}.png`);
      await tab.screenshot(path);
      paths.push(relative(process.env['INIT_CWD'] ?? process.cwd(), path));
    },
  };
}

function tell(shown: Shown | undefined, left: number, browser: string, pictures: string[]): string {
  const title = left === 0 && shown ? shown.title : 'THE MESSAGE WAS NOT STOPPED';
  return [
    '',
    title,
    '',
    line('Written to', recipient),
    line('Sent by', `a click on Send in the practice inbox, ${browser}`),
    ...(shown?.people ?? []).flatMap(({ name, status, reasons }) => [
      line('Verdict', `${name}: ${status}`),
      ...reasons.flatMap(({ message, decidedBy, citation }) => [
        line('Why', message),
        line('Decided by', decidedBy),
        line('On what ground', citation),
      ]),
    ]),
    line('One can', shown?.buttons.join(' | ') ?? 'nothing: no dialog came up'),
    line('Requests that left', String(left)),
    ...pictures.map((path, index) => line(index === 0 ? 'Pictures' : '', path)),
    '',
  ].join('\n');
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(20)}${text}`;
}
