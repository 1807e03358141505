import { describe, expect, it } from 'vitest';
import page from '../../../docs/hooks.md?raw';
import { providers } from '../../../worker/hooks/index.ts';
import { providerIds, setups } from '../../../worker/hooks/setup.ts';
import unread from '../../../worker/hooks/unread.json' with { type: 'json' };
import { bodyOf } from '../../../worker/webhooks/body.ts';
import { delayAfter, patience } from '../../../worker/webhooks/schedule.ts';
import { doesOf, webhookTypes } from '../../../worker/webhooks/types.ts';
import { newOrganisation } from '../support/organisation.ts';

const text = page.replaceAll(/\s+/g, ' ');
const sectionOf = (name: string) => page.split(`### ${name}\n`)[1]!.split(/\n###? /)[0]!;
/** Rows of two cells, the first of which is a word as code. */
const rowsIn = (part: string) =>
  [...part.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, word, says]) => [word, says]);

describe.each(providerIds)('docs/hooks.md on %s', (id) => {
  const { name, steps, tick, secrets, lists } = setups[id];
  const section = sectionOf(name);

  it('gives the steps that the API gives', () => {
    const given = [...section.matchAll(/^\d\. (.+)$/gm)].map(([, step]) => step);
    expect(given).toEqual(steps);
    const keys = secrets.filter(({ made }) => !made).map((key) => `\`${key.name}\``);
    for (const part of [tick.join('; '), `Lists: ${lists}.`, ...keys])
      expect(section).toContain(part);
  });

  it('says what becomes of every word', () => {
    const meanings = Object.entries(providers[id].meanings);
    const recorded = meanings.filter(([, says]) => says !== 'nothing');
    expect(rowsIn(section)).toEqual(
      recorded.map(([word, says]) => [word, `\`${says === 'resubscribed' ? 'lifted' : says}\``]),
    );
    const [, nothing = ''] = /^Nothing: (.+)\.$/m.exec(section) ?? [];
    expect([...nothing.matchAll(/`([^`]+)`/g)].map(([, word]) => word)).toEqual(
      meanings.flatMap(([word, says]) => (says === 'nothing' ? [word] : [])),
    );
  });

  it('says how it is known', () => {
    expect(sectionOf('How a report is known')).toMatch(
      new RegExp(`^\\| ${name.replaceAll(/[()]/g, String.raw`\$&`)} +\\| \\w`, 'm'),
    );
  });
});

describe('docs/hooks.md', () => {
  it('says what to do about each kind of report that could not be read', () => {
    expect(rowsIn(sectionOf('Reports that could not be read'))).toEqual(Object.entries(unread));
  });

  it('lists what others can be told', () => {
    expect(rowsIn(page.split('## Heed tells others')[1]!.split('###')[0]!)).toEqual(
      webhookTypes.map((type) => [type, doesOf(type)]),
    );
  });

  it('tells when a message is tried again, and when it is given up', () => {
    const delays: string[] = [];
    for (let n = 1, ms = delayAfter(n, { random: 0 }); ms !== undefined; n++) {
      const [size, unit] =
        ms < 60_000 ? [1000, 's'] : ms < 3_600_000 ? [60_000, 'min'] : [3_600_000, 'h'];
      delays.push(`${ms / size} ${unit}`);
      ms = delayAfter(n + 1, { random: 0 });
    }
    expect(text).toContain(` ${delays.join(', ')}, `);
    expect(text).toContain(`${Math.floor(patience / 3_600_000)} hours`);
  });

  it('shows a message as it is made', () => {
    const [, example = ''] = /```json\n([^`]+)```/.exec(page) ?? [];
    const { type, data } = JSON.parse(example);
    const { id, occurredAt, recordedAt, ...said } = data.event;
    const times = { occurredAt: Date.parse(occurredAt), recordedAt: Date.parse(recordedAt) };
    const message = { id: 'msg_1', type, seq: data.version, data: null, createdAt: 0, attempts: 0 };
    const told = { seq: data.version, contact: data.contact, event: { id, ...said, ...times } };
    expect(JSON.parse(bodyOf(message, told))).toEqual(JSON.parse(example));
  });

  it('has examples that work', async () => {
    const admin = (await newOrganisation()).as('admin');
    const calls = [...page.matchAll(/```http\nPOST \/api\/v1(\S+)\n\n([^`]+)```/g)];
    expect(calls.map(([, path]) => path)).toEqual(['/providers', '/webhooks']);
    for (const [, path, body] of calls)
      expect(await admin.post(path!, JSON.parse(body!))).toMatchObject({ status: 200 });
  });

  it('names no route that is not there', async () => {
    const { body } = await (
      await newOrganisation()
    )
      .as('admin')
      .get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json');
    const told = [...page.matchAll(/`(GET|PUT|POST) (\/(?:providers|webhooks|log)[^`?]*)[^`]*`/g)];
    expect(told.length).toBeGreaterThan(8);
    for (const [, method, path] of told)
      expect(body.paths[`/api/v1${path}`]?.[method!.toLowerCase()], path).toBeDefined();
  });
});
