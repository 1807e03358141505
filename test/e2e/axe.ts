import axe from 'axe-core';
import type { Tab } from '../../scripts/lib/tab.ts';

/** What axe finds wrong with the whole page: one line for each finding. */
export async function findingsOfAxe(tab: Tab): Promise<string[]> {
  await tab.run(axe.source);
  return tab.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations, passes } = await inPage.run();
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, undefined);
}
