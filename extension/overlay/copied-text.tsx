import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { say } from '../ui/say.ts';

type Written = { readonly text: string; readonly language: string };

type CopiedTextProps = {
  /** On the button that shows it. */
  button: string;
  title: string;
  hint: string;
  write: () => Promise<Written>;
};

/** A text to be copied. Sending it is the member's, by their own hand. */
export function CopiedText({ button, title, hint, write }: CopiedTextProps) {
  const [shown, show] = useState<Written>();
  const [done, setDone] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  if (!shown)
    return (
      <div class="record-offers">
        <Button small onPress={() => void write().then(show, () => undefined)}>
          {button}
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
      <Field label={title} hint={hint}>
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
