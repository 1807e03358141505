import { describe, expect, it } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { classicHtml, composeHtml } from './compose-page.ts';
import { the, whom } from './gmail-gestures.ts';

const show = (html: string): void => {
  document.body.innerHTML = html;
};
const read = () => whom(gmail.composers(document)[0]);
const offer = (id: string, inside = ''): string =>
  `<div id="${id}" role="listbox"><div role="option" class="offered" data-hovercard-id="offered@example.com" data-name="Offered">Offered${inside}</div></div>`;

/** A composer in whose To field something is offered while one types. */
function withOffer(to: string[], html: string, names: string): void {
  show(composeHtml({ to }));
  document.querySelector('.anm[name=to]')!.insertAdjacentHTML('beforeend', html);
  if (names) document.querySelector('.anm[name=to] input')!.setAttribute(names, 'other list-1');
}

describe('what Gmail offers while one types', () => {
  it.each(['aria-controls', 'aria-owns'])(
    'is no recipient where the field names it by %s',
    (names) => {
      withOffer(['a@example.com'], offer('list-1'), names);
      expect(read()).toEqual(['a@example.com']);
      withOffer([], offer('list-1'), names);
      expect(read()).toEqual([]);
    },
  );

  it('counts where nothing says that it is only offered', () => {
    withOffer(['a@example.com'], offer('list-1'), '');
    expect(read()).toEqual(['a@example.com', 'offered@example.com']);
  });

  it('counts where it can be removed, as a chip can', () => {
    withOffer([], offer('list-1', '<div role="button" class="afX"></div>'), 'aria-controls');
    expect(read()).toEqual(['offered@example.com']);
  });

  it('counts where it has a chip’s shell', () => {
    withOffer([], offer('list-1').replace('class="offered"', 'class="offered afV"'), 'aria-owns');
    expect(read()).toEqual(['offered@example.com']);
  });

  it('never hides the chips of a list that holds the field itself', () => {
    show(composeHtml({ to: ['a@example.com'] }).replaceAll('class="afX" role="button"', ''));
    the('.az9').remove!();
    const list = document.querySelector('.anm[name=to] [role=listbox]')!;
    list.id = 'list-1';
    for (const shell of document.querySelectorAll('.agh, .agb, .afV'))
      shell.removeAttribute('class');
    list.querySelector('input')!.setAttribute('aria-owns', 'list-1');
    expect(read()).toEqual(['a@example.com']);
  });

  it('leaves what was typed to be asked about', () => {
    withOffer(['a@example.com'], offer('list-1'), 'aria-controls');
    the('.anm[name=to] input').setAttribute('value', 'off');
    expect(read()).toEqual(['a@example.com', '? off']);
  });
});

describe('a reply whose fields are folded up', () => {
  const folded = (names: string): string =>
    composeHtml({})
      .replace('<table class="GS">', '<table class="GS" style="display: none;">')
      .replace(
        '<div class="oL aDm az9"></div>',
        `<div class="aoD hl"><div class="oL aDm az9">${names}</div></div>`,
      )
      .replace('</form>', '<input type="hidden" name="rm" value="msg-f:1"></form>');
  const jo = '<span email="Jo@Example.com" name="Jo" data-hovercard-id="jo@example.com">Jo</span>';

  it('goes to those whose names stand there', () => {
    show(folded(jo));
    expect(read()).toEqual(['jo@example.com']);
    const reading = gmail.composers(document)[0]!.recipients();
    expect(reading.status === 'read' && reading.recipients[0]!.text).toBe('Jo <Jo@Example.com>');
  });

  it('also where the fields are not in the page at all', () => {
    show(folded(jo));
    document.querySelector('.GS')!.remove!();
    expect(read()).toEqual(['jo@example.com']);
  });

  it('cannot be read where the names are words alone', () => {
    show(folded('Jo, Ann'));
    expect(read()).toBe('detectors-disagree');
  });

  it('is a message to nobody yet where it is no reply', () => {
    show(folded('Recipients').replace('value="msg-f:1"', 'value=""'));
    expect(read()).toEqual([]);
  });

  it('is unfolded to take somebody out', () => {
    show(folded(jo));
    const [composer] = gmail.composers(document);
    const reading = composer!.recipients();
    const jos = reading.status === 'read' ? reading.recipients[0]! : undefined;
    expect(jos!.remove!()).toBe(false);
    the('.aoD').addEventListener('click', () => {
      const chip = `<div class="agh"><div class="afV" role="option" data-hovercard-id="Jo@Example.com"><b class="afX" role="button"></b></div></div>`;
      document.querySelector('.anm [role=listbox]')!.insertAdjacentHTML('afterbegin', chip);
      the('.afX').addEventListener('click', () => the('.agh').remove!());
    });
    expect(jos!.remove!()).toBe(true);
    expect(document.querySelector('.agh')).toBeNull();
  });

  it('cannot be read when a name stands there that no chip has', () => {
    show(composeHtml({ to: ['a@example.com'] }));
    the('.az9').insertAdjacentHTML('beforeend', jo);
    expect(read()).toBe('detectors-disagree');
  });
});

describe('the fields of several generations', () => {
  it('are read one level deeper, as since 2025-11', () => {
    show(composeHtml({ to: ['a@example.com'] }));
    const chip = the('.afV');
    const deeper = document.createElement('div');
    chip.replaceWith(deeper);
    deeper.append(chip);
    expect(read()).toEqual(['a@example.com']);
  });

  it('are read as they were before 2021, groups included', () => {
    show(classicHtml(['Amelia &lt;a@example.com&gt;', 'Customers: ;']));
    expect(read()).toEqual(['a@example.com', '? Customers: ;']);
  });
});
