import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../../shared/protocol/messages.ts';
import type { FrameState } from '../../guard/tell-state.ts';
import { pageStatus } from '../../overlay/page-state.tsx';
import { BrandMark } from '../brand-mark.tsx';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import type { Ports } from '../ports.ts';
import { say, sayCount } from '../say.ts';
import { StatusMark } from '../status-mark.tsx';
import { whenInWords } from '../when.ts';

export type PopupPorts = Ports & {
  /** What the tab in front says of itself; `undefined` where Heed is not. */
  askTab(): Promise<FrameState | undefined>;
  openOptions(): void;
};

type Told = {
  readonly page: FrameState | undefined;
  readonly connection: Connection;
  readonly today: number;
};

/** Whether this page is protected, what was stopped today, and how fresh this device's copy is. */
export function PopupPage({ ports }: { ports: PopupPorts }) {
  const [told, setTold] = useState<Told | 'no-answer'>();
  useEffect(() => {
    void Promise.all([
      ports.askTab(),
      ports.send('connection.get', {}),
      ports.send('stop.count', {}),
    ]).then(
      ([page, connection, { today }]) => setTold({ page, connection, today }),
      () => setTold('no-answer'),
    );
  }, [ports]);

  return (
    <main class="popup">
      <header>
        <BrandMark size={24} />
        <h1>Heed</h1>
        <Button small onPress={() => ports.openOptions()}>
          {say('popup.options')}
        </Button>
      </header>
      {told === 'no-answer' && <Notice kind="problem">{say('problem.no-answer')}</Notice>}
      {typeof told === 'object' && <Facts told={told} now={ports.now()} />}
      <p class="keys">{say('popup.keys', { keys: 'Alt+Shift+H' })}</p>
    </main>
  );
}

function Facts({ told, now }: { told: Told; now: number }) {
  const { page, connection, today } = told;
  const isFresh = connection.status === 'connected';
  return (
    <dl>
      <div>
        <dt>{say('popup.here')}</dt>
        <dd>
          <PageMark page={page} />
        </dd>
      </div>
      <div>
        <dt>{say('popup.stopped')}</dt>
        <dd>{today === 0 ? say('popup.stopped.none') : sayCount('popup.stopped', today)}</dd>
      </div>
      <div>
        <dt>{say('popup.connection')}</dt>
        <dd>
          <ConnectionMark connection={connection} />
        </dd>
      </div>
      <div>
        <dt>{say('popup.copy')}</dt>
        <dd>{isFresh ? whenInWords(connection.syncedAt, now) : say('popup.copy.none')}</dd>
      </div>
    </dl>
  );
}

function PageMark({ page }: { page: FrameState | undefined }) {
  if (page === undefined) return <StatusMark status="unchecked" word={say('popup.elsewhere')} />;
  if (page === 'idle') return <StatusMark status="allowed" word={say('popup.idle')} />;
  return <StatusMark status={pageStatus[page]} word={say(`page.${page}`)} />;
}

function ConnectionMark({ connection }: { connection: Connection }) {
  const { status } = connection;
  if (status === 'connected' && connection.trouble)
    return <StatusMark status="warned" word={say('connection.trouble')} />;
  const marks = {
    connected: 'allowed',
    connecting: 'unchecked',
    'not-connected': 'unchecked',
    'no-copy': 'blocked',
  } as const;
  return <StatusMark status={marks[status]} word={say(`connection.${status}`)} />;
}
