import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { say, sayProblem } from '../say.ts';
import type { OptionsPorts } from './ports.ts';

type PairingViewProps = {
  pairing: Extract<Connection, { status: 'connecting' }>;
  ports: OptionsPorts;
  onChange: (connection: Connection) => void;
  /** The code is worth nothing any more; why, in words. */
  onEnd: (why: string) => void;
};

/** The code that a member approves, until somebody does. */
export function PairingView({ pairing, ports, onChange, onEnd }: PairingViewProps) {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let open = true;
    let clock = setTimeout(ask, pairing.interval * 1000);
    async function ask(): Promise<void> {
      const answer = await ports.send('connection.poll', {}).catch(() => undefined);
      if (!open) return;
      setFailed(answer === undefined);
      if (answer && !answer.ok && answer.problem.code.startsWith('pairing.'))
        return onEnd(sayProblem(answer.problem));
      const waits = !answer?.ok || answer.value.status === 'connecting';
      if (waits) clock = setTimeout(ask, pairing.interval * 1000);
      else onChange(answer.value);
    }
    return () => {
      open = false;
      clearTimeout(clock);
    };
  }, [pairing.userCode, pairing.interval]);

  const cancel = async () => {
    onChange(await ports.send('connection.clear', {}));
  };
  return (
    <div class="connection">
      <p>{say('pairing.approve', { host: new URL(pairing.page).host })}</p>
      <p class="user-code">{pairing.userCode}</p>
      {failed && <Notice kind="problem">{say('problem.no-answer')}</Notice>}
      <div class="row">
        <a class="button button-primary" href={pairing.page} target="_blank" rel="noreferrer">
          {say('pairing.open')}
        </a>
        <Button onPress={() => void cancel()}>{say('cancel')}</Button>
      </div>
      <p class="lead" role="status">
        {say('pairing.waiting')}
      </p>
    </div>
  );
}
