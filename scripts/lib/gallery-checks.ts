import type { Page } from 'playwright-core';

/** What only a real browser can show of the dialog over a page that gets in the way. Answers what went wrong. */
export async function checkHostilePage(page: Page): Promise<string[]> {
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`dialog over a hostile page: ${what}`);
  };
  const focused = () =>
    page.evaluate(() => {
      const inner = document.querySelector('heed-dialog')?.shadowRoot?.activeElement;
      return inner ? (inner.textContent || inner.tagName).split(':')[0] : '';
    });

  expect((await focused()) === 'Keep editing', `focus starts on ${await focused()}`);
  const order: string[] = [];
  // Once round, however many buttons there are; one that goes nowhere ends too.
  do {
    await page.keyboard.press('Tab');
    order.push((await focused()) ?? '');
  } while (order.at(-1) !== 'Keep editing' && order.length < 30);
  for (const stop of ['Why?', 'They agreed', 'Send anyway…', 'Keep editing'])
    expect(order.includes(stop), `Tab does not reach "${stop}": ${order.join(', ')}`);

  await page.getByRole('button', { name: /^They agreed/ }).focus();
  await page.keyboard.press('Enter');
  await page.locator('heed-dialog [name=note]').focus();
  await page.keyboard.type('e#c');
  const note = await page.locator('heed-dialog [name=note]').inputValue();
  expect(note === 'e#c', `typing into the note gave "${note}"`);
  const saw = await page.evaluate(() => document.documentElement.dataset['saw'] ?? '');
  expect(saw === '', `the page saw${saw}`);

  await page.getByRole('button', { name: /^Record$/ }).click();
  expect((await page.title()).includes('"kind":"record"'), 'Record did nothing');
  await page.keyboard.press('Escape');
  expect((await page.title()) === '{"kind":"keep-editing"}', 'Escape did not keep the message');
  expect((await page.locator('heed-dialog').count()) === 0, 'Escape left the dialog open');
  return wrong;
}
