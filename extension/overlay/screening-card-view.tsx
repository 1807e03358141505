import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { CloseSign } from '../ui/close-sign.tsx';
import { Notice } from '../ui/notice.tsx';
import { say, sayCount } from '../ui/say.ts';
import type { ShownFinding, WordingInput, WordingPorts } from './screening-input.ts';
import { dismissReasons } from './screening-input.ts';

type ScreeningCardViewProps = {
  input: WordingInput;
  /** Which finding is looked at. */
  at: number;
  ports: WordingPorts;
  onGo: (at: number) => void;
  onClose: () => void;
};

/** One finding: what, why, whose rule, what to write instead, and the way to let it go. */
export function ScreeningCardView({ input, at, ports, onGo, onClose }: ScreeningCardViewProps) {
  const { findings, language, personal } = input;
  const finding = findings[at];
  if (!finding) return null;
  return (
    <>
      <div class="card-head">
        <p class="wording-quote">
          <q lang={language}>{finding.quote}</q>
        </p>
        <button type="button" class="close" aria-label={say('card.close')} onClick={onClose}>
          <CloseSign />
        </button>
      </div>
      <p lang={language}>{finding.why}</p>
      <details>
        <summary>{say('wording.whose')}</summary>
        <p>{finding.source.text}</p>
      </details>
      <ul class="wording-advice" lang={language}>
        {finding.advice.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <Actions key={finding.id} finding={finding} language={language} ports={ports} />
      {personal.resting > 1 && (
        <p class="wording-personal">
          {sayCount('wording.personal', personal.sentences, { resting: personal.resting })}
        </p>
      )}
      {findings.length > 1 && (
        <div class="row">
          <Button kind="quiet" onPress={() => onGo((at + 1) % findings.length)}>
            {say('wording.next', { at: at + 1, count: findings.length })}
          </Button>
        </div>
      )}
    </>
  );
}

type ActionsProps = { finding: ShownFinding; language: string; ports: WordingPorts };

function Actions({ finding, language, ports }: ActionsProps) {
  const [failed, setFailed] = useState(false);
  const accept = (kind: string) => {
    if (!ports.accept(finding, kind)) setFailed(true);
  };
  return (
    <>
      {finding.rewrites.map(({ kind, becomes }) => (
        <div class="wording-rewrite" key={kind}>
          {becomes && <p lang={language}>{becomes}</p>}
          <Button {...(becomes && { kind: 'primary' as const })} onPress={() => accept(kind)}>
            {say(becomes ? 'wording.use' : 'wording.delete')}
          </Button>
        </div>
      ))}
      {failed && <Notice kind="problem">{say('wording.by-hand')}</Notice>}
      {finding.mayDismiss ? (
        <fieldset class="wording-dismiss">
          <legend>{say('wording.dismiss')}</legend>
          {dismissReasons.map((reason) => (
            <Button key={reason} kind="quiet" onPress={() => ports.dismiss(finding)}>
              {say(`wording.dismiss.${reason}`)}
            </Button>
          ))}
        </fieldset>
      ) : (
        <p class="wording-personal">{say('wording.stays')}</p>
      )}
    </>
  );
}
