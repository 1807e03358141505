import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { say } from '../ui/say.ts';
import type { Asking } from '../../shared/protocol/messages.ts';

/** A message that asks for permission, to be copied. Sending it is the member's, by their own hand. */
export function AskingText({ asking }: { asking: () => Promise<Asking> }) {
  const [shown, show] = useState<Asking>();
  const [done, setDone] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  if (!shown)
    return (
      <div class="record-offers">
        <Button small onPress={() => void asking().then(show, () => undefined)}>
          {say('ask.button')}
        </Button>
      </div>
    );
  const copy = async () => {
    area.current?.select();
    const copied = await navigator.clipboard.writeText(shown.text).then(
      () => true,
      () => false,
    );
    setDone(say(copied ? 'ask.copied' : 'ask.not-copied'));
  };
  return (
    <div class="asking">
      <Field label={say('ask.title')} hint={say('ask.hint')}>
        {(tie) => (
          <textarea ref={area} readOnly rows={6} lang={shown.language} {...tie}>
            {shown.text}
          </textarea>
        )}
      </Field>
      <div class="row">
        <Button small onPress={() => void copy()}>
          {say('ask.copy')}
        </Button>
        <span role="status">{done}</span>
      </div>
    </div>
  );
}
