import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
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
    setError(short ? `Write at least ${shortestReason} characters.` : '');
    if (short) text.current!.focus();
    else onSend(reason);
  };

  return (
    <form class="override" aria-label="Send anyway" noValidate onSubmit={(e) => e.preventDefault()}>
      <Field
        label="Why should this be sent anyway?"
        hint="Your reason is recorded with your name and can be read by your administrators."
        {...(error && { error })}
      >
        {(tie) => <textarea ref={text} rows={2} maxLength={200} {...tie} />}
      </Field>
      <div class="row">
        <Button submit idle={idle} onPress={send}>
          Record the reason and send
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
