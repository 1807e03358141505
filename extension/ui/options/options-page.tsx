import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { BrandMark } from '../brand-mark.tsx';
import { Notice } from '../notice.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionView } from './connection-view.tsx';
import { PairingView } from './pairing-view.tsx';
import type { OptionsPorts } from './ports.ts';
import { noAnswer } from './ports.ts';

/** The extension's options: which server stands behind it. */
export function OptionsPage({ ports }: { ports: OptionsPorts }) {
  const [connection, setConnection] = useState<Connection | 'no-answer'>();
  useEffect(() => {
    ports.send('connection.get', {}).then(setConnection, () => setConnection('no-answer'));
  }, [ports]);

  return (
    <main class="options">
      <header>
        <BrandMark size={36} />
        <div>
          <h1>Heed</h1>
          <p>Stops a message to somebody who said no, at the moment you send it.</p>
        </div>
      </header>
      <section aria-labelledby="connection">
        <h2 id="connection">Connection</h2>
        {connection === 'no-answer' && <Notice kind="problem">{noAnswer}</Notice>}
        {typeof connection === 'object' && (
          <ConnectionPart connection={connection} ports={ports} onChange={setConnection} />
        )}
      </section>
      <section aria-labelledby="privacy">
        <h2 id="privacy">What stays on this device</h2>
        <p>
          What you write is never sent to the server. This device holds keyed hashes of identifiers
          and what was decided about them, not an address book.
        </p>
      </section>
    </main>
  );
}

type PartProps = {
  connection: Connection;
  ports: OptionsPorts;
  onChange: (connection: Connection) => void;
};

function ConnectionPart({ connection, ports, onChange }: PartProps) {
  const [ended, setEnded] = useState('');
  const change = (next: Connection) => {
    setEnded('');
    onChange(next);
  };
  if (connection.status === 'connecting') {
    const end = (why: string) => {
      onChange({ status: 'not-connected' });
      setEnded(why);
    };
    return <PairingView pairing={connection} ports={ports} onChange={change} onEnd={end} />;
  }
  if (connection.status !== 'not-connected')
    return <ConnectionView connection={connection} ports={ports} onChange={change} />;
  return (
    <>
      {ended ? (
        <Notice kind="problem">{ended}</Notice>
      ) : (
        <p class="lead">Not connected: recipients are not checked on this device.</p>
      )}
      <ConnectForm ports={ports} onConnected={change} />
    </>
  );
}
