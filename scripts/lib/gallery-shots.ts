import type { Page } from 'playwright-core';

/** A picture to take: which state, and what to do in it first. */
export type Shot = {
  readonly name: string;
  readonly state: string;
  /** CSS pixels. A width that stands for a zoomed window needs no zoom. */
  readonly size: readonly [width: number, height: number];
  readonly theme: 'light' | 'dark';
  readonly forced?: boolean;
  readonly prepare?: (page: Page) => Promise<void>;
};

const wide = [1400, 900] as const;
const middle = [800, 900] as const;
const phone = [360, 740] as const;

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name }).first().click();

type Steps = NonNullable<Shot['prepare']>;

const openWhy: Steps = (page) => page.getByText('Why?').first().click();
const openRecord = press(/^They agreed/);
const openOverride = press('Send anyway…');
const wrongDay: Steps = async (page) => {
  await openRecord(page);
  await page.locator('input[type=date]').fill('2999-01-01');
  await press('Record')(page);
};
const shortReason: Steps = async (page) => {
  await openOverride(page);
  await page.locator('textarea').fill('because');
  await press(/^Record the reason/)(page);
};
const wrongAddress: Steps = async (page) => {
  await page.getByLabel('Server address').fill('http://heed.example.com');
  await press('Connect')(page);
};
const wrongToken: Steps = async (page) => {
  await page.getByLabel('Server address').fill('heed.example.com');
  await page.getByText('Connect with a token instead').click();
  await page.getByLabel('Token').fill('secret');
  await press('Connect')(page);
};
const cardOf =
  (status: string): Steps =>
  async (page) => {
    await page.locator(`heed-badge[data-status=${status}]`).first().hover();
    await page.locator('heed-card').waitFor();
  };
const recordFromCard: Steps = async (page) => {
  await page.locator('heed-badge[data-status=allowed] button').click();
  await press(/^They asked me to stop/)(page);
};
const recordedFromCard: Steps = async (page) => {
  await recordFromCard(page);
  await press(/^Record$/)(page);
};
const keyboardCard: Steps = async (page) => {
  await page.keyboard.press('Alt+Shift+H');
};
const openAsking = press('Ask for permission');
const countryMissing: Steps = async (page) => {
  await press(/^Say where they are/)(page);
  await press(/^Record$/)(page);
};

const states: readonly [name: string, state: string, prepare?: Steps][] = [
  ['dialog-one', 'dialog-one'],
  ['dialog-one-why', 'dialog-one', openWhy],
  ['dialog-mixed', 'dialog-mixed'],
  ['dialog-unknown-record', 'dialog-unknown', openRecord],
  ['dialog-unknown-where', 'dialog-unknown', press(/^Say where they are/)],
  ['dialog-unknown-customer', 'dialog-unknown', press(/^They are a customer/)],
  ['dialog-unknown-wrong-day', 'dialog-unknown', wrongDay],
  ['dialog-override', 'dialog-override', openOverride],
  ['dialog-override-short', 'dialog-unknown', shortReason],
  ['dialog-problem', 'dialog-mixed', press(/^Remove/)],
  ['dialog-many', 'dialog-many'],
  ['dialog-long', 'dialog-long'],
  ['dialog-by-hand', 'dialog-by-hand'],
  ['dialog-rtl', 'dialog-rtl'],
  ['dialog-trouble', 'dialog-trouble'],
  ['dialog-no-answer', 'dialog-no-answer'],
  ['badges', 'badges'],
  ['card-no', 'badges', cardOf('blocked')],
  ['card-yes', 'badges', cardOf('allowed')],
  ['card-unknown', 'badges', cardOf('unknown')],
  ['card-record', 'badges', recordFromCard],
  ['card-recorded', 'badges', recordedFromCard],
  ['card-keyboard', 'badges', keyboardCard],
  ['card-rtl', 'badges-rtl', cardOf('blocked')],
  ['card-linkedin', 'badges-linkedin', cardOf('blocked')],
  ['badges-linkedin', 'badges-linkedin'],
  ['dialog-linkedin', 'dialog-linkedin'],
  ['dialog-asking', 'dialog-asking', openAsking],
  ['dialog-german', 'dialog-german'],
  ['dialog-country-missing', 'dialog-unknown', countryMissing],
  ['banner', 'banner'],
  ['banner-linkedin', 'banner-linkedin'],
  ['banner-recorded', 'banner', press('Record it')],
  ['banner-rtl', 'banner-rtl'],
  ['popup-connected', 'popup-connected'],
  ['popup-elsewhere', 'popup-elsewhere'],
  ['options-german', 'options-german'],
  ['badges-rtl', 'badges-rtl'],
  ['state-protected', 'state-protected'],
  ['state-not-connected', 'state-not-connected'],
  ['state-unreadable', 'state-unreadable'],
  ['options-new', 'options-new'],
  ['options-wrong-address', 'options-new', wrongAddress],
  ['options-wrong-token', 'options-new', wrongToken],
  ['options-connecting', 'options-connecting'],
  ['options-connected', 'options-connected'],
  ['options-leaving', 'options-connected', press('Disconnect…')],
  ['options-trouble', 'options-trouble'],
];

/** Every state at a middle width in both themes; the telling ones narrow, wide, low and in forced colours too. */
export function allShots(): Shot[] {
  return states.flatMap(([name, state, prepare]) => {
    const base = { state, ...(prepare && { prepare }) };
    const telling =
      /one$|mixed|record$|override$|long|connected|badges$|card-no|card-yes|banner$|asking/.test(
        name,
      );
    return [
      { ...base, name: `${name}.light`, size: middle, theme: 'light' },
      { ...base, name: `${name}.dark`, size: middle, theme: 'dark' },
      ...(telling
        ? ([
            { ...base, name: `${name}.phone`, size: phone, theme: 'light' },
            { ...base, name: `${name}.wide`, size: wide, theme: 'light' },
            { ...base, name: `${name}.low`, size: [640, 360], theme: 'light' },
            { ...base, name: `${name}.forced`, size: middle, theme: 'dark', forced: true },
          ] as const)
        : []),
    ] satisfies Shot[];
  });
}
