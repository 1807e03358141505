import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { say } from '../ui/say.ts';
import { shortestReason } from './choice.ts';

type OverrideFormProps = {
  idle: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
};

/** Sending against an overridable stop: with a reason that stays on record. */
export function OverrideForm({ idle, onSend, onCancel }: OverrideFormProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  const [error, setError] = useState('');
  useLayoutEffect(() => {
    text.current?.form?.scrollIntoView({ block: 'nearest' });
    text.current?.focus();
  }, []);

  const send = () => {
    const reason = text.current!.value.trim();
    const short = [...reason].length < shortestReason;
    setError(short ? say('override.short', { count: shortestReason }) : '');
    if (short) text.current!.focus();
    else onSend(reason);
  };

  return (
    <form
      class="override"
      aria-label={say('override.label')}
      noValidate
      onSubmit={(e) => e.preventDefault()}
    >
      <Field label={say('override.label')} hint={say('override.hint')} {...(error && { error })}>
        {(tie) => <textarea ref={text} rows={2} maxLength={200} {...tie} />}
      </Field>
      <div class="row">
        <Button submit idle={idle} onPress={send}>
          {say('override.send')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </form>
  );
}
