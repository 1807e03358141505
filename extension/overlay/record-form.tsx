import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { Saying } from '../ui/say.ts';
import { say } from '../ui/say.ts';
import { today } from '../ui/today.ts';
import type { RecordedFact } from './choice.ts';
import { isCountryGiven, WhereFields, whoIn } from './where-fields.tsx';

type Kind = RecordedFact['type'];
type Method = RecordedFact['method'];
type Questions = {
  readonly how: Saying;
  readonly when: Saying;
  readonly methods: readonly (readonly [Method, Saying])[];
};

const said: Questions = {
  how: 'record.how',
  when: 'record.when',
  methods: [
    ['reply', 'record.by.reply'],
    ['spoken', 'record.by.spoken'],
    ['in-writing', 'record.by.in-writing'],
    ['web-form', 'record.by.web-form'],
  ],
};

/** The questions asked for each fact. */
const questions: Record<Kind, Questions> = {
  given: said,
  objected: said,
  'relationship-recorded': {
    how: 'record.how-known',
    when: 'record.since',
    methods: [
      ['recorded-by-member', 'record.by.recorded-by-member'],
      ['in-writing', 'record.by.contract'],
    ],
  },
  described: {
    how: 'record.how-known',
    when: 'record.since',
    methods: [
      ['recorded-by-member', 'record.by.recorded-by-member'],
      ['reply', 'record.by.reply'],
      ['spoken', 'record.by.spoken'],
    ],
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
  const { how, when, methods } = questions[kind];
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState('');
  const [noCountry, setNoCountry] = useState('');
  useLayoutEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('select')?.focus();
  }, []);

  const record = () => {
    const given = new FormData(form.current!);
    const occurredOn = String(given.get('occurred-on'));
    const note = String(given.get('note')).trim();
    const wrong = wrongDay(occurredOn, today());
    const where = kind === 'described' && !isCountryGiven(given) ? say('record.no-country') : '';
    setError(wrong);
    setNoCountry(where);
    if (where) return form.current!.querySelector('select')?.focus();
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
      aria-label={say(`record.${kind}.title`)}
      noValidate
      onSubmit={(e) => e.preventDefault()}
    >
      <h2>{say(`record.${kind}.title`)}</h2>
      {kind === 'described' && <WhereFields error={noCountry} />}
      <div class="record-fields">
        <Field label={say(how)}>
          {(tie) => (
            <select name="method" {...tie}>
              {methods.map(([value, text]) => (
                <option key={value} value={value}>
                  {say(text)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say(when)} {...(error && { error })}>
          {(tie) => (
            <input type="date" name="occurred-on" defaultValue={today()} max={today()} {...tie} />
          )}
        </Field>
      </div>
      {kind === 'relationship-recorded' && (
        <label class="check">
          <input type="checkbox" name="told" />
          <span>{say('record.told')}</span>
        </label>
      )}
      <Field label={say('record.note')} hint={say('record.note.hint')}>
        {(tie) => <input type="text" name="note" maxLength={200} autocomplete="off" {...tie} />}
      </Field>
      <div class="row">
        <Button submit idle={idle} onPress={record}>
          {say('record.do')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </form>
  );
}

function wrongDay(day: string, latest: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return say('record.no-day');
  return day > latest ? say('record.day-to-come') : '';
}
