import { useEffect, useState } from 'preact/hooks';
import type { Connection, ManagedAnswer } from '../../../shared/protocol/messages.ts';
import { BrandMark } from '../brand-mark.tsx';
import { Notice } from '../notice.tsx';
import { language, say } from '../say.ts';
import { ConnectForm } from './connect-form.tsx';
import { ConnectionView } from './connection-view.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { PairingView } from './pairing-view.tsx';
import type { OptionsPorts } from './ports.ts';

/** The extension's options: which server stands behind it, and in which language it speaks. */
export function OptionsPage({ ports }: { ports: OptionsPorts }) {
  const [connection, setConnection] = useState<Connection | 'no-answer'>();
  const [managed, setManaged] = useState<ManagedAnswer>({ byToken: false });
  const [, setSpoken] = useState(language());
  useEffect(() => {
    ports.send('connection.get', {}).then(setConnection, () => setConnection('no-answer'));
    ports.send('managed.get', {}).then(setManaged, () => undefined);
  }, [ports]);

  return (
    <main class="options">
      <header>
        <BrandMark size={36} />
        <div>
          <h1>Heed</h1>
          <p>{say('options.lead')}</p>
        </div>
      </header>
      <section aria-labelledby="connection">
        <h2 id="connection">{say('options.connection')}</h2>
        {connection === 'no-answer' && <Notice kind="problem">{say('problem.no-answer')}</Notice>}
        {typeof connection === 'object' && (
          <ConnectionPart
            connection={connection}
            managed={managed}
            ports={ports}
            onChange={setConnection}
          />
        )}
      </section>
      <section aria-labelledby="language">
        <h2 id="language">{say('options.language')}</h2>
        <LanguageChoice
          ports={ports}
          onSpoken={() => {
            document.documentElement.lang = language();
            document.title = say('options.title');
            setSpoken(language());
          }}
        />
      </section>
      <section aria-labelledby="privacy">
        <h2 id="privacy">{say('options.privacy')}</h2>
        <p>{say('options.privacy.text')}</p>
      </section>
    </main>
  );
}

type PartProps = {
  connection: Connection;
  managed: ManagedAnswer;
  ports: OptionsPorts;
  onChange: (connection: Connection) => void;
};

function ConnectionPart({ connection, managed, ports, onChange }: PartProps) {
  const [ended, setEnded] = useState('');
  const { serverUrl, byToken } = managed;
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
    return (
      <>
        {byToken && <p class="lead">{say('options.managed.token')}</p>}
        <ConnectionView
          connection={connection}
          ports={ports}
          isManaged={byToken}
          onChange={change}
        />
      </>
    );
  return (
    <>
      {ended ? (
        <Notice kind="problem">{ended}</Notice>
      ) : (
        <p class="lead">{say('options.not-connected')}</p>
      )}
      {byToken ? (
        <p>{say('options.managed.token')}</p>
      ) : (
        <ConnectForm ports={ports} {...(serverUrl && { serverUrl })} onConnected={change} />
      )}
    </>
  );
}
