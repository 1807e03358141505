import { render } from 'preact';
import { useState } from 'preact/hooks';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Button } from '../ui/button.tsx';
import { CloseSign } from '../ui/close-sign.tsx';
import { nameAndAddress } from '../ui/plain-text.ts';
import { language, say } from '../ui/say.ts';
import css from './banner.css?inline';
import type { CardPorts, Undoable } from './card-input.ts';
import { createHost, keepInPage } from './host.ts';
import { UndoButton } from './undo-button.tsx';

export type BannerInput = Pick<CardPorts, 'undo'> & {
  readonly who: string;
  /** Records that they asked to be left alone. Answers what went wrong, or ''. */
  readonly record: () => Promise<string>;
  readonly undoable: () => Undoable | undefined;
  /** It was sent away, or has done its work. */
  readonly onGone: () => void;
};

export type Banner = { remove(): void };

/** Offers to record what the last message of the open thread asks. It stays out of the way and takes no focus. */
export function showBanner(input: BannerInput): Banner {
  const life = new AbortController();
  const { host, body } = createHost('heed-banner', css);
  const remove = () => {
    render(null, body);
    life.abort();
  };
  const go = () => {
    remove();
    input.onGone();
  };
  render(<BannerView input={input} onGone={go} />, body);
  keepInPage(host, {}, life.signal);
  return { remove };
}

function BannerView({ input, onGone }: { input: BannerInput; onGone: () => void }) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [, redraw] = useState(0);
  const undo = input.undoable();

  const act = async (doing: Promise<string>, isLast: boolean) => {
    setBusy(true);
    const wrong = await doing.catch(() => say('problem.record'));
    setBusy(false);
    setProblem(wrong);
    if (isLast && !wrong) onGone();
    else redraw((before) => before + 1);
  };
  const { name } = nameAndAddress(input.who);
  return (
    <section class="banner" aria-label="Heed" lang={language()}>
      <BrandMark size={20} />
      <p role="status">{problem || (undo ? say('undo.objected') : say('banner.asks', { name }))}</p>
      <button
        type="button"
        class="close"
        aria-label={say('card.close')}
        onClick={(event) => event.isTrusted && onGone()}
      >
        <CloseSign />
      </button>
      <div class="row">
        {undo ? (
          <UndoButton
            until={undo.until}
            idle={busy}
            onUndo={() => void act(input.undo(), true)}
            onOver={onGone}
          />
        ) : (
          <>
            <Button
              kind="primary"
              small
              idle={busy}
              onPress={() => void act(input.record(), false)}
            >
              {say('banner.record')}
            </Button>
            <Button kind="quiet" small onPress={onGone}>
              {say('banner.no')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
