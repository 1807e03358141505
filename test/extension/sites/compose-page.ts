/** A compose window with the structure that `gmail-linkedin-dom.md` gives for 2021 and after; the words are ours. */
export type Typed = { to?: string; cc?: string; bcc?: string };

const row = (name: string, people: readonly string[], typed = ''): string => `
  <tr><td><div class="anm" name="${name}"><div><div role="listbox">
    ${people.map(chip).join('')}
    <input class="agP aFw" role="combobox" peoplekit-id="BbVjBd" value="${typed}">
  </div></div></div></td></tr>`;

const chip = (address: string): string => `
  <div class="agh"><div class="agb"><div class="afV" role="option" tabindex="-1"
    data-hovercard-id="${address}" data-name=""><span>${address}</span>
    <div class="afX" role="button" aria-label="Remove"></div></div></div></div>`;

export function composeHtml(
  people: { to?: string[]; cc?: string[]; bcc?: string[] },
  typed: Typed = {},
): string {
  const { to = [], cc = [], bcc = [] } = people;
  const twins = [...to, ...cc, ...bcc]
    .map((one) => `<span email="${one}">${one}</span>`)
    .join(', ');
  return `
  <div class="AD"><div role="dialog"><div class="M9"><div class="aoI" role="region"><table class="aoP"><tr><td><form>
    <table class="GS">${row('to', to, typed.to)}${row('cc', cc, typed.cc)}${row('bcc', bcc, typed.bcc)}</table>
    <div class="oL aDm az9">${twins}</div>
    <input name="subjectbox"><input type="hidden" name="composeid" value="1">
  </form>
  <div class="Ap"><div g_editable="true" role="textbox" contenteditable="true"></div></div>
  <table class="IZ"><tr><td class="Up"><div class="dC">
    <div role="button" class="T-I J-J5-Ji aoO v7 T-I-atl L3" aria-label="\u202aSend\u202c">Send</div>
    <div role="button" class="T-I hG" aria-haspopup="true" aria-label="More send options"></div>
  </div></td></tr></table></td></tr></table></div></div></div></div>`;
}

export const classicHtml = (hidden: readonly string[]): string => `
  <div role="dialog"><form><table class="GS"><tr><td>
    ${hidden.map((value) => `<div class="vR"><span class="vN">x</span><div class="vM"></div><input type="hidden" value="${value}"></div>`).join('')}
    <textarea class="vO" name="to"></textarea></td></tr></table><input name="subjectbox"></form></div>`;
