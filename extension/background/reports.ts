import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { GuardReportRequest } from '../../shared/protocol/guard-report.ts';
import type { PageElements, PageReport } from '../../shared/protocol/messages.ts';
import words from '../../shared/protocol/page-words.json' with { type: 'json' };
import type { Result } from '../../shared/result.ts';
import { change, recall } from './kept.ts';

const day = 86_400_000;
/** So many reports of a device in a day; a page that breaks breaks for everybody. */
const mostADay = 20;
const longest = 200;
const attributesMost = 20;

/**
 * Keeps a report to be sent with the next sync. What was told of a site within a day is not told again:
 * the selectors are mended once, however often the page is opened.
 */
export async function report(told: PageReport, now: number): Promise<void> {
  const made = v.safeParse(GuardReportRequest, {
    site: told.site,
    problem: told.problem,
    version: versionOf(browser.runtime.getManifest().version),
    structure: inKnownWords(told.structure),
  });
  if (!made.success) return;
  const key = `${made.output.site} ${made.output.problem}`;
  await change('reports', (old = { told: {}, waiting: [] }) => {
    const recent = Object.entries(old.told).filter(([, at]) => now - at < day);
    if (recent.length >= mostADay || recent.some(([name]) => name === key)) return old;
    return {
      told: Object.fromEntries([...recent, [key, now]]),
      waiting: [...old.waiting, made.output],
    };
  });
}

/** Sends what waits. What the worker refuses is not sent again; what it could not be asked waits on. */
export async function sendReports(
  post: (report: GuardReportRequest) => Promise<Result<unknown>>,
): Promise<void> {
  for (const waiting of (await recall('reports'))?.waiting ?? []) {
    const taken = await post(waiting);
    if (!taken.ok && taken.problem.code === 'worker.unreachable') return;
    await change('reports', (old = { told: {}, waiting: [] }) => ({
      ...old,
      waiting: old.waiting.slice(1),
    }));
  }
}

function versionOf(version: string): number[] {
  return version.split('.').map(Number);
}

const tags = new Set(words.tags);
const roles = new Set(words.roles);
const attributes = new Set(words.attributes);

/** Only words of fixed lists: a page can write anything into the name of a tag or an attribute. */
export function inKnownWords(elements: readonly PageElements[]): PageElements[] {
  const found = new Map<string, PageElements>();
  for (const { tag, role, attributes: names, depth, count } of elements) {
    const kind = {
      tag: tags.has(tag) ? tag : tag.includes('-') ? 'custom' : 'other',
      ...(role !== undefined && {
        role: roles.has(role.toLowerCase()) ? role.toLowerCase() : 'other',
      }),
      attributes: [...new Set(names.map(attributeWord))].sort().slice(0, attributesMost),
      depth: Math.min(depth, 100),
    };
    const key = JSON.stringify(kind);
    const before = found.get(key)?.count ?? 0;
    found.set(key, { ...kind, count: Math.min(before + count, 10_000) });
  }
  return [...found.values()].slice(0, longest);
}

function attributeWord(name: string): string {
  if (name.startsWith('data-')) return 'data';
  return attributes.has(name) ? name : 'other';
}
