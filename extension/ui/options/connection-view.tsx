import { useEffect, useRef, useState } from 'preact/hooks';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { say, sayCount } from '../say.ts';
import { StatusMark } from '../status-mark.tsx';
import { whenInWords } from '../when.ts';
import type { OptionsPorts } from './ports.ts';

export type Connected = Exclude<Connection, { status: 'not-connected' | 'connecting' }>;

type ConnectionViewProps = {
  connection: Connected;
  ports: OptionsPorts;
  /** An administrator keeps it connected. */
  isManaged: boolean;
  onChange: (connection: Connection) => void;
};

/** What this device is connected to and how fresh it is, with the two things one can do about it. */
export function ConnectionView({ connection, ports, isManaged, onChange }: ConnectionViewProps) {
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState('');
  useClock(ports);

  const ask = async (name: 'sync.now' | 'connection.clear') => {
    setBusy(true);
    setDone('');
    try {
      const next = await ports.send(name, {});
      setFailed(false);
      if (next.status === 'connected' && !next.trouble) setDone(say('connection.up-to-date'));
      onChange(next);
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  const trouble = failed ? say('problem.no-answer') : connection.trouble;
  return (
    <div class="connection">
      {connection.status === 'no-copy' ? (
        <StatusMark status="blocked" word={say('connection.no-copy')} />
      ) : trouble ? (
        <StatusMark status="warned" word={say('connection.trouble')} />
      ) : (
        <StatusMark status="allowed" word={say('connection.connected')} />
      )}
      {trouble && <Notice kind="problem">{trouble}</Notice>}
      <dl>
        {factsOf(connection, ports.now()).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {leaving ? (
        <Leaving
          idle={busy}
          onLeave={() => void ask('connection.clear')}
          onStay={() => setLeaving(false)}
        />
      ) : (
        <div class="row">
          <Button kind="primary" idle={busy} onPress={() => void ask('sync.now')}>
            {say(busy ? 'connection.syncing' : 'connection.sync')}
          </Button>
          {!isManaged && (
            <Button onPress={() => setLeaving(true)}>{say('connection.disconnect.more')}</Button>
          )}
        </div>
      )}
      <p class="done" role="status">
        {done}
      </p>
    </div>
  );
}

function Leaving(props: { idle: boolean; onLeave: () => void; onStay: () => void }) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div class="leaving" role="group" aria-label={say('connection.disconnect')}>
      <p>{say('connection.disconnect.ask')}</p>
      <div class="row">
        <Button idle={props.idle} onPress={props.onLeave}>
          {say('connection.disconnect')}
        </Button>
        <Button buttonRef={stay} onPress={props.onStay}>
          {say('connection.stay')}
        </Button>
      </div>
    </div>
  );
}

function factsOf(connection: Connected, now: number): [string, string][] {
  const { apiBase, as, queued } = connection;
  const whose: [string, string][] = as
    ? [[say('connection.as'), `${as.name}, ${as.organisation}`]]
    : [];
  const copy: [string, string][] =
    connection.status === 'connected'
      ? [
          [say('connection.role'), say(`role.${connection.role}`)],
          [say('connection.synced'), whenInWords(connection.syncedAt, now)],
          [say('connection.device'), sayCount('connection.entries', connection.entries)],
        ]
      : [[say('connection.device'), say('connection.nothing')]];
  return [
    [say('connection.server'), URL.parse(apiBase)?.origin ?? apiBase],
    ...whose,
    ...copy,
    [
      say('connection.queued'),
      queued === 0 ? say('connection.queued.none') : sayCount('connection.queued', queued),
    ],
  ];
}

/** Draws again from time to time, so that "2 minutes ago" stays true. */
function useClock(ports: OptionsPorts): void {
  const [, setNow] = useState(ports.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(ports.now()), 30_000);
    return () => clearInterval(clock);
  }, [ports]);
}
