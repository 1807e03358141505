import base from '../ui/base.css?inline';
import tokens from '../ui/tokens.css?inline';

/**
 * The page's rules stop at the shadow root, but the host itself lies in the page. Important rules of the
 * shadow side beat the page's, important or inline (CSS Cascade 5, 6.1), so that it cannot be hidden.
 */
const host = ':host { all: initial !important; display: block !important; }';

/**
 * Puts our styles into the root. Constructed sheets are not subject to the page's content security policy.
 * Firefox refuses them to content scripts (https://bugzilla.mozilla.org/show_bug.cgi?id=1928865), but lets a
 * `<style>` that an extension filled pass the page's policy, so that is the fallback.
 */
export function addStyles(root: ShadowRoot, css: string): void {
  const text = [host, tokens, base, css].join('\n');
  try {
    root.adoptedStyleSheets = [sheetOf(text)];
  } catch {
    const style = document.createElement('style');
    style.textContent = text;
    root.append(style);
  }
}

const sheets = new Map<string, CSSStyleSheet>();

/** A page of search results has a mark at each: they share one sheet. */
function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}
