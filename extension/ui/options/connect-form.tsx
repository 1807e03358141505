import { useRef, useState } from 'preact/hooks';
import { readServerAddress } from '../../background/server-address.ts';
import type { Connection } from '../../../shared/protocol/messages.ts';
import type { Problem } from '../../../shared/result.ts';
import { fail } from '../../../shared/result.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { say, sayProblem } from '../say.ts';
import type { OptionsPorts } from './ports.ts';

type ConnectFormProps = {
  ports: OptionsPorts;
  /** Set by an administrator: no other is taken. */
  serverUrl?: string;
  onConnected: (connection: Connection) => void;
};

/** Asks for a server, which then gives a code; or for a token, as programs do. Says beside the field what is wrong. */
export function ConnectForm({ ports, serverUrl, onConnected }: ConnectFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  const connect = async () => {
    const given = new FormData(form.current!);
    setBusy(true);
    const answer = await tryToConnect(
      ports,
      String(given.get('address')),
      String(given.get('token')),
    );
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) return onConnected(answer.value);
    form.current?.querySelector<HTMLElement>(`[name=${fieldOf(answer.problem)}]`)?.focus();
  };

  const error = (field: 'address' | 'token') =>
    problem && fieldOf(problem) === field ? { error: sayProblem(problem) } : {};

  return (
    <form ref={form} class="connect" noValidate onSubmit={(event) => event.preventDefault()}>
      <Field
        label={say('connect.address')}
        hint={say(serverUrl ? 'options.managed' : 'connect.address.hint')}
        {...error('address')}
      >
        {(tie) => (
          <input
            name="address"
            {...(serverUrl && { defaultValue: serverUrl, readOnly: true })}
            type="text"
            inputMode="url"
            autocomplete="url"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            {...tie}
          />
        )}
      </Field>
      <details>
        <summary>{say('connect.by-token')}</summary>
        <Field label={say('connect.token')} hint={say('connect.token.hint')} {...error('token')}>
          {(tie) => (
            <input
              name="token"
              type="password"
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              {...tie}
            />
          )}
        </Field>
      </details>
      <div class="row">
        <Button kind="primary" submit idle={busy} onPress={() => void connect()}>
          {say(busy ? 'connect.doing' : 'connect.do')}
        </Button>
      </div>
    </form>
  );
}

async function tryToConnect(ports: OptionsPorts, address: string, token: string) {
  const apiBase = readServerAddress(address);
  if (!apiBase.ok) return apiBase;
  const { protocol, hostname } = new URL(apiBase.value);
  try {
    // Nothing may be awaited before this: Firefox lets an extension ask only straight from a press.
    const may = await ports.askAccess(`${protocol}//${hostname}/*`);
    if (!may) {
      return fail('address.no-access', say('connect.no-access'));
    }
    return token.trim() === ''
      ? await ports.send('connection.begin', { apiBase: address })
      : await ports.send('connection.set', { apiBase: address, token });
  } catch {
    return fail('address.no-answer', say('problem.no-answer'));
  }
}

/** Which field a problem belongs to. What is not about the token is about where we tried to connect. */
function fieldOf({ code }: Problem): 'address' | 'token' {
  return /^(token|auth|unauthor)/.test(code) ? 'token' : 'address';
}
