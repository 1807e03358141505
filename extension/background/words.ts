import browser from 'webextension-polyfill';
import type { Words } from '../../shared/policy/explain.ts';
import { languages, wordsFor } from '../../shared/policy/words/index.ts';
import type { Asking, LanguageAnswer, WordsAnswer } from '../../shared/protocol/messages.ts';
import { categoryTable, citationTable, stopWords } from '../../shared/screening/tables.ts';
import * as files from '../ui/words/files.ts';
import { announceChange } from './announce.ts';
import { keep, recall } from './kept.ts';

const own: Readonly<Record<string, Words>> = files;

export async function words(): Promise<WordsAnswer> {
  const { chosen, automatic } = await language();
  const spoken = chosen ?? automatic;
  return {
    language: spoken,
    own: { ...files.en, ...own[spoken] },
    screening: { categoryTable, citationTable, stopWords },
    reasons: { ...wordsFor('en'), ...wordsFor(spoken) },
  };
}

export async function language(): Promise<LanguageAnswer> {
  const [browsers = ''] = browser.i18n.getUILanguage().toLowerCase().split('-');
  const automatic = languages.includes(browsers) ? browsers : 'en';
  return { chosen: (await recall('language')) ?? null, automatic, languages };
}

export async function chooseLanguage(wanted: string | null): Promise<LanguageAnswer> {
  await keep('language', wanted !== null && languages.includes(wanted) ? wanted : undefined);
  await announceChange();
  return language();
}

/** Where more than one is at home, the one that most people there read. */
const readIn: Readonly<Record<string, readonly string[]>> = {
  de: ['DE', 'AT', 'CH', 'LI'],
  fr: ['FR', 'LU', 'MC'],
  es: ['ES', 'MX', 'AR', 'CO', 'CL', 'PE', 'EC', 'UY', 'PY', 'BO', 'VE', 'CR', 'PA', 'GT', 'DO'],
  it: ['IT', 'SM', 'VA'],
  pt: ['PT', 'BR', 'AO', 'MZ', 'CV'],
  nl: ['NL', 'BE', 'SR'],
};

export function asking(country = ''): Asking {
  const found = Object.keys(readIn).find((one) => readIn[one]!.includes(country)) ?? 'en';
  const text = own[found]?.['ask.message'];
  return text === undefined
    ? { text: files.en['ask.message'], language: 'en' }
    : { text, language: found };
}
