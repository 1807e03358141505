import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emailIdentifier } from '../../shared/contact/email.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** Dominic Sayers' set: what RFC 5321 and 5322 make of 164 addresses. */
export const suite: Suite = { name: 'E-mail addresses (is_email)', folder: 'isemail', run };

/** Whether we take what the set puts into each category. */
const accepted: Readonly<Record<string, boolean>> = {
  // Correct.
  VALID_CATEGORY: true,
  // Correct, though no mail server was found in 2010. Heed never asks the network.
  DNSWARN: true,
  // Correct for SMTP, with quotes.
  RFC5321: true,
  // Correct in a message's header, with comments or line folding around it.
  CFWS: true,
  // The form is obsolete: nobody writes it by intent.
  DEPREC: false,
  // Correct for a message's header only; cannot be sent to.
  RFC5322: false,
  ERR: false,
};

/** Where we differ from that on purpose. A difference that is not listed here fails. */
const differences: readonly { why: string; tests: readonly number[] }[] = [
  {
    why: 'refused: a domain of one label cannot be looked up by a mail server outside it',
    tests: [5, 166],
  },
  {
    why: 'refused: no top-level domain is a number, and browsers read such a name as an IP address',
    tests: [23, 24],
  },
  {
    why: 'refused: an address at an IP number is a machine, and nobody’s consent was ever given to one',
    tests: [61, 68, 72, 75, 77, 79, 81],
  },
  {
    why: 'accepted: 65 characters as written, 64 once the backslash that means nothing is taken out',
    tests: [60],
  },
  {
    why: 'accepted: space and line breaks around the whole belong to the file or page it was copied from',
    tests: [89, 99, 127, 128, 132, 141, 142, 143, 145, 146, 147, 149, 150, 151, 152, 154, 155, 156],
  },
];

function run(folder: string): Outcome {
  const tally = createTally();
  const explained = new Map(
    differences.flatMap(({ why, tests }) => tests.map((id) => [id, why] as const)),
  );
  let agreed = 0;
  const differed = new Map<string, number>();
  for (const { id, address, category } of readTests(folder)) {
    const result = emailIdentifier(address);
    const why = explained.get(id);
    const agrees = result.ok === accepted[category];
    if (agrees) agreed++;
    else if (why !== undefined) differed.set(why, (differed.get(why) ?? 0) + 1);
    tally.check(
      agrees === (why === undefined) && (!why || why.startsWith('accepted') === result.ok),
      () =>
        agrees
          ? `test ${id}: agrees, though a difference is listed for it`
          : `test ${id} (${category}): ${result.ok ? 'accepted' : result.problem.code}, unexplained`,
    );
  }
  return tally.outcome({
    notes: [
      `${agreed} agree, ${[...differed.values()].reduce((a, b) => a + b, 0)} differ on purpose:`,
      ...[...differed].map(([why, count]) => `${String(count).padStart(3)} ${why}`),
    ],
  });
}

/** The set is XML without attributes or nesting inside a test. U+2400+n stands for the control character n. */
function* readTests(folder: string) {
  const xml = readFileSync(join(folder, 'test', 'tests.xml'), 'utf8');
  for (const [, id, test] of xml.matchAll(/<test id="(\d+)">(.*?)<\/test>/gs)) {
    const address = /<address>(.*?)<\/address>/s.exec(test!)?.[1] ?? '';
    const category = /<category>ISEMAIL_(\w+)</.exec(test!)?.[1] ?? '';
    yield { id: Number(id), address: toControls(unescapeXml(address)), category };
  }
}

function unescapeXml(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function toControls(text: string): string {
  return text.replaceAll(/[\u2400-\u241f]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0x2400),
  );
}
