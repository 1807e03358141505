/** What somebody wants stands near the top; no more is read than this many characters. */
const longest = 6000;

/** Where a message begins that this one answers. Each as it stands at the start of a line, in small letters. */
const quoteHeads = [
  /^-{2,}\s*(original|urspr|forwarded|weitergeleitet|message d.origine|mensaje|messaggio|mensagem|oorspronkelijk)/,
  /^_{5,}$/,
  /^(from|von|de|da|van): .*@/,
  // "On 3 May 2026 … wrote:", and as the others say it. The line may be broken before its verb.
  /^(on|am|le|el|il|em|op) .{0,160}(wrote|schrieb|a ecrit|escribio|ha scritto|escreveu|schreef)\b.{0,80}:$/,
  /^(on|am|le|el|il|em|op) [^.!?]{0,40}\d{4}.{0,120}[<@]/,
];

/** A footer's line, not what somebody says: it has a link, or it is the whole of a list's notice. */
const footer = /https?:\/\/|www\.|\bclick\b|\bklick|\bcliqu|\bclic\b|\bclicca|\bclique|\bklik/;

/**
 * The sentences that the writer of a message wrote themself, each as its words in small letters without
 * accents, and its commas. What is quoted, signatures, footers and links are left out.
 */
export function sentencesOf(message: string): string[][] {
  let kept = '';
  for (const line of plain(message.slice(0, longest)).split('\n')) {
    const text = line.trim();
    if (text === '--' || quoteHeads.some((head) => head.test(text))) break;
    // Mail programs break lines anywhere; only an empty one ends what is being said.
    if (!text.startsWith('>') && !footer.test(text)) kept += text === '' ? '\n' : `${text} `;
  }
  return kept
    .split(/[.!?;:\n…]+|\s[-–—]\s/)
    .map((sentence) => sentence.match(/[\p{L}\p{N}]+|,/gu) ?? [])
    .filter(({ length }) => length > 0);
}

/** Small letters, no accents, one kind of apostrophe; `e-mail` as one word. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/n[’'`]t\b/g, 'nt')
    .replaceAll(/\be-?mail/g, 'email');
}
