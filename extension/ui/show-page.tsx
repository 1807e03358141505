import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { sendMessage } from '../background/send-message.ts';
import { language, speak } from './say.ts';
import './tokens.css';
import './base.css';

/** Draws a page of the extension in the language chosen; in English when the background does not answer. */
export async function showPage(page: () => ComponentChild, title: () => string): Promise<void> {
  const words = await sendMessage('words.get', {}).catch(() => undefined);
  if (words) speak(words);
  document.documentElement.lang = language();
  document.title = title();
  render(page(), document.getElementById('app')!);
}
