import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { RecordedFact } from './choice.ts';
import { WhereFields, whoIn } from './where-fields.tsx';

type Kind = RecordedFact['type'];
type Method = RecordedFact['method'];

const said: readonly [Method, string][] = [
  ['reply', 'In a reply to a message'],
  ['spoken', 'In a conversation or call'],
  ['in-writing', 'In a letter or on paper'],
  ['web-form', 'In a form on a web page'],
];

type Wording = {
  button: string;
  title: string;
  how: string;
  when: string;
  methods: readonly [Method, string][];
};

/** The questions asked for each fact. */
export const recordWords: Record<Kind, Wording> = {
  given: {
    button: 'They agreed',
    title: 'They agreed to hear from you',
    how: 'How did they say so?',
    when: 'When?',
    methods: said,
  },
  'relationship-recorded': {
    button: 'They are a customer',
    title: 'They are a customer',
    how: 'How do you know?',
    when: 'Since when?',
    methods: [
      ['recorded-by-member', 'I know it from my own work'],
      ['in-writing', 'It stands in a contract or an order'],
    ],
  },
  described: {
    button: 'Say where they are',
    title: 'Where are they?',
    how: 'How do you know?',
    when: 'Since when?',
    methods: [
      ['recorded-by-member', 'I know it from my own work'],
      ['reply', 'They wrote it in a message'],
      ['spoken', 'They said so'],
    ],
  },
  objected: {
    button: 'They asked me to stop',
    title: 'They asked you to stop',
    how: 'How did they say so?',
    when: 'When?',
    methods: said,
  },
  withdrawn: {
    button: 'They took their consent back',
    title: 'They took their consent back',
    how: 'How did they say so?',
    when: 'When?',
    methods: said,
  },
};

type RecordFormProps = {
  person: string;
  kind: Kind;
  idle: boolean;
  onRecord: (fact: RecordedFact) => void;
  onCancel: () => void;
};

/** Asks how and when. The fields keep their own values: nothing here listens to what is typed. */
export function RecordForm({ person, kind, idle, onRecord, onCancel }: RecordFormProps) {
  const words = recordWords[kind];
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState('');
  useLayoutEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('select')?.focus();
  }, []);

  const record = () => {
    const given = new FormData(form.current!);
    const occurredOn = String(given.get('occurred-on'));
    const note = String(given.get('note')).trim();
    const wrong = wrongDay(occurredOn, today());
    setError(wrong);
    if (wrong) return form.current!.querySelector('input')?.focus();
    const method = given.get('method') as Method;
    onRecord({
      person,
      type: kind,
      method,
      occurredOn,
      ...(note && { note }),
      ...(kind === 'relationship-recorded' && { told: given.get('told') !== null }),
      ...(kind === 'described' && whoIn(given)),
    });
  };

  return (
    <form
      ref={form}
      class="record"
      aria-label={words.title}
      noValidate
      onSubmit={(e) => e.preventDefault()}
    >
      <h2>{words.title}</h2>
      {kind === 'described' && <WhereFields />}
      <div class="record-fields">
        <Field label={words.how}>
          {(tie) => (
            <select name="method" {...tie}>
              {words.methods.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.when} {...(error && { error })}>
          {(tie) => (
            <input type="date" name="occurred-on" defaultValue={today()} max={today()} {...tie} />
          )}
        </Field>
      </div>
      {kind === 'relationship-recorded' && (
        <label class="check">
          <input type="checkbox" name="told" />
          <span>They gave us this address and were told then that we would write</span>
        </label>
      )}
      <Field
        label="Note (optional)"
        hint="Where this can be checked, such as the subject of their message."
      >
        {(tie) => <input type="text" name="note" maxLength={200} autocomplete="off" {...tie} />}
      </Field>
      <div class="row">
        <Button submit idle={idle} onPress={record}>
          Record
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Today in the member's own calendar: `yyyy-mm-dd`. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function wrongDay(day: string, latest: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return 'Give the day, month and year.';
  return day > latest ? 'Choose today or an earlier day.' : '';
}
