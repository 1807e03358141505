import { all, first, isTag } from '../dom.ts';
import type { LastMessage, Written } from '../site.ts';
import { editorsIn, frameOf } from './frames.ts';
import { readRecipients } from './recipients.ts';
import { candidates } from './selectors.ts';
import { editorIn } from './send.ts';

/** What is written in a conversation, and whether the other side has written before. */
export function writtenIn(frame: HTMLElement): Written {
  const editor = editorIn(frame);
  const subject = first(frame, candidates('subject'));
  const body = isTag(editor, 'textarea') ? editor.value : textOf(editor);
  return {
    ...(isTag(subject, 'input') && { subject: subject.value }),
    body,
    isReply: first(frame, candidates('theirMessage')) !== null,
    continues: first(frame, candidates('messageText')) !== null,
    ...(editor && { bodyElement: editor }),
    ...(editor && { bodyElement: editor }),
    ...(editor && !isTag(editor, 'textarea') && { texts: textsIn(editor) }),
  };
}

function textsIn(editor: HTMLElement): Text[] {
  const walk = editor.ownerDocument.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walk.nextNode()) texts.push(walk.currentNode as Text);
  return texts;
}

/** One line a paragraph; `<p><br></p>`, as the empty editor has it, is nothing. */
function textOf(editor: HTMLElement | undefined): string {
  if (!editor) return '';
  const lines = [...editor.children].map((line) => line.textContent ?? '');
  return (lines.length > 0 ? lines.join('\n') : (editor.textContent ?? '')).trim();
}

/** The last thing that the one person whom a conversation is with has written in it. */
export function lastMessageIn(page: Document): LastMessage | null {
  for (const editor of editorsIn(page)) {
    const frame = frameOf(editor);
    const theirs = frame ? all(frame, candidates('theirMessage')).at(-1) : undefined;
    if (!frame || !theirs) continue;
    const reading = readRecipients(frame);
    const people = reading.status === 'read' ? reading.recipients : [];
    const from = people.length === 1 ? people[0]!.identifier : undefined;
    const text = all(theirs, candidates('messageText'))
      .map((part) => part.textContent?.trim() ?? '')
      .join('\n');
    if (from && text !== '') return { from, text, anchor: theirs };
  }
  return null;
}
