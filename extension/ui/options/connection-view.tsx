import { useEffect, useRef, useState } from 'preact/hooks';
import { roleWords } from '../../../shared/access/role-words.ts';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { StatusMark } from '../status-mark.tsx';
import { whenInWords } from '../when.ts';
import type { OptionsPorts } from './ports.ts';
import { noAnswer } from './ports.ts';

export type Connected = Exclude<Connection, { status: 'not-connected' | 'connecting' }>;

type ConnectionViewProps = {
  connection: Connected;
  ports: OptionsPorts;
  onChange: (connection: Connection) => void;
};

/** What this device is connected to and how fresh it is, with the two things one can do about it. */
export function ConnectionView({ connection, ports, onChange }: ConnectionViewProps) {
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
      if (next.status === 'connected' && !next.trouble) setDone('Up to date.');
      onChange(next);
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };

  const trouble = failed ? noAnswer : connection.trouble;
  return (
    <div class="connection">
      {connection.status === 'no-copy' ? (
        <StatusMark
          status="blocked"
          word="Connected, but without the facts: nobody can be checked"
        />
      ) : trouble ? (
        <StatusMark status="warned" word="Connected, but the last try did not go well" />
      ) : (
        <StatusMark status="allowed" word="Connected" />
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
            {busy ? 'Syncing…' : 'Sync now'}
          </Button>
          <Button onPress={() => setLeaving(true)}>Disconnect…</Button>
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
    <div class="leaving" role="group" aria-label="Disconnect">
      <p>
        Disconnect this device? Recipients will no longer be checked, and nothing will be stopped.
      </p>
      <div class="row">
        <Button idle={props.idle} onPress={props.onLeave}>
          Disconnect
        </Button>
        <Button buttonRef={stay} onPress={props.onStay}>
          Stay connected
        </Button>
      </div>
    </div>
  );
}

function factsOf(connection: Connected, now: number): [string, string][] {
  const { apiBase, as, queued } = connection;
  const whose: [string, string][] = as ? [['Connected as', `${as.name}, ${as.organisation}`]] : [];
  const copy: [string, string][] =
    connection.status === 'connected'
      ? [
          ['Your role', roleWords[connection.role]],
          ['Last synced', whenInWords(connection.syncedAt, now)],
          ['On this device', `${count(connection.entries, 'entry', 'entries')}, as keyed hashes`],
        ]
      : [['On this device', 'Nothing that can be relied on']];
  return [
    ['Server', URL.parse(apiBase)?.origin ?? apiBase],
    ...whose,
    ...copy,
    ['Not yet sent', queued === 0 ? 'Nothing' : count(queued, 'new fact', 'new facts')],
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** Draws again from time to time, so that "2 minutes ago" stays true. */
function useClock(ports: OptionsPorts): void {
  const [, setNow] = useState(ports.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(ports.now()), 30_000);
    return () => clearInterval(clock);
  }, [ports]);
}
